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
    return slice(parser);
  }

  /**
   * The text of the value at which a parser stands, unchanged (clause S4).
   *
   * @throws IOException if it can't be delivered faithfully (clause S5)
   */
  static JsonValue slice(JsonParser parser) throws IOException {
    if (!(parser instanceof BodyParser body)) {
      throw new IllegalStateException("values that pass through are read by JsonReader");
    }
    int from = body.tokenStart();
    int to = body.skipValue(JsonScanner.Check.FAITHFUL);
    return JsonValue.slice(body.text(), from, to);
  }

  @Override
  public JsonValue getNullValue(DeserializationContext context) {
    return NULL;
  }

  /** Takes an object as it is, and nothing but an object (clauses S4, S5). */
  static final class OfObjects extends StdDeserializer<JsonObject> {

    private static final long serialVersionUID = 1L;

    OfObjects() {
      super(JsonObject.class);
    }

    @Override
    public JsonObject deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.hasToken(JsonToken.START_OBJECT)) {
        context.reportInputMismatch(JsonObject.class, "not an object");
      }
      return (JsonObject) slice(parser);
    }
  }
}
