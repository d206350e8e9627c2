package io.todevice.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.ws.rs.core.Response.Status;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Writes the heads of responses (RFC 9112, 4 and 5). Safe for use by many threads. */
final class ResponseEncoder {

  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  /** Room for everything but the fields of the response. */
  private static final int OTHER_BYTES = 2048;

  private static final ThreadLocal<ByteBuffer> BUFFER =
      ThreadLocal.withInitial(() -> ByteBuffer.allocate(64 << 10));

  private static final byte[] CONTENT_LENGTH = ascii("Content-Length: ");
  private static final byte[] CLOSE = ascii("Connection: close\r\n");
  private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n");
  private static final byte[] END_OF_LINE = ascii("\r\n");
  private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");

  /** The only form in which a date is sent (RFC 9110, 5.6.7). */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("'Date: 'EEE, dd MMM yyyy HH:mm:ss 'GMT\r\n'", Locale.US)
          .withZone(ZoneOffset.UTC);

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Date(long second, byte[] line) {}

  private final String commonLines;

  /** By status. */
  private final AtomicReferenceArray<byte[]> begins = new AtomicReferenceArray<>(1000);

  private volatile Date date = new Date(0, END_OF_LINE);

  /**
   * An encoder.
   *
   * @param common fields that every response has
   */
  ResponseEncoder(List<Response.Field> common) {
    StringBuilder lines = new StringBuilder();
    common.forEach(
        field -> lines.append(field.name()).append(": ").append(field.value()).append("\r\n"));
    commonLines = lines.toString();
  }

  /**
   * The head of a response, with room behind it for the beginning of a body.
   *
   * @param isHead whether the request's method was {@code HEAD}
   * @param isKept whether the connection is kept
   * @param isVersion10 whether the client speaks HTTP/1.0
   * @return a buffer of this thread, to be used before the next call
   */
  ByteBuffer encode(Response response, boolean isHead, boolean isKept, boolean isVersion10) {
    ByteBuffer buffer = buffer(response.fields());
    buffer.put(begin(response.status()));
    buffer.put(date());
    for (int i = 0; i < response.fields().size(); i++) {
      Response.Field field = response.fields().get(i);
      put(buffer, field.name());
      buffer.put((byte) ':').put((byte) ' ');
      put(buffer, field.value());
      buffer.put(END_OF_LINE);
    }
    // Of a response to HEAD that has no body it is not known how long it would have been.
    boolean hasLength = hasBody(response.status()) && (response.length() > 0 || !isHead);
    if (hasLength) {
      buffer.put(CONTENT_LENGTH);
      put(buffer, Integer.toString(response.length()));
      buffer.put(END_OF_LINE);
    }
    if (!isKept) {
      buffer.put(CLOSE);
    } else if (isVersion10) {
      buffer.put(KEEP_ALIVE);
    }
    return buffer.put(END_OF_LINE);
  }

  /** What asks for a body. */
  static ByteBuffer encodeContinue() {
    return BUFFER.get().clear().put(CONTINUE);
  }

  /** Whether a response of this status may have a body (RFC 9110, 6.4.1). */
  static boolean hasBody(int status) {
    return status >= 200 && status != NO_CONTENT && status != NOT_MODIFIED;
  }

  private static ByteBuffer buffer(List<Response.Field> fields) {
    int size = OTHER_BYTES;
    for (int i = 0; i < fields.size(); i++) {
      size += fields.get(i).name().length() + fields.get(i).value().length() + 4;
    }
    ByteBuffer buffer = BUFFER.get().clear();
    return size > buffer.capacity() ? ByteBuffer.allocate(size) : buffer;
  }

  /** One byte for one character; none of them ends the line. */
  @SuppressWarnings("deprecation") // The one method that copies the low bytes without an array.
  private static void put(ByteBuffer buffer, String text) {
    int start = buffer.position();
    text.getBytes(0, text.length(), buffer.array(), start);
    buffer.position(start + text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff || !Grammar.FIELD_VALUE.has((byte) text.charAt(i))) {
        buffer.put(start + i, (byte) '?');
      }
    }
  }

  private byte[] begin(int status) {
    byte[] begin = begins.get(status);
    if (begin == null) {
      begin =
          ("HTTP/1.1 " + status + " " + reason(status) + "\r\n" + commonLines).getBytes(ISO_8859_1);
      begins.set(status, begin);
    }
    return begin;
  }

  /** Every second once. */
  private byte[] date() {
    long second = System.currentTimeMillis() / 1000;
    Date now = date;
    if (now.second() != second) {
      now = new Date(second, ascii(DATE.format(Instant.ofEpochSecond(second))));
      date = now;
    }
    return now.line();
  }

  /** No client needs it; people who look at the bytes do. */
  private static String reason(int status) {
    Status known = Status.fromStatusCode(status);
    return known == null ? "" : known.getReasonPhrase();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
