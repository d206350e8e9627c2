package io.todevice.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that a document could demand beside what it does, one keyword at one place each. */
final class SchemaEdits {

  private static final Map<String, List<String>> KEYWORDS =
      Map.of(
          "string",
          List.of(
              "'pattern':'^!'",
              "'pattern':'^(x|y)+$'",
              "'pattern':'^(?!x)'",
              "'minLength':1",
              "'minLength':2",
              "'maxLength':0",
              "'maxLength':2",
              "'enum':['x','!a']",
              "'const':'xy'",
              "'not':{'enum':['x']}",
              "'anyOf':[{'maxLength':1},{'pattern':'^@'}]",
              "'if':{'pattern':'^!'},'then':{'minLength':2},'else':{'maxLength':2}"),
          "integer",
          List.of(
              "'minimum':1",
              "'maximum':1",
              "'exclusiveMinimum':0",
              "'exclusiveMaximum':2",
              "'multipleOf':2",
              "'enum':[1,2]",
              "'const':1"),
          "boolean",
          List.of("'enum':[true]", "'const':false"),
          "array",
          List.of(
              "'minItems':1",
              "'maxItems':1",
              "'uniqueItems':true",
              "'contains':{'pattern':'^!'}",
              "'allOf':[{'prefixItems':[{'minLength':1}]}]"),
          "object",
          List.of(
              "'minProperties':1",
              "'maxProperties':1",
              "'propertyNames':{'maxLength':4}",
              "'patternProperties':{'^!':{'maxProperties':0}}",
              "'allOf':[{'required':['x']}]",
              "'dependentRequired':{'x':['xy']}",
              "'not':{'required':['xy']}",
              "'oneOf':[{'required':['x']},{'required':['xy']},{'maxProperties':0}]"));

  private static final JsonMapper MAPPER = new JsonMapper();

  private SchemaEdits() {}

  /**
   * A document with one more keyword.
   *
   * @param place where it stands, for messages
   */
  record Edit(String place, JsonNode document) {}

  /** All edits of a schema and of what is inside it. */
  static List<Edit> of(JsonNode document, JsonPointer schema) {
    List<Edit> edits = new ArrayList<>();
    collect(document, schema, edits, new ArrayList<>());
    return edits;
  }

  private static void collect(
      JsonNode document, JsonPointer place, List<Edit> edits, List<JsonPointer> seen) {
    JsonNode schema = document.at(place);
    if (!schema.isObject() || seen.contains(place)) {
      return;
    }
    seen.add(place);
    if (schema.has("$ref")) {
      collect(
          document, JsonPointer.compile(schema.get("$ref").textValue().substring(1)), edits, seen);
    }
    for (String keyword : KEYWORDS.getOrDefault(schema.path("type").asText(), List.of())) {
      if (changesType(keyword, schema) || isLenient(keyword, schema)) {
        continue;
      }
      ObjectNode edited = document.deepCopy();
      ((ObjectNode) edited.at(place)).setAll(read("{" + keyword + "}"));
      edits.add(new Edit(place + " " + keyword, edited));
    }
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      collect(
          document,
          place.appendProperty("properties").appendProperty(property.getKey()),
          edits,
          seen);
    }
    for (String keyword : List.of("items", "additionalProperties")) {
      collect(document, place.appendProperty(keyword), edits, seen);
    }
    for (int i = 0; i < schema.path("allOf").size(); i++) {
      collect(document, place.appendProperty("allOf").appendIndex(i), edits, seen);
    }
  }

  /** The classes are those of the document as built, which a map by other keys would not have. */
  private static boolean changesType(String keyword, JsonNode schema) {
    return keyword.startsWith("'patternProperties'") && schema.has("additionalProperties");
  }

  /** Clause S3: keys that are identifiers do not fail each other. */
  private static boolean isLenient(String keyword, JsonNode schema) {
    return keyword.startsWith("'propertyNames'") && schema.path("additionalProperties").isObject();
  }

  private static ObjectNode read(String json) {
    try {
      return (ObjectNode) MAPPER.readTree(json.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
