package io.todevice.strict.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the document says of an operation beside what it demands.
 *
 * @param isDeprecated whether it is deprecated
 * @param queryNames the query parameters that it has
 * @param deprecatedNames those of them that are deprecated
 * @param bodySchema the schema of its JSON body; missing if it has none
 * @param source where the document describes it, as file and JSON pointer
 */
record OperationNotes(
    boolean isDeprecated,
    Set<String> queryNames,
    Set<String> deprecatedNames,
    JsonNode bodySchema,
    String source) {

  /** The notes of all operations by their IDs. */
  static Map<String, OperationNotes> of(JsonNode document) {
    Map<String, OperationNotes> notes = new HashMap<>();
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        if (operation.path("operationId").isTextual()) {
          notes.put(operation.get("operationId").textValue(), note(operation));
        }
      }
    }
    return notes;
  }

  private static OperationNotes note(JsonNode operation) {
    Set<String> queryNames = new HashSet<>();
    Set<String> deprecatedNames = new HashSet<>();
    for (JsonNode parameter : operation.path("parameters")) {
      String name = parameter.path("name").asText();
      if (parameter.path("in").asText().equals("query")) {
        queryNames.add(name);
        if (parameter.path("deprecated").asBoolean()) {
          deprecatedNames.add(name);
        }
      }
    }
    return new OperationNotes(
        operation.path("deprecated").asBoolean(),
        queryNames,
        deprecatedNames,
        operation.path("requestBody").path("content").path("application/json").path("schema"),
        operation.path("x-source").asText(""));
  }
}
