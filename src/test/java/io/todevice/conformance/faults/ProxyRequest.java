package io.todevice.conformance.faults;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A request on its way to the server.
 *
 * @param method its method
 * @param target path and query as they stand in the request line
 * @param headers its headers but those that frame the body, each as {@code Name: value}
 * @param body its body
 * @param wasChunked whether the body came in chunks
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ProxyRequest(
    String method, String target, List<String> headers, byte[] body, boolean wasChunked) {

  private static final String SEND = "/_matrix/client/v3/sendToDevice/";

  ProxyRequest {
    headers = List.copyOf(headers);
  }

  String path() {
    return target.split("\\?", 2)[0];
  }

  /** The path behind the version. */
  String operation() {
    return path().replaceFirst("^/_matrix/client/(v3|r0)(?=/)", "");
  }

  boolean isSend() {
    return method.equals("PUT") && operation().startsWith("/sendToDevice/");
  }

  boolean isSync() {
    return method.equals("GET") && operation().equals("/sync");
  }

  boolean is(String verb, String operation) {
    return method.equals(verb) && operation().equals(operation);
  }

  /** Tells the requests of an operation from others. */
  static Predicate<ProxyRequest> of(String verb, String operation) {
    return request -> request.is(verb, operation);
  }

  boolean isSlidingSync() {
    return method.equals("POST") && path().endsWith("/sync");
  }

  /** The event type of a send, percent-encoded. */
  String eventType() {
    return path().substring(SEND.length()).split("/", -1)[0];
  }

  /** The transaction ID of a send, percent-encoded. */
  String transactionId() {
    return path().substring(SEND.length()).split("/", -1)[1];
  }

  Optional<String> findHeader(String name) {
    return headers.stream()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  Optional<String> findQuery(String name) {
    String[] parts = target.split("\\?", 2);
    if (parts.length < 2) {
      return Optional.empty();
    }
    for (String parameter : parts[1].split("&")) {
      if (parameter.startsWith(name + "=")) {
        return Optional.of(
            URLDecoder.decode(parameter.substring(name.length() + 1), StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }

  /** The access token; empty if there is none. */
  String token() {
    return findHeader("Authorization")
        .filter(value -> value.startsWith("Bearer "))
        .map(value -> value.substring("Bearer ".length()))
        .or(() -> findQuery("access_token"))
        .orElse("");
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  ProxyRequest withMethod(String other) {
    return new ProxyRequest(other, target, headers, body, wasChunked);
  }

  ProxyRequest withTarget(String other) {
    return new ProxyRequest(method, other, headers, body, wasChunked);
  }

  ProxyRequest withBody(String other) {
    return new ProxyRequest(
        method, target, headers, other.getBytes(StandardCharsets.UTF_8), wasChunked);
  }

  /** The same with this header in place of any of its name. */
  ProxyRequest withHeader(String name, String value) {
    List<String> lines = new ArrayList<>(withoutHeader(name).headers);
    lines.add(name + ": " + value);
    return new ProxyRequest(method, target, lines, body, wasChunked);
  }

  ProxyRequest withoutHeader(String name) {
    return new ProxyRequest(
        method,
        target,
        headers.stream()
            .filter(line -> !line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
            .toList(),
        body,
        wasChunked);
  }

  ProxyRequest withoutQuery(String name) {
    String[] parts = target.split("\\?", 2);
    if (parts.length < 2) {
      return this;
    }
    List<String> rest = new ArrayList<>(List.of(parts[1].split("&")));
    rest.removeIf(parameter -> parameter.startsWith(name + "="));
    return withTarget(rest.isEmpty() ? parts[0] : parts[0] + "?" + String.join("&", rest));
  }

  ProxyRequest withQuery(String name, String encoded) {
    ProxyRequest rest = withoutQuery(name);
    return rest.withTarget(
        rest.target + (rest.target.contains("?") ? "&" : "?") + name + "=" + encoded);
  }
}
