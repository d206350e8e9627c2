package io.todevice.http.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.todevice.domain.DeviceAddress;
import io.todevice.spec.model.Credentials;
import io.todevice.text.PercentCoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.util.ByteChunk;
import org.glassfish.grizzly.http.util.DataChunk;
import org.glassfish.grizzly.http.util.MimeHeaders;

/**
 * A request's line and headers as they came, one character for one byte.
 *
 * @param packet the request; valid for as long as Grizzly serves it
 * @param path the path of the request line
 * @param query what stands behind the question mark, or the empty string
 */
record RequestLine(HttpRequestPacket packet, String path, String query) implements Credentials {

  private static final Set<String> CONSUMED =
      Set.of("authorization", "connection", "expect", "te", "transfer-encoding", "upgrade");

  static RequestLine of(HttpRequestPacket packet) {
    return new RequestLine(
        packet, text(packet.getRequestURIRef().getRequestURIBC()), text(packet.getQueryStringDC()));
  }

  private static String text(DataChunk chunk) {
    if (chunk.getType() == DataChunk.Type.Bytes) {
      ByteChunk bytes = chunk.getByteChunk();
      return new String(bytes.getBuffer(), bytes.getStart(), bytes.getLength(), ISO_8859_1);
    }
    return chunk.isNull() ? "" : chunk.toString(ISO_8859_1);
  }

  String method() {
    return packet.getMethod().getMethodString();
  }

  @Override
  public List<String> headers(String name) {
    List<String> values = new ArrayList<>(1);
    MimeHeaders headers = packet.getHeaders();
    for (int i = headers.indexOf(name, 0); i >= 0; i = headers.indexOf(name, i + 1)) {
      values.add(headers.getValue(i).toString());
    }
    return values;
  }

  /**
   * Gives every header to {@code sink} but those that the gateway has dealt with: the token, what
   * is about this connection, and what is about the media types, of which there is one.
   */
  void passHeaders(BiConsumer<String, String> sink) {
    forEachHeader(
        (name, value) -> {
          if (!name.startsWith("accept")
              && !name.startsWith("content-")
              && !CONSUMED.contains(name)) {
            sink.accept(name, value);
          }
        });
  }

  /** Gives every header to {@code sink}, its name in lower case. */
  void forEachHeader(BiConsumer<String, String> sink) {
    MimeHeaders headers = packet.getHeaders();
    for (int i = 0; i < headers.size(); i++) {
      sink.accept(
          headers.getName(i).toString().toLowerCase(Locale.ROOT), headers.getValue(i).toString());
    }
  }

  /** The request and its answer, for someone who looks at them later. */
  ObservedExchange observed(
      byte[] body, Answer answer, Optional<DeviceAddress> device, long receivedNanos) {
    Map<String, List<String>> fields = new HashMap<>();
    forEachHeader(
        (name, value) -> fields.computeIfAbsent(name, any -> new ArrayList<>(1)).add(value));
    return new ObservedExchange(
        method(),
        path,
        query,
        fields,
        body,
        answer.status(),
        answer.findField("Content-Type").orElse(""),
        Arrays.copyOf(answer.body(), answer.length()),
        device,
        receivedNanos);
  }

  @Override
  public Optional<String> findQuery(String name) {
    return queryValues(name).stream().findFirst();
  }

  /** All values of a query parameter, as {@link #findQuery} has the first. */
  List<String> queryValues(String name) {
    List<String> values = List.of();
    int start = 0;
    while (start < query.length()) {
      int end = query.indexOf('&', start);
      String pair = query.substring(start, end < 0 ? query.length() : end);
      int equals = pair.indexOf('=');
      if (decode(equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
        values = values.isEmpty() ? new ArrayList<>(1) : values;
        values.add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
      start = end < 0 ? query.length() : end + 1;
    }
    return values;
  }

  private static String decode(String text) {
    return PercentCoding.decode(text, /* isPlusSpace= */ true).orElse(text);
  }
}
