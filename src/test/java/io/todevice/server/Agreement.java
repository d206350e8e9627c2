package io.todevice.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.todevice.http.exchange.ExchangeObserver;
import io.todevice.http.exchange.ObservedExchange;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.validation.MessageValidator;
import io.todevice.validation.MessageValidator.Finding;
import io.todevice.validation.SentRequest;
import io.todevice.validation.SentResponse;
import io.todevice.validation.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Holds every exchange of a server against the document that it was built with: what it answers is
 * in the document, and a request that the document does not allow is not answered as if it did.
 */
final class Agreement implements ExchangeObserver {

  private static final MessageValidator VALIDATOR =
      new MessageValidator(SpecificationDocument.getTree());

  private final Queue<String> disagreements = new ConcurrentLinkedQueue<>();
  private final Queue<String> operations = new ConcurrentLinkedQueue<>();

  @Override
  public void observe(ObservedExchange exchange) {
    SentRequest request = SentMessages.request(exchange);
    SentResponse response = SentMessages.response(exchange);
    VALIDATOR
        .validate(request, response)
        .ifPresentOrElse(
            finding -> check(exchange, finding), () -> checkUnknown(exchange, response));
  }

  /** What disagreed since the last call. */
  List<String> takeDisagreements() {
    List<String> taken = new ArrayList<>();
    for (String next = disagreements.poll(); next != null; next = disagreements.poll()) {
      taken.add(next);
    }
    return taken;
  }

  /** The operations that were looked at. */
  List<String> operations() {
    return List.copyOf(operations);
  }

  private void check(ObservedExchange exchange, Finding finding) {
    operations.add(finding.operation().operationId());
    for (Violation violation : finding.ofResponse()) {
      disagreements.add(exchange + ": the response is not what the document says: " + violation);
    }
    if (exchange.status() < 400 && !exchange.method().equals("OPTIONS")) {
      for (Violation violation : ofRequest(exchange, finding)) {
        disagreements.add(
            exchange + ": the request was taken, but is not what the document says: " + violation);
      }
    }
  }

  /** An absent body counts as one without members. */
  private static List<Violation> ofRequest(ObservedExchange exchange, Finding finding) {
    byte[] noMembers = "{}".getBytes(StandardCharsets.UTF_8);
    boolean isAbsenceAllowed =
        exchange.requestBody().length == 0
            && VALIDATOR.checkBody(finding.operation().operationId(), noMembers).isEmpty();
    return finding.ofRequest().stream()
        .filter(violation -> !(isAbsenceAllowed && violation.place().startsWith("body")))
        .toList();
  }

  /** What the document has no operation for is answered with an error, or is the document. */
  private void checkUnknown(ObservedExchange exchange, SentResponse response) {
    boolean isServedBesides =
        exchange.method().equals("OPTIONS") || exchange.path().matches("/|/openapi\\..*");
    boolean isError =
        response.status() >= 400 && (exchange.method().equals("HEAD") || isMatrixError(response));
    if (!isServedBesides && !isError) {
      disagreements.add(exchange + ": the document has no such operation, and this is no error");
    }
  }

  private static boolean isMatrixError(SentResponse response) {
    try {
      return new ObjectMapper().readTree(response.body()).path("errcode").isTextual();
    } catch (IOException e) {
      return false;
    }
  }
}
