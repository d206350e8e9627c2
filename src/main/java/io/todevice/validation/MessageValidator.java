package io.todevice.validation;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.model.DocumentedOperation;
import io.todevice.spec.model.OperationFinder;
import io.todevice.spec.model.ServedOperation;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.text.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at requests and responses with the assembled document in hand. Immutable and safe for use
 * by many threads.
 */
public final class MessageValidator {

  private final OperationFinder finder;
  private final Map<String, OperationRules> rules = new HashMap<>();

  /**
   * What there is to say of a request and its response.
   *
   * @param operation which operation the request is for
   * @param ofRequest where the request is not what the document says
   * @param ofResponse where the response is not what the document says
   */
  public record Finding(
      ServedOperation operation, List<Violation> ofRequest, List<Violation> ofResponse) {

    /** Copies the lists. */
    public Finding {
      ofRequest = List.copyOf(ofRequest);
      ofResponse = List.copyOf(ofResponse);
    }
  }

  /**
   * A validator.
   *
   * @param document an assembled document
   * @throws io.todevice.spec.SpecificationException if the document cannot be used
   */
  public MessageValidator(JsonNode document) {
    finder = new OperationFinder(SpecificationDocument.of(document));
    Schemas schemas = new Schemas(document);
    for (DocumentedOperation operation : DocumentedOperation.listOf(document)) {
      rules.put(operation.id(), new OperationRules(operation, schemas));
    }
  }

  /** Looks at a request alone; nothing if the document has no operation for it. */
  public Optional<MatchedRequest> match(SentRequest request) {
    return finder
        .find(request.method(), request.path())
        .map(
            found ->
                new MatchedRequest(
                    found.operation(),
                    found.pathValues(),
                    Query.parse(request.query()),
                    rulesOf(found).checkRequest(request, found.pathValues())));
  }

  /**
   * Looks at a value as if it were the body of a request.
   *
   * @return where it is not what the document says; nothing if the document has no such operation
   */
  public List<Violation> checkBody(String operationId, byte[] body) {
    return Optional.ofNullable(rules.get(operationId))
        .map(operation -> operation.checkBody(body))
        .orElse(List.of());
  }

  /**
   * The methods that the document has for a path of a request line; none if it has no such path.
   */
  public Set<String> methods(String path) {
    return finder.methods(path);
  }

  /** Looks at both; nothing if the document has no operation for the request. */
  public Optional<Finding> validate(SentRequest request, SentResponse response) {
    return finder
        .find(request.method(), request.path())
        .map(
            found ->
                new Finding(
                    found.operation(),
                    rulesOf(found).checkRequest(request, found.pathValues()),
                    request.method().equals("HEAD")
                        ? List.of()
                        : rulesOf(found).checkResponse(response)));
  }

  private OperationRules rulesOf(OperationFinder.Found found) {
    return Objects.requireNonNull(rules.get(found.operation().operationId()));
  }
}
