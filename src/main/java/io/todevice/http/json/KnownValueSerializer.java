package io.todevice.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes models and JSON that passes through where they are parts of a value that Jackson writes.
 */
final class KnownValueSerializer extends StdSerializer<Object> {

  private static final long serialVersionUID = 1L;

  KnownValueSerializer() {
    super(Object.class);
  }

  @Override
  public void serialize(Object value, JsonGenerator generator, SerializerProvider provider)
      throws IOException {
    byte[] text = new JsonWriter((JsonMapper) generator.getCodec()).write(value);
    generator.writeRawValue(new String(text, StandardCharsets.UTF_8));
  }
}
