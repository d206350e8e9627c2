package io.todevice.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** HTTP/1.1 as far as the proxy needs it. */
final class HttpWire {

  private static final int MAX_HEAD_BYTES = 1 << 20;

  private static final String TRANSFER = "Transfer-Encoding";

  private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");
  private static final Set<String> CONNECTION =
      Set.of("connection", "keep-alive", "proxy-connection", "te", "upgrade", "expect");

  /** What other bytes of a body make wrong (RFC 9110, 8.8; RFC 9530). */
  private static final Set<String> DIGESTS =
      Set.of("etag", "content-md5", "digest", "content-digest", "repr-digest");

  private HttpWire() {}

  /** The bytes up to the empty line and with it; shorter if the client sends no more. */
  static byte[] readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int last = 0;
    for (int next = in.read(); next != -1; next = in.read()) {
      head.write(next);
      last = next == '\n' ? (last == '\n' ? 2 : '\n') : next == '\r' ? last : 0;
      if (last == 2 || head.size() > MAX_HEAD_BYTES) {
        break;
      }
    }
    return head.toByteArray();
  }

  /** The lines of a head, without the empty one. */
  static List<String> lines(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    return new ArrayList<>(List.of(text.stripTrailing().split("\r\n")));
  }

  /** Whether a header says how long the body is. */
  static boolean isFraming(String line) {
    return FRAMING.contains(name(line));
  }

  /** The headers that are not about one connection only (RFC 9110, 7.6.1). */
  static List<String> forwarded(List<String> lines) {
    Set<String> own = new HashSet<>(CONNECTION);
    own.addAll(FRAMING);
    for (String value : values(lines, "Connection")) {
      for (String option : value.split(",", -1)) {
        own.add(option.strip().toLowerCase(Locale.ROOT));
      }
    }
    return without(lines, own);
  }

  /** The headers that also hold with another body. */
  static List<String> withoutDigests(List<String> lines) {
    return without(lines, DIGESTS);
  }

  private static List<String> without(List<String> lines, Set<String> names) {
    return lines.stream().filter(line -> !names.contains(name(line))).toList();
  }

  /** Whether the body comes in chunks. */
  static boolean isChunked(List<String> lines) {
    return codings(lines, TRANSFER).contains("chunked");
  }

  /** The codings of a body that are no chunks, in the order in which they were applied. */
  static List<String> codings(List<String> headers, List<String> framing) {
    List<String> codings = new ArrayList<>(codings(headers, "Content-Encoding"));
    codings.addAll(codings(framing, TRANSFER));
    codings.removeAll(Set.of("identity", "chunked"));
    return codings;
  }

  private static List<String> codings(List<String> lines, String name) {
    return values(lines, name).stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
        .filter(coding -> !coding.isEmpty())
        .toList();
  }

  private static String name(String line) {
    return line.split(":", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  static List<String> values(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .toList();
  }

  /** A line of a body without its end, which comes within the bytes that a head may have. */
  static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next == -1) {
        throw new IOException("the connection ended within a body");
      }
      if (line.size() == MAX_HEAD_BYTES) {
        throw new IOException("a line of a body is too long");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  /** The head of a message, the empty line included. */
  static byte[] head(String firstLine, List<String> headers) {
    StringBuilder head = new StringBuilder(firstLine).append("\r\n");
    headers.forEach(header -> head.append(header).append("\r\n"));
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Writes a chunk of a body; an empty one ends it. */
  static void writeChunk(OutputStream out, byte[] bytes, int length) throws IOException {
    out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.write(bytes, 0, length);
    out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
  }
}
