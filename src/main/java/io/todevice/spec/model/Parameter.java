package io.todevice.spec.model;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A parameter of an operation (OpenAPI, <i>Parameter Object</i>).
 *
 * @param name its name
 * @param in where it stands: {@code path}, {@code query}, {@code header} or {@code cookie}
 * @param isRequired whether a request must have it
 * @param isDeprecated whether it is deprecated
 * @param style how a list or an object is written; empty if the document leaves it to the default
 * @param isExploded whether each value of a list is a parameter of its own
 * @param isJson whether its value is JSON
 * @param schema the schema of its value; missing if it has none
 */
public record Parameter(
    String name,
    String in,
    boolean isRequired,
    boolean isDeprecated,
    String style,
    boolean isExploded,
    boolean isJson,
    JsonNode schema) {

  static Parameter of(JsonNode node) {
    String in = node.path("in").asText();
    JsonNode json = node.path("content").path("application/json");
    return new Parameter(
        node.path("name").asText(),
        in,
        node.path("required").asBoolean(false),
        node.path("deprecated").asBoolean(false),
        node.path("style").asText(""),
        in.equals("query") && node.path("explode").asBoolean(true),
        json.isObject(),
        (json.isObject() ? json : node).path("schema"));
  }
}
