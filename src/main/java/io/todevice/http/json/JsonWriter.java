package io.todevice.http.json;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.domain.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Writes generated models, and JSON that passes through. Safe for use by many threads. */
public record JsonWriter(JsonMapper mapper) {

  /** What a thread keeps for the next value: a page of messages does not grow it step by step. */
  private static final int KEPT = 64 << 10;

  private static final ThreadLocal<ByteArrayOutputStream> BUFFER =
      ThreadLocal.withInitial(() -> new ByteArrayOutputStream(KEPT));

  /**
   * Writes a value.
   *
   * @throws IllegalStateException if it can't be written, which is a fault of the server
   */
  public byte[] write(Object value) {
    if (value instanceof JsonValue json) {
      return json.toBytes();
    }
    ByteArrayOutputStream buffer = BUFFER.get();
    buffer.reset();
    try {
      mapper.writeValue(buffer, value);
    } catch (IOException e) {
      throw new IllegalStateException("a response cannot be written", e);
    }
    if (buffer.size() > KEPT) {
      BUFFER.remove();
    }
    return buffer.toByteArray();
  }
}
