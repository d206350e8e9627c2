package io.todevice.testing;

import static java.util.Objects.requireNonNull;

import io.todevice.domain.DeviceAddress;
import io.todevice.http.exchange.ObservedExchange;
import io.todevice.http.exchange.ObservedRequest;
import io.todevice.text.Query;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that reached the server, or a fault that answered it, and its response as soon as there
 * is one. Immutable.
 *
 * @param method the method
 * @param path the path, percent-encoded
 * @param query what stands behind the question mark, percent-encoded; empty if there is none
 * @param headers the request's headers by name in lower case
 * @param requestBody the request's body; empty if there is none
 * @param operationId the operation's ID in the document, for example {@code sync}; empty where the
 *     document has no such operation
 * @param pathValues the values of the operation's path parameters, decoded, in order
 * @param userId the user whom the request's token speaks for; empty if there is none
 * @param deviceId the device whom the token speaks for; empty if there is none
 * @param status the response's status; empty as long as there is no response
 * @param responseBody the response's body; empty if there is none
 * @param fault the effect that answered in place of the server, for example {@code unavailable};
 *     empty if the server answered, whatever a fault then made of it
 */
public record RecordedExchange(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    String requestBody,
    Optional<String> operationId,
    List<String> pathValues,
    Optional<String> userId,
    Optional<String> deviceId,
    Optional<Integer> status,
    String responseBody,
    Optional<String> fault) {

  /** Copies the collections. */
  public RecordedExchange {
    requireNonNull(method, "method");
    requireNonNull(path, "path");
    requireNonNull(query, "query");
    headers = Map.copyOf(requireNonNull(headers, "headers"));
    requireNonNull(requestBody, "requestBody");
    requireNonNull(operationId, "operationId");
    pathValues = List.copyOf(requireNonNull(pathValues, "pathValues"));
    requireNonNull(userId, "userId");
    requireNonNull(deviceId, "deviceId");
    requireNonNull(status, "status");
    requireNonNull(responseBody, "responseBody");
    requireNonNull(fault, "fault");
  }

  static RecordedExchange of(ObservedRequest request) {
    Optional<DeviceAddress> device = request.device();
    return new RecordedExchange(
        request.method(),
        request.path(),
        request.query(),
        request.headers(),
        text(request.body()),
        request.operationId(),
        request.pathValues(),
        device.map(known -> known.user().value()),
        device.map(known -> known.device().value()),
        Optional.empty(),
        "",
        Optional.empty());
  }

  RecordedExchange answered(ObservedExchange exchange, Optional<String> byFault) {
    return new RecordedExchange(
        method,
        path,
        query,
        headers,
        requestBody,
        operationId,
        pathValues,
        userId,
        deviceId,
        Optional.of(exchange.status()),
        text(exchange.responseBody()),
        byFault);
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The value of a query parameter, decoded; empty if it is not there. */
  public Optional<String> queryParameter(String name) {
    requireNonNull(name, "name");
    return Query.find(query, name);
  }

  /** About how much memory it takes, in bytes. */
  long weight() {
    long head = (long) path.length() + query.length();
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      head += 64L + header.getKey().length();
      for (String value : header.getValue()) {
        head += value.length();
      }
    }
    return 512 + head + requestBody.length() + responseBody.length();
  }

  /** One line, without what may be secret. */
  @Override
  public String toString() {
    return operationId.orElse(method + " " + path)
        + (pathValues.isEmpty() ? "" : " " + pathValues)
        + " from "
        + userId.orElse("(nobody)")
        + deviceId.map(id -> "/" + id).orElse("")
        + status.map(code -> ", answered " + code).orElse(", not answered yet")
        + fault.map(effect -> " by the fault " + effect).orElse("");
  }
}
