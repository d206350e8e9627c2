package io.todevice.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** What the document says of the JSON that one operation answers with when it succeeds. */
public final class AnswerSchema {

  private final Schemas.CompiledSchema schema;

  /**
   * The schema of an operation's answer; one that allows everything if the document has none.
   *
   * @param document an assembled document
   */
  public AnswerSchema(JsonNode document, String operationId) {
    JsonNode found = document.path("none");
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        if (operation.path("operationId").asText("").equals(operationId)) {
          found = operation.at("/responses/200/content/application~1json/schema");
        }
      }
    }
    schema = new Schemas(document).compile(found);
  }

  /** In how many ways an answer is not what the document says. */
  public int countFaults(String json) {
    return JsonText.parse(json.getBytes(StandardCharsets.UTF_8))
        .map(value -> schema.check(value, "body").size())
        .orElseThrow(() -> new IllegalArgumentException("not JSON"));
  }
}
