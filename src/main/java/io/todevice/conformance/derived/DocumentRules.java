package io.todevice.conformance.derived;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.suite.Json;
import io.todevice.validation.MessageValidator;
import io.todevice.validation.SentRequest;
import io.todevice.validation.SentResponse;
import io.todevice.validation.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The document as a judge of responses. Ready only when it is asked for the first time: to list the
 * cases needs no schemas. Safe for use by many threads.
 */
final class DocumentRules {

  /**
   * Stands for a body that the kit cannot read within its bounds: the validator has none, and makes
   * a tree of what it is given.
   */
  private static final byte[] NO_JSON = {'x'};

  private final JsonNode document;
  private @Nullable MessageValidator validator;

  DocumentRules(JsonNode document) {
    this.document = document;
  }

  /**
   * A response, and where it is not what the document says.
   *
   * @param operationId the operation that it belongs to
   * @param violations what is wrong
   */
  record Judgement(String operationId, List<Violation> violations) {}

  /** Looks at a response; nothing if the document has no operation for the request. */
  Optional<Judgement> judge(TargetRequest request, int status, String mediaType, byte[] body) {
    String target = request.target();
    int query = target.indexOf('?');
    SentRequest sent =
        new SentRequest(
            request.method(),
            query < 0 ? target : target.substring(0, query),
            query < 0 ? "" : target.substring(query + 1),
            Map.of(),
            new byte[0]);
    boolean isJson = Json.find(body).isPresent();
    byte[] judged = isJson || body.length == 0 ? body : NO_JSON;
    return validator()
        .validate(sent, new SentResponse(status, mediaType, judged))
        .map(
            finding ->
                new Judgement(
                    finding.operation().operationId(),
                    finding.ofResponse().stream()
                        // JSON may be nested deeper than what looks at schemas can read.
                        .filter(violation -> !(isJson && violation.rule().equals("json")))
                        .toList()));
  }

  private synchronized MessageValidator validator() {
    if (validator == null) {
      validator = new MessageValidator(document);
    }
    return validator;
  }
}
