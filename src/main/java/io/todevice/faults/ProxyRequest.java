package io.todevice.faults;

import io.todevice.spec.model.TokenLocation;
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
public record ProxyRequest(
    String method, String target, List<String> headers, byte[] body, boolean wasChunked) {

  private static final String SEND = "/_matrix/client/v3/sendToDevice/";

  /** Copies the headers. */
  public ProxyRequest {
    headers = List.copyOf(headers);
  }

  /** The path, percent-encoded, without the query. */
  public String path() {
    return target.split("\\?", 2)[0];
  }

  /** The path behind the version. */
  public String operation() {
    return path().replaceFirst("^/_matrix/client/(v3|r0)(?=/)", "");
  }

  /** Whether it sends messages. */
  public boolean isSend() {
    return method.equals("PUT") && operation().startsWith("/sendToDevice/");
  }

  /** Whether it is a sync. */
  public boolean isSync() {
    return method.equals("GET") && operation().equals("/sync");
  }

  /** Whether it is of this method and path behind the version. */
  public boolean is(String verb, String operation) {
    return method.equals(verb) && operation().equals(operation);
  }

  /** Tells the requests of an operation from others. */
  public static Predicate<ProxyRequest> of(String verb, String operation) {
    return request -> request.is(verb, operation);
  }

  /** Whether it is a sliding sync. */
  public boolean isSlidingSync() {
    return method.equals("POST") && path().endsWith("/sync");
  }

  /** The event type of a send, percent-encoded. */
  public String eventType() {
    return path().substring(SEND.length()).split("/", -1)[0];
  }

  /** The transaction ID of a send, percent-encoded. */
  public String transactionId() {
    return path().substring(SEND.length()).split("/", -1)[1];
  }

  /** The values of a header. */
  public List<String> listHeaders(String name) {
    return HttpWire.values(headers, name);
  }

  /** The value of a header; empty if there is none. */
  public Optional<String> findHeader(String name) {
    return listHeaders(name).stream().findFirst();
  }

  /** The value of a query parameter, decoded; empty if there is none. */
  public Optional<String> findQuery(String name) {
    String[] parts = target.split("\\?", 2);
    if (parts.length < 2) {
      return Optional.empty();
    }
    for (String parameter : parts[1].split("&", -1)) {
      if (parameter.startsWith(name + "=")) {
        return Optional.of(
            URLDecoder.decode(parameter.substring(name.length() + 1), StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }

  /** The access token; empty if there is none. */
  public String token() {
    return findHeader("Authorization")
        .map(TokenLocation.Bearer::token)
        .filter(token -> !token.isEmpty())
        .or(() -> findQuery("access_token"))
        .orElse("");
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The same with another method. */
  public ProxyRequest withMethod(String other) {
    return new ProxyRequest(other, target, headers, body, wasChunked);
  }

  /** The same with another path and query. */
  public ProxyRequest withTarget(String other) {
    return new ProxyRequest(method, other, headers, body, wasChunked);
  }

  /** The same with another body. */
  public ProxyRequest withBody(String other) {
    return new ProxyRequest(
        method,
        target,
        HttpWire.withoutDigests(headers),
        other.getBytes(StandardCharsets.UTF_8),
        wasChunked);
  }

  /** The same with this header in place of any of its name. */
  public ProxyRequest withHeader(String name, String value) {
    List<String> lines = new ArrayList<>(withoutHeader(name).headers);
    lines.add(name + ": " + value);
    return new ProxyRequest(method, target, lines, body, wasChunked);
  }

  /** The same without a header. */
  public ProxyRequest withoutHeader(String name) {
    return new ProxyRequest(
        method,
        target,
        headers.stream()
            .filter(line -> !line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
            .toList(),
        body,
        wasChunked);
  }

  /** The same without a query parameter. */
  public ProxyRequest withoutQuery(String name) {
    String[] parts = target.split("\\?", 2);
    if (parts.length < 2) {
      return this;
    }
    List<String> rest = new ArrayList<>(List.of(parts[1].split("&")));
    rest.removeIf(parameter -> parameter.startsWith(name + "="));
    return withTarget(rest.isEmpty() ? parts[0] : parts[0] + "?" + String.join("&", rest));
  }

  /** The same with this value of a query parameter, percent-encoded. */
  public ProxyRequest withQuery(String name, String encoded) {
    ProxyRequest rest = withoutQuery(name);
    return rest.withTarget(
        rest.target + (rest.target.contains("?") ? "&" : "?") + name + "=" + encoded);
  }
}
