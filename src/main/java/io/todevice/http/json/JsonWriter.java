package io.todevice.http.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.domain.JsonValue;

/** Writes generated models, and JSON that passes through. Safe for use by many threads. */
public final class JsonWriter {

  private final JsonMapper mapper;

  /** A writer that uses this mapper. */
  public JsonWriter(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Writes a value.
   *
   * @throws IllegalStateException if it can't be written, which is a fault of the server
   */
  public byte[] write(Object value) {
    try {
      return value instanceof JsonValue json ? json.toBytes() : mapper.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer can't be written", e);
    }
  }
}
