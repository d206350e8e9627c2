package io.todevice.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.todevice.domain.JsonObject;
import io.todevice.domain.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Takes any value as it came. */
final class JsonValueDeserializer extends StdDeserializer<JsonValue> {

  private static final long serialVersionUID = 1L;

  private static final JsonValue NULL = JsonValue.of("null".getBytes(StandardCharsets.US_ASCII));

  JsonValueDeserializer() {
    super(JsonValue.class);
  }

  @Override
  public JsonValue deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    boolean isObject = parser.hasToken(JsonToken.START_OBJECT);
    PassThrough.Slice slice = PassThrough.skip(parser, context);
    return isObject
        ? JsonObject.slice(slice.text(), slice.from(), slice.to())
        : JsonValue.slice(slice.text(), slice.from(), slice.to());
  }

  @Override
  public JsonValue getNullValue(DeserializationContext context) {
    return NULL;
  }
}
