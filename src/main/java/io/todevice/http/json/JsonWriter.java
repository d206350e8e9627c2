package io.todevice.http.json;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.domain.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Writes generated models, and JSON that passes through. Safe for use by many threads.
 *
 * @param mapper writes values of types that {@link JsonOutput} does not know
 */
public record JsonWriter(JsonMapper mapper) {

  /**
   * Writes a value.
   *
   * @throws IllegalStateException if it can't be written, which is a fault of the server
   */
  public byte[] write(Object value) {
    try (JsonText text = write(value, length -> true).orElseThrow()) {
      return text.isLent() ? Arrays.copyOf(text.buffer(), text.length()) : text.buffer();
    }
  }

  /**
   * Writes a value if there is memory for it. A long one is written twice: first only its length is
   * found, so that no more memory is used than {@code admission} has agreed to.
   *
   * @param admission is asked before memory is taken for more than the thread keeps anyway; takes
   *     the length in bytes
   * @return the text, to be closed after its use; empty where {@code admission} refused
   * @throws IllegalStateException if it can't be written, which is a fault of the server
   */
  public Optional<JsonText> write(Object value, IntPredicate admission) {
    if (value instanceof JsonValue json) {
      return Optional.of(new JsonText(json.toBytes(), json.size(), /* isLent= */ false));
    }
    byte[] kept = JsonText.takeBuffer();
    int length = writeTo(kept, value);
    JsonText text = new JsonText(kept, length, /* isLent= */ true);
    if (length <= kept.length) {
      return Optional.of(text);
    }
    text.close();
    if (!admission.test(length)) {
      return Optional.empty();
    }
    byte[] exact = new byte[length];
    if (writeTo(exact, value) != length) {
      throw new IllegalStateException("a response changed while it was written");
    }
    return Optional.of(new JsonText(exact, length, /* isLent= */ false));
  }

  /** Writes as much as there is room for, and returns how long the whole is. */
  private int writeTo(byte[] buffer, Object value) {
    JsonOutput json = new JsonOutput(buffer, mapper);
    json.value(value);
    return Math.toIntExact(json.length());
  }
}
