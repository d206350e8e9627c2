package io.todevice.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The examples of the project's files are what their schemas say. */
class ExamplesTest {

  private static final Set<String> EXAMPLES = Set.of("example", "examples", "default", "enum");

  private final JsonNode document = ProjectSpec.assemble(ProjectSpec.DIRECTORY);
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final List<String> faults = new ArrayList<>();
  private int checked;

  @Test
  void everyExampleFitsItsSchema() {
    check(document, JsonPointer.empty());

    assertThat(faults).isEmpty();
    assertThat(checked).isGreaterThan(30);
  }

  @Test
  void anExampleThatDoesNotFitWouldBeFound() {
    ObjectNode parameter = SpecFiles.yaml("{in: path, schema: {type: integer}, example: text}");

    check(parameter, JsonPointer.empty());

    assertThat(faults).singleElement().asString().contains("integer");
  }

  private void check(JsonNode node, JsonPointer place) {
    JsonNode schema = node.has("schema") ? node.get("schema") : node;
    if (node.has("example")) {
      check(node.get("example"), schema, place);
    }
    if (node.path("examples").isObject()) {
      node.get("examples").forEach(example -> check(example.path("value"), schema, place));
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      if (!EXAMPLES.contains(member.getKey())) {
        check(member.getValue(), place.appendProperty(member.getKey()));
      }
    }
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        check(node.get(i), place.appendIndex(i));
      }
    }
  }

  private void check(JsonNode example, JsonNode schema, JsonPointer place) {
    checked++;
    // References lead to the components from the root of the schema, as they do in the document.
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putArray("allOf").add(schema);
    root.set("components", document.path("components"));
    List<Error> errors =
        registry
            .getSchema(root.toString(), InputFormat.JSON)
            .validate(example.toString(), InputFormat.JSON);
    errors.forEach(error -> faults.add(place + ": " + error));
  }
}
