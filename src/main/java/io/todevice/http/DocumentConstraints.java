package io.todevice.http;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.http.exchange.RequestCheck;
import io.todevice.spec.model.ServedOperation;
import io.todevice.validation.OperationConstraints;
import io.todevice.validation.RequestConstraints;
import io.todevice.validation.Violation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;

/**
 * Refuses requests that the generated types take and the document does not allow: with the field
 * and the reason, never with the value.
 */
public final class DocumentConstraints {

  private static final int MAX_REASON_LENGTH = 300;

  private final RequestConstraints constraints;

  /** Refuses by these constraints. */
  public DocumentConstraints(RequestConstraints constraints) {
    this.constraints = constraints;
  }

  /** The check of an operation's requests; empty if the document demands no more than the types. */
  public Optional<RequestCheck> find(ServedOperation operation) {
    return constraints.find(operation.operationId()).map(DocumentConstraints::check);
  }

  /**
   * Looks at a text as if it were the body of a request.
   *
   * @param name what to call the text
   * @throws MatrixException M_BAD_JSON or M_MISSING_PARAM if the document does not allow it
   */
  void checkBody(String operationId, byte[] text, String name) {
    constraints
        .find(operationId)
        .flatMap(operation -> operation.findInBody(text))
        .map(
            violation ->
                new Violation(
                    violation.place().replaceFirst("^body", Matcher.quoteReplacement(name)),
                    violation.rule(),
                    violation.problem()))
        .ifPresent(violation -> refuse(violation, ErrorCode.M_BAD_JSON));
  }

  private static RequestCheck check(OperationConstraints operation) {
    return (segments, query, headers, body) -> check(operation, segments, query, headers, body);
  }

  private static void check(
      OperationConstraints operation,
      List<String> segments,
      String query,
      Function<String, List<String>> headers,
      byte[] body) {
    operation
        .findInParameters(segments, query, headers)
        .ifPresent(violation -> refuse(violation, ErrorCode.M_INVALID_PARAM));
    operation.findInBody(body).ifPresent(violation -> refuse(violation, ErrorCode.M_BAD_JSON));
  }

  private static void refuse(Violation violation, ErrorCode code) {
    boolean isMissing = violation.rule().equals("required");
    String reason = violation.place() + ": " + violation.problem();
    throw new MatrixException(
        isMissing ? ErrorCode.M_MISSING_PARAM : code,
        reason.length() <= MAX_REASON_LENGTH
            ? reason
            : reason.substring(0, MAX_REASON_LENGTH) + "…");
  }
}
