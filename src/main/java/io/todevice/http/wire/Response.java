package io.todevice.http.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A whole response, ready to be sent in one piece.
 *
 * @param status the HTTP status
 * @param fields its fields, without those that every response has and without the length
 * @param body a buffer that begins with the body; not copied
 * @param length how much of the buffer is the body
 * @param isLent whether the buffer is used for something else as soon as the response has been
 *     given to the connection
 * @param isLast whether the connection is closed afterwards, and whatever else the client has sent
 *     on it is ignored
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; a copy per response would be waste.
public record Response(
    int status, List<Field> fields, byte[] body, int length, boolean isLent, boolean isLast) {

  /** A field of the head. */
  public record Field(String name, String value) {}

  private static final byte[] NOTHING = {};

  /** A response with a body. */
  public Response(int status, List<Field> fields, byte[] body) {
    this(status, fields, body, body.length, /* isLent= */ false, /* isLast= */ false);
  }

  /** A response without a body. */
  public static Response empty(int status) {
    return new Response(status, List.of(), NOTHING);
  }

  /** The value of one of its own fields. */
  public Optional<String> findField(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }

  /** The same as the connection's last response. */
  public Response asLast() {
    return new Response(status, fields, body, length, isLent, /* isLast= */ true);
  }

  /** The same with a buffer that stays as it is. */
  Response asOwned() {
    return isLent
        ? new Response(
            status, fields, Arrays.copyOf(body, length), length, /* isLent= */ false, isLast)
        : this;
  }
}
