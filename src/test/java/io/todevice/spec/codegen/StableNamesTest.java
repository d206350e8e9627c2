package io.todevice.spec.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.ProjectSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Edits that change nothing on the wire, over all schemas of the specification at once. */
@DisplayName("The generated code is the same")
class StableNamesTest {

  private static final String COMPONENTS = "#/components/schemas/";
  private static final ObjectNode DOCUMENT =
      ProjectSpec.assemble(
          Path.of(System.getProperty("spec.dir", ProjectSpec.DIRECTORY.toString())));

  static Stream<Arguments> edits() {
    return Stream.of(
        edit("without titles", (edited, schema) -> schema.remove("title")),
        edit("where all titles are the same", (edited, schema) -> schema.put("title", "Schema")),
        edit("with other descriptions", (edited, schema) -> schema.put("x-note", "n")),
        edit("where a schema is the only part of allOf", wrapping("allOf")),
        edit("where a schema is the only alternative of anyOf", wrapping("anyOf")),
        edit("where a schema is the only alternative of oneOf", wrapping("oneOf")),
        edit("where each schema is a component", StableNamesTest::move),
        edit("where no schema is a component", StableNamesTest::inline),
        edit("where members come in another order", (edited, schema) -> shuffle(schema)));
  }

  private static Arguments edit(String name, BiConsumer<ObjectNode, ObjectNode> edit) {
    return Arguments.of(name, edit);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  @DisplayName("whatever a schema is called, wherever and however it is written")
  void isTheSame(String name, BiConsumer<ObjectNode, ObjectNode> edit) {
    ObjectNode edited = DOCUMENT.deepCopy();
    for (ObjectNode schema : schemasOf(edited)) {
      edit.accept(edited, schema);
    }

    assertThat(edited.toString()).isNotEqualTo(DOCUMENT.toString());
    assertThat(generated(edited)).isEqualTo(generated(DOCUMENT));
  }

  private static Map<String, JsonNode> generated(ObjectNode document) {
    ObjectNode generated = CodegenDocument.of(document);
    for (JsonNode owner : generated.findParents("x-javadoc")) {
      ((ObjectNode) owner).remove("x-javadoc");
    }
    Map<String, JsonNode> parts = new TreeMap<>();
    generated.path("paths").properties().forEach(e -> parts.put(e.getKey(), e.getValue()));
    generated
        .at("/components/schemas")
        .properties()
        .forEach(e -> parts.put(e.getKey(), e.getValue()));
    return parts;
  }

  private static BiConsumer<ObjectNode, ObjectNode> wrapping(String keyword) {
    return (edited, schema) ->
        replace(
            schema,
            own -> {
              ObjectNode wrapped = own.objectNode();
              wrapped.putArray(keyword).add(own);
              return wrapped;
            });
  }

  private static void move(ObjectNode edited, ObjectNode schema) {
    ObjectNode components = edited.withObject("/components/schemas");
    String name = "Moved" + components.size();
    replace(
        schema,
        own -> {
          components.set(name, own);
          return own.objectNode().put("$ref", COMPONENTS + name);
        });
  }

  private static void inline(ObjectNode edited, ObjectNode schema) {
    replace(schema, own -> inlined(edited, own, Set.of()));
  }

  private static ObjectNode inlined(ObjectNode edited, ObjectNode schema, Set<String> within) {
    String reference = schema.path("$ref").asText("");
    if (reference.isEmpty() || within.contains(reference)) {
      return schema;
    }
    ObjectNode target =
        (ObjectNode)
            edited.at("/components/schemas").path(reference.substring(COMPONENTS.length()));
    ObjectNode copy = schema.deepCopy();
    copy.remove("$ref");
    copy.withArray("/allOf").add(target.deepCopy());
    return copy;
  }

  private static void shuffle(ObjectNode schema) {
    List<Map.Entry<String, JsonNode>> members =
        new ArrayList<>(schema.path("properties").properties());
    if (!members.isEmpty()) {
      Collections.shuffle(members, new Random(members.size()));
      ObjectNode properties = schema.putObject("properties");
      members.forEach(member -> properties.set(member.getKey(), member.getValue()));
    }
    replace(
        schema,
        own -> {
          ObjectNode reversed = own.objectNode();
          List<String> keys = new ArrayList<>();
          own.fieldNames().forEachRemaining(keys::add);
          Collections.reverse(keys);
          keys.forEach(key -> reversed.set(key, own.get(key)));
          return reversed;
        });
  }

  /** Puts what is made of a copy of a schema in the place of the schema. */
  private static void replace(ObjectNode schema, UnaryOperator<ObjectNode> change) {
    ObjectNode own = schema.deepCopy();
    schema.removeAll();
    schema.setAll(change.apply(own));
  }

  /** All schemas of a document, inner ones first. */
  private static List<ObjectNode> schemasOf(JsonNode document) {
    List<ObjectNode> schemas = new ArrayList<>();
    for (JsonNode content : document.path("paths").findValues("content")) {
      content.forEach(media -> collect(media.path("schema"), schemas));
    }
    document.at("/components/schemas").forEach(schema -> collect(schema, schemas));
    return schemas;
  }

  private static void collect(JsonNode schema, List<ObjectNode> schemas) {
    if (schema instanceof ObjectNode object) {
      for (String key : List.of("properties", "patternProperties", "allOf", "anyOf", "oneOf")) {
        object.path(key).forEach(inner -> collect(inner, schemas));
      }
      for (String key : List.of("items", "additionalProperties")) {
        collect(object.path(key), schemas);
      }
      schemas.add(object);
    }
  }
}
