package io.todevice.metamorphic;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.metamorphic.EditableFiles.At;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** An edit of a specification's files that changes nothing on the wire. */
enum NeutralEdit {
  // What is said to people.
  TITLE_CHANGED(schema(s -> s.isObject() && !isReference(s), s -> s.put("title", "Other Words"))),
  TITLE_REMOVED(schema(s -> s.has("title"), s -> s.without("title"))),
  DESCRIPTION_CHANGED(schema(s -> !isReference(s), s -> s.put("description", "Other words."))),
  EXAMPLE_CHANGED(schema(s -> !isReference(s), s -> s.put("example", "other"))),
  SUMMARY_CHANGED(operation(o -> o.put("summary", "Other words").put("description", "More."))),
  TAGS_CHANGED(operation(o -> o.set("tags", array("Other")))),
  COMMENT_ADDED(schema(s -> !isReference(s), s -> s.put("$comment", "None of your business"))),

  // Order.
  PROPERTIES_SHUFFLED(
      (files, at, random) -> shuffleMembers(files, SchemaPlaces.child(at, "properties"), random)),
  KEYWORDS_SHUFFLED((files, at, random) -> shuffleMembers(files, at, random)),
  REQUIRED_SHUFFLED(
      (files, at, random) -> shuffleElements(files, SchemaPlaces.child(at, "required"), random)),
  ENUM_SHUFFLED(
      (files, at, random) -> shuffleElements(files, SchemaPlaces.child(at, "enum"), random)),
  ALL_OF_SHUFFLED(
      (files, at, random) -> shuffleElements(files, SchemaPlaces.child(at, "allOf"), random)),
  PARAMETERS_SHUFFLED(
      Target.OPERATIONS,
      (files, at, random) -> shuffleElements(files, SchemaPlaces.child(at, "parameters"), random)),
  RESPONSES_SHUFFLED(
      Target.OPERATIONS,
      (files, at, random) -> shuffleMembers(files, SchemaPlaces.child(at, "responses"), random)),
  SECURITY_SHUFFLED(
      Target.OPERATIONS,
      (files, at, random) -> shuffleElements(files, SchemaPlaces.child(at, "security"), random)),
  PATHS_SHUFFLED(
      Target.DOCUMENTS,
      (files, at, random) -> shuffleMembers(files, SchemaPlaces.child(at, "paths"), random)),

  // Where things stand.
  SCHEMA_INLINED(
      (files, at, random) -> {
        JsonNode schema = files.get(at);
        if (!isReference(schema) || schema.size() > 1) {
          return false;
        }
        At target = files.resolve(schema.get("$ref").textValue(), at.file());
        if (reaches(files, target, target, 12)) {
          return false;
        }
        files.set(at, files.forFile(files.get(target), target.file(), at.file()));
        return true;
      }),
  SCHEMA_MOVED_TO_A_FILE(
      (files, at, random) -> {
        String name = Moves.sibling(at.file(), "moved_" + random.nextInt(10_000) + ".yaml");
        return Moves.move(files, at, new At(name, JsonPointer.empty()));
      }),
  SCHEMA_MOVED_TO_A_COMPONENT(
      (files, at, random) ->
          files.isDocument(at.file())
              && Moves.move(
                  files,
                  at,
                  new At(
                      at.file(),
                      JsonPointer.compile("/components/schemas/Moved" + random.nextInt(10_000))))),
  PARAMETER_MOVED_TO_A_COMPONENT(
      Target.PARAMETERS,
      (files, at, random) ->
          files.isDocument(at.file())
              && Moves.move(
                  files,
                  at,
                  new At(
                      at.file(),
                      JsonPointer.compile(
                          "/components/parameters/moved" + random.nextInt(10_000))))),
  RESPONSE_MOVED_TO_A_FILE(
      Target.RESPONSES,
      (files, at, random) ->
          Moves.move(
              files,
              at,
              new At(
                  Moves.sibling(at.file(), "response_" + random.nextInt(10_000) + ".yaml"),
                  JsonPointer.empty()))),
  FILE_RENAMED(Target.DOCUMENTS, Moves::renameFile),
  OPERATION_MOVED_TO_ANOTHER_FILE(Target.OPERATIONS, Moves::moveOperation),
  BASE_PATH_SPLIT_ELSEWHERE(Target.DOCUMENTS, Moves::splitBasePath),
  SECURITY_SCHEME_RENAMED(Target.DOCUMENTS, Moves::renameSecurityScheme),

  // The same said in another way.
  WRAPPED_IN_ALL_OF(wrapped("allOf")),
  WRAPPED_IN_ONE_OF(wrapped("oneOf")),
  WRAPPED_IN_ANY_OF(wrapped("anyOf")),
  TYPE_AS_LIST(
      schema(
          s -> s.path("type").isTextual(), s -> s.set("type", array(s.get("type").textValue())))),
  NO_LEAST_LENGTH(
      schema(s -> isType(s, "string") && !s.has("minLength"), s -> s.put("minLength", 0))),
  NO_LEAST_ITEMS(schema(s -> isType(s, "array") && !s.has("minItems"), s -> s.put("minItems", 0))),
  NO_LEAST_PROPERTIES(
      schema(s -> isType(s, "object") && !s.has("minProperties"), s -> s.put("minProperties", 0))),
  NOT_UNIQUE(
      schema(s -> isType(s, "array") && !s.has("uniqueItems"), s -> s.put("uniqueItems", false))),
  WHOLE_NUMBERS_ARE_MULTIPLES_OF_ONE(
      schema(s -> isType(s, "integer") && !s.has("multipleOf"), s -> s.put("multipleOf", 1))),
  NOTHING_REQUIRED(
      schema(s -> isType(s, "object") && !s.has("required"), s -> s.set("required", array()))),
  OTHER_PROPERTIES_ALLOWED(
      schema(
          s -> isType(s, "object") && s.has("properties") && !s.has("additionalProperties"),
          s -> s.put("additionalProperties", true))),
  EXCLUSIVE_LIMIT(
      schema(
          s -> isType(s, "integer") && s.path("minimum").isInt(),
          s -> {
            int minimum = s.get("minimum").intValue();
            return ((ObjectNode) s.without("minimum")).put("exclusiveMinimum", minimum - 1);
          })),
  CONST_FOR_ONE_VALUE(
      schema(
          s -> s.path("enum").size() == 1,
          s -> {
            JsonNode only = s.get("enum").get(0);
            return ((ObjectNode) s.without("enum")).set("const", only);
          })),
  NOT_DEPRECATED(
      schema(s -> !isReference(s) && !s.has("deprecated"), s -> s.put("deprecated", false))),
  PARAMETER_STYLE_SAID(
      Target.PARAMETERS,
      edit(
          p -> !isReference(p) && !p.has("style"),
          p -> p.put("style", p.path("in").asText().equals("query") ? "form" : "simple"))),
  OPTIONAL_SAID(
      Target.PARAMETERS,
      edit(p -> !isReference(p) && !p.has("required"), p -> p.put("required", false))),

  // The same in another spelling of YAML.
  WRITTEN_AS_JSON(Target.FILES, styled(Styles::json)),
  WINDOWS_LINE_ENDS(Target.FILES, styled(Styles::windows)),
  BYTE_ORDER_MARK(Target.FILES, styled(Styles::marked)),
  COMMENTS(Target.FILES, styled(Styles::commented));

  /** What an edit is tried on. */
  enum Target {
    SCHEMAS,
    PARAMETERS,
    RESPONSES,
    OPERATIONS,
    DOCUMENTS,
    FILES
  }

  /** Does it at one place. */
  interface Edit {
    /** Edits the files; returns whether there was anything to do at this place. */
    boolean apply(EditableFiles files, At at, Random random);
  }

  private final Target target;

  @SuppressWarnings("ImmutableEnumChecker") // Lambdas without state.
  private final Edit edit;

  NeutralEdit(Edit edit) {
    this(Target.SCHEMAS, edit);
  }

  NeutralEdit(Operation operation) {
    this(Target.OPERATIONS, operation.edit());
  }

  NeutralEdit(Target target, Edit edit) {
    this.target = target;
    this.edit = edit;
  }

  /**
   * Does it at a random place where there is something to do.
   *
   * @return the place, or an empty text where the files have none
   */
  String apply(EditableFiles files, SchemaPlaces places, Random random) {
    List<At> candidates = new ArrayList<>(candidates(files, places));
    Collections.shuffle(candidates, random);
    for (At at : candidates) {
      if (edit.apply(files, at, random)) {
        return at.file() + "#" + at.pointer();
      }
    }
    return "";
  }

  private List<At> candidates(EditableFiles files, SchemaPlaces places) {
    return switch (target) {
      case SCHEMAS -> places.schemas();
      case PARAMETERS -> places.parameters();
      case RESPONSES -> places.responses();
      case OPERATIONS -> places.operations();
      case DOCUMENTS -> files.documents().map(name -> new At(name, JsonPointer.empty())).toList();
      case FILES -> files.names().stream().map(name -> new At(name, JsonPointer.empty())).toList();
    };
  }

  private record Operation(Edit edit) {}

  private static Operation operation(UnaryOperator<ObjectNode> change) {
    return new Operation(edit(o -> true, o -> change.apply(o)));
  }

  private static Edit schema(Predicate<JsonNode> fits, Change change) {
    return edit(fits, change);
  }

  private interface Change {
    JsonNode apply(ObjectNode node);
  }

  private static Edit edit(Predicate<JsonNode> fits, Change change) {
    return (files, at, random) -> {
      JsonNode node = files.get(at);
      if (!node.isObject() || !fits.test(node)) {
        return false;
      }
      files.set(at, change.apply(node.deepCopy()));
      return true;
    };
  }

  private static Edit wrapped(String keyword) {
    return edit(
        s -> true,
        s -> {
          ObjectNode wrapper = JsonNodeFactory.instance.objectNode();
          wrapper.putArray(keyword).add(s);
          return wrapper;
        });
  }

  private static Edit styled(UnaryOperator<byte[]> style) {
    return (files, at, random) -> {
      files.restyle(at.file(), style);
      return true;
    };
  }

  private static boolean shuffleMembers(EditableFiles files, At at, Random random) {
    JsonNode node = files.get(at);
    if (!node.isObject() || node.size() < 2) {
      return false;
    }
    List<Map.Entry<String, JsonNode>> members = new ArrayList<>(node.properties());
    Collections.shuffle(members, random);
    ObjectNode shuffled = JsonNodeFactory.instance.objectNode();
    members.forEach(member -> shuffled.set(member.getKey(), member.getValue()));
    files.set(at, shuffled);
    return true;
  }

  private static boolean shuffleElements(EditableFiles files, At at, Random random) {
    JsonNode node = files.get(at);
    if (!node.isArray() || node.size() < 2) {
      return false;
    }
    List<JsonNode> elements = new ArrayList<>();
    node.forEach(elements::add);
    Collections.shuffle(elements, random);
    files.set(at, JsonNodeFactory.instance.arrayNode().addAll(elements));
    return true;
  }

  private static boolean isReference(JsonNode node) {
    return node.path("$ref").isTextual();
  }

  private static boolean isType(JsonNode schema, String type) {
    return schema.path("type").asText("").equals(type);
  }

  private static ArrayNode array(String... values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (String value : values) {
      array.add(value);
    }
    return array;
  }

  /** Whether a schema refers to itself. */
  private static boolean reaches(EditableFiles files, At from, At target, int depth) {
    if (depth == 0) {
      return true;
    }
    for (String reference : files.get(from).findValuesAsText("$ref")) {
      At next = files.resolve(reference, from.file());
      if (next.equals(target) || reaches(files, next, target, depth - 1)) {
        return true;
      }
    }
    return false;
  }
}
