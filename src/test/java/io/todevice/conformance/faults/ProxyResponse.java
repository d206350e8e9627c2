package io.todevice.conformance.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A response on its way to the client.
 *
 * @param status its status
 * @param headers its headers but those that frame the body, each as {@code Name: value}
 * @param body its body
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ProxyResponse(int status, List<String> headers, byte[] body) {

  ProxyResponse {
    headers = List.copyOf(headers);
  }

  /** An answer of JSON with the headers that web browsers want. */
  static ProxyResponse json(int status, String json) {
    return new ProxyResponse(
        status,
        List.of(
            "Content-Type: application/json",
            "Access-Control-Allow-Origin: *",
            "Access-Control-Allow-Methods: GET, POST, PUT, DELETE, OPTIONS",
            "Access-Control-Allow-Headers: X-Requested-With, Content-Type, Authorization"),
        json.getBytes(StandardCharsets.UTF_8));
  }

  static ProxyResponse error(int status, String errcode) {
    return json(status, "{\"errcode\":\"" + errcode + "\",\"error\":\"no\"}");
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  ProxyResponse withStatus(int other) {
    return new ProxyResponse(other, headers, body);
  }

  ProxyResponse withBody(String other) {
    return new ProxyResponse(status, headers, other.getBytes(StandardCharsets.UTF_8));
  }

  ProxyResponse withHeader(String name, String value) {
    List<String> lines = new ArrayList<>(withoutHeader(name).headers);
    lines.add(name + ": " + value);
    return new ProxyResponse(status, lines, body);
  }

  ProxyResponse withoutHeader(String name) {
    return new ProxyResponse(
        status,
        headers.stream()
            .filter(line -> !line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
            .toList(),
        body);
  }
}
