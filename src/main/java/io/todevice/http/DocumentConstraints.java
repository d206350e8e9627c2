package io.todevice.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.http.exchange.RequestCheck;
import io.todevice.service.password.UserIdentifier;
import io.todevice.spec.model.ServedOperation;
import io.todevice.validation.RequestConstraints;
import io.todevice.validation.Violation;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Refuses requests that the generated types take and the document does not allow: with the field
 * and the reason, never with the value. A login of a type that is not offered is refused as such,
 * however the document tells the types apart.
 */
public final class DocumentConstraints {

  private static final int MAX_REASON_LENGTH = 300;

  private static final JsonMapper JSON = new JsonMapper();

  private final RequestConstraints constraints;
  private final Map<JsonPointer, Collection<String>> loginTypes;

  /**
   * Refuses by these constraints.
   *
   * @param loginTypes the types of login that are offered
   */
  public DocumentConstraints(RequestConstraints constraints, Collection<String> loginTypes) {
    this.constraints = constraints;
    this.loginTypes =
        Map.of(
            JsonPointer.valueOf("/type"),
            loginTypes,
            JsonPointer.valueOf("/identifier/type"),
            List.of(UserIdentifier.USER));
  }

  /** The check of an operation's requests; empty if the document demands no more than the types. */
  public Optional<RequestCheck> find(ServedOperation operation) {
    boolean isLogin = operation.operationId().equals("login");
    return constraints
        .find(operation.operationId())
        .map(
            demands ->
                (segments, query, headers, body) -> {
                  demands
                      .findInParameters(segments, query, headers)
                      .ifPresent(violation -> refuse(violation, ErrorCode.M_INVALID_PARAM));
                  Optional<Violation> violation = demands.findInBody(body);
                  if (violation.isPresent() && isLogin) {
                    requireOffered(body);
                  }
                  violation.ifPresent(found -> refuse(found, ErrorCode.M_BAD_JSON));
                });
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

  private void requireOffered(byte[] login) {
    try {
      JsonNode body = JSON.readTree(login);
      loginTypes.forEach(
          (place, offered) -> {
            JsonNode type = body.at(place);
            if (type.isTextual() && !offered.contains(type.textValue())) {
              throw new MatrixException(
                  ErrorCode.M_UNKNOWN, "The type at body " + place + " is not offered");
            }
          });
    } catch (IOException e) {
      // The body's reader refuses it.
    }
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
