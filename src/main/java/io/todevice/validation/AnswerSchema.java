package io.todevice.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.todevice.spec.model.Content;
import io.todevice.spec.model.DocumentedOperation;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What the document says of the JSON that one operation answers with when it succeeds. */
public final class AnswerSchema {

  private final Schemas.CompiledSchema schema;

  /**
   * The schema of an operation's answer; one that allows everything if the document has none.
   *
   * @param document an assembled document
   */
  public AnswerSchema(JsonNode document, String operationId) {
    schema =
        new Schemas(document)
            .compile(
                DocumentedOperation.listOf(document).stream()
                    .filter(operation -> operation.id().equals(operationId))
                    .map(operation -> operation.responses().get("200"))
                    .filter(Objects::nonNull)
                    .map(Content::jsonSchema)
                    .findFirst()
                    .orElse(MissingNode.getInstance()));
  }

  /** In how many ways an answer is not what the document says. */
  public int countFaults(String json) {
    return JsonText.parse(json.getBytes(StandardCharsets.UTF_8))
        .map(value -> schema.check(value, "body").size())
        .orElseThrow(() -> new IllegalArgumentException("not JSON"));
  }
}
