package io.todevice.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.todevice.domain.JsonObject;
import java.io.IOException;

/** Takes an object as it came, and nothing but an object (clauses S4, S5). */
final class JsonObjectDeserializer extends StdDeserializer<JsonObject> {

  private static final long serialVersionUID = 1L;

  JsonObjectDeserializer() {
    super(JsonObject.class);
  }

  @Override
  public JsonObject deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      context.reportInputMismatch(JsonObject.class, "not an object");
    }
    return (JsonObject) JsonValueDeserializer.slice(parser);
  }
}
