package io.todevice.strict.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.domain.DeviceAddress;
import io.todevice.spec.model.DocumentedOperation;
import io.todevice.validation.MatchedRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An exchange, and what the checks want to know of it.
 *
 * @param exchange the exchange
 * @param matched what the document says of it; empty if it has no such operation
 * @param documented the operation as the document has it; empty likewise
 * @param body the request's body; missing if it is no JSON, or was not read
 * @param answer the answer's body; missing if it is no JSON
 * @param token the token in the request
 * @param device whose request it is, as far as can be told
 * @param memory what is known of that device from before
 */
record Examination(
    ClientExchange exchange,
    Optional<MatchedRequest> matched,
    Optional<DocumentedOperation> documented,
    JsonNode body,
    JsonNode answer,
    Optional<TokenUse> token,
    Optional<DeviceAddress> device,
    Optional<DeviceMemory> memory) {

  boolean is(String operationId) {
    return operationId().equals(operationId);
  }

  /** The operation's ID; empty if the document has none. */
  String operationId() {
    return matched.map(request -> request.operation().operationId()).orElse("");
  }

  /** The operation's ID, or method and path. */
  String label() {
    return matched
        .map(request -> request.operation().operationId())
        .orElseGet(() -> exchange.request().method() + " " + Paths.show(exchange.request().path()));
  }

  int status() {
    return exchange.response().status();
  }

  boolean isSuccess() {
    return status() / 100 == 2;
  }

  /** The code of an error; empty if it is none. */
  String errcode() {
    return answer.path("errcode").asText("");
  }

  Map<String, List<String>> query() {
    return matched.map(MatchedRequest::query).orElse(Map.of());
  }

  /** The first value of a query parameter; empty if it is not there. */
  Optional<String> findQuery(String name) {
    return query().getOrDefault(name, List.of()).stream().findFirst();
  }

  /**
   * Whether there is a body that the server did not read, because it had answered before: nothing
   * can be said of it then.
   */
  boolean isBodyUnread() {
    return exchange.request().body().length == 0 && announcesBody();
  }

  private boolean announcesBody() {
    Map<String, List<String>> headers = exchange.request().headers();
    return headers.containsKey("transfer-encoding")
        || headers.getOrDefault("content-length", List.of()).stream()
            .anyMatch(length -> !length.strip().equals("0"));
  }
}
