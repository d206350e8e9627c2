package io.todevice.faults;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A response on its way to the client.
 *
 * @param status its status
 * @param headers its headers but those that frame the body, each as {@code Name: value}
 * @param body its body, or the beginning of one that is too long to be looked at
 * @param sending how it is sent
 * @param rest what follows such a beginning
 * @param origin how the server sent it; empty if the response was made here
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record ProxyResponse(
    int status,
    List<String> headers,
    byte[] body,
    Sending sending,
    Optional<InputStream> rest,
    Optional<Origin> origin) {

  /**
   * How a server sent a response.
   *
   * @param reason the reason phrase of its status line
   * @param framing the headers that frame its body; empty if it has another body now
   */
  public record Origin(String reason, Optional<List<String>> framing) {}

  /** What comes of a response. */
  public enum Part {
    /** All of it. */
    WHOLE,
    /** Nothing, and the connection is closed. */
    NONE,
    /** Nothing, and the connection is reset. */
    RESET,
    /** The head and half of the body, and the connection is closed. */
    HALF
  }

  /**
   * How a response is sent.
   *
   * @param part what comes of it
   * @param pause the pause before each of eight pieces; zero for one piece without a pause
   */
  public record Sending(Part part, Duration pause) {

    /** As servers do. */
    public static final Sending WHOLE = new Sending(Part.WHOLE, Duration.ZERO);

    /** {@link Part#NONE}. */
    public static final Sending NONE = new Sending(Part.NONE, Duration.ZERO);

    /** {@link Part#RESET}. */
    public static final Sending RESET = new Sending(Part.RESET, Duration.ZERO);

    /** {@link Part#HALF}. */
    public static final Sending HALF = new Sending(Part.HALF, Duration.ZERO);

    /** All of it in eight pieces. */
    public static Sending pieces(Duration pause) {
      return new Sending(Part.WHOLE, pause);
    }
  }

  /** A response that is sent as servers do. */
  public ProxyResponse(int status, List<String> headers, byte[] body) {
    this(status, headers, body, Sending.WHOLE, Optional.empty(), Optional.empty());
  }

  /** Copies the headers. */
  public ProxyResponse {
    headers = List.copyOf(headers);
  }

  /** An answer of JSON with the headers that web browsers want. */
  public static ProxyResponse json(int status, String json) {
    return new ProxyResponse(
        status,
        List.of(
            "Content-Type: application/json",
            "Access-Control-Allow-Origin: *",
            "Access-Control-Allow-Methods: GET, POST, PUT, DELETE, OPTIONS",
            "Access-Control-Allow-Headers: X-Requested-With, Content-Type, Authorization"),
        json.getBytes(StandardCharsets.UTF_8));
  }

  /** A Matrix error. */
  public static ProxyResponse error(int status, String errcode) {
    return json(status, "{\"errcode\":\"" + errcode + "\",\"error\":\"no\"}");
  }

  /** The body without gzip; as it is if it has another coding, which the log says. */
  byte[] decodedBody() {
    List<String> framing = origin.flatMap(Origin::framing).orElse(List.of());
    return body.length == 0 || rest.isPresent()
        ? body
        : BodyDecoder.decode(HttpWire.codings(headers, framing), body);
  }

  /** The body as text, without gzip. */
  public String text() {
    return new String(decodedBody(), StandardCharsets.UTF_8);
  }

  /** The same with another body, which has no coding and no rest. */
  public ProxyResponse withBody(String other) {
    return new ProxyResponse(
        status,
        HttpWire.withoutDigests(withoutHeader("Content-Encoding").headers),
        other.getBytes(StandardCharsets.UTF_8),
        sending,
        Optional.empty(),
        origin.map(sent -> new Origin(sent.reason(), Optional.empty())));
  }

  /** The same with this header in place of any of its name. */
  public ProxyResponse withHeader(String name, String value) {
    List<String> lines = new ArrayList<>(withoutHeader(name).headers);
    lines.add(name + ": " + value);
    return new ProxyResponse(status, lines, body, sending, rest, origin);
  }

  /** The same without a header. */
  public ProxyResponse withoutHeader(String name) {
    return new ProxyResponse(
        status,
        headers.stream()
            .filter(line -> !line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
            .toList(),
        body,
        sending,
        rest,
        origin);
  }

  /** The same, sent otherwise. */
  public ProxyResponse withSending(Sending other) {
    return new ProxyResponse(status, headers, body, other, rest, origin);
  }
}
