package io.todevice.conformance.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request to the server under test. Immutable.
 *
 * @param who who sends it, for the report; empty for nobody
 * @param method its method
 * @param target path and query as they stand in the request line, percent-encoded
 * @param headers its headers, in order; a name may stand more than once
 * @param body its body; empty if it has none
 * @param isChunked whether the body goes out in chunks, without {@code Content-Length}
 * @param patience how much longer than usual the answer may take, for requests that wait
 * @param showsLimits whether a 429 is an answer like any other; otherwise the request is sent again
 *     when the server says that it may
 */
public record TargetRequest(
    String who,
    String method,
    String target,
    List<Header> headers,
    Optional<byte[]> body,
    boolean isChunked,
    Duration patience,
    boolean showsLimits) {

  /** A header, as it is sent. */
  public record Header(String name, String value) {
    @Override
    public String toString() {
      return name + ": " + value;
    }
  }

  /** Copies the headers. */
  public TargetRequest {
    headers = List.copyOf(headers);
  }

  /** A request of nobody, without headers and body. */
  public static TargetRequest of(String method, String target) {
    return new TargetRequest(
        "", method, target, List.of(), Optional.empty(), false, Duration.ZERO, false);
  }

  /** The same from somebody else. */
  public TargetRequest from(String sender) {
    return new TargetRequest(
        sender, method, target, headers, body, isChunked, patience, showsLimits);
  }

  /** The same with one more header. */
  public TargetRequest header(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new TargetRequest(who, method, target, more, body, isChunked, patience, showsLimits);
  }

  /** The same without any header of this name. */
  public TargetRequest withoutHeader(String name) {
    List<Header> rest =
        headers.stream().filter(header -> !header.name().equalsIgnoreCase(name)).toList();
    return new TargetRequest(who, method, target, rest, body, isChunked, patience, showsLimits);
  }

  /** The same with a parameter in the query; name and value are percent-encoded already. */
  public TargetRequest query(String name, String encodedValue) {
    String separator = target.contains("?") ? "&" : "?";
    return new TargetRequest(
        who,
        method,
        target + separator + name + "=" + encodedValue,
        headers,
        body,
        isChunked,
        patience,
        showsLimits);
  }

  /** The same with JSON for a body. */
  public TargetRequest json(String json) {
    return withoutHeader("Content-Type")
        .header("Content-Type", "application/json")
        .body(json.getBytes(StandardCharsets.UTF_8));
  }

  /** The same with a body, and with no {@code Content-Type} but the one that it has. */
  public TargetRequest body(byte[] bytes) {
    return new TargetRequest(
        who, method, target, headers, Optional.of(bytes.clone()), isChunked, patience, showsLimits);
  }

  /** The same with its body in chunks. */
  public TargetRequest chunked() {
    return new TargetRequest(who, method, target, headers, body, true, patience, showsLimits);
  }

  /** The same with an answer that may take this much longer. */
  public TargetRequest patience(Duration more) {
    return new TargetRequest(who, method, target, headers, body, isChunked, more, showsLimits);
  }

  /** The same, with a 429 for an answer like any other. */
  public TargetRequest showingLimits() {
    return new TargetRequest(who, method, target, headers, body, isChunked, patience, true);
  }

  /** Tells nothing of headers and body: they may be secrets. */
  @Override
  public String toString() {
    return method + " " + target.replaceAll("\\?.*", "?…");
  }
}
