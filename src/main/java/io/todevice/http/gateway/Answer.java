package io.todevice.http.gateway;

import io.todevice.http.error.ErrorEnvelope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.glassfish.grizzly.http.io.OutputBuffer;

/**
 * A whole response, ready to be written in one piece.
 *
 * @param status the HTTP status
 * @param fields its headers, without those that every answer has and without the length
 * @param body a buffer that begins with the body; not copied
 * @param length how much of the buffer is the body
 * @param isLast whether the connection is closed afterwards, and whatever else the client has sent
 *     on it is not looked at
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; a copy per answer would be waste.
record Answer(int status, List<Field> fields, byte[] body, int length, boolean isLast) {

  /** A header. */
  record Field(String name, String value) {}

  private static final byte[] NOTHING = {};

  /** An answer without a body. */
  static Answer empty(int status) {
    return new Answer(status, List.of(), NOTHING, 0, /* isLast= */ false);
  }

  /** A document. */
  static Answer of(FixedDocument document) {
    return new Answer(
        200,
        List.of(new Field("Content-Type", document.mediaType())),
        document.content(),
        document.content().length,
        /* isLast= */ false);
  }

  /** An error, with headers of its own. */
  static Answer of(ErrorEnvelope error, Field... additional) {
    List<Field> fields = new ArrayList<>(List.of(additional));
    fields.add(new Field("Content-Type", ErrorEnvelope.MEDIA_TYPE));
    error
        .retryAfterSeconds()
        .ifPresent(seconds -> fields.add(new Field("Retry-After", Long.toString(seconds))));
    return new Answer(
        error.status(), fields, error.body(), error.body().length, /* isLast= */ false);
  }

  /** The value of one of its own headers. */
  Optional<String> findField(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }

  /** Writes the body, if there is one. */
  void writeTo(OutputBuffer output) throws IOException {
    if (length > 0) {
      output.write(body, 0, length);
    }
  }

  /** The same as the connection's last answer. */
  Answer asLast() {
    return new Answer(status, fields, body, length, /* isLast= */ true);
  }
}
