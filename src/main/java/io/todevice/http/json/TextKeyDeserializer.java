package io.todevice.http.json;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import java.util.function.Function;

/** Makes a typed key of a map from its text. */
final class TextKeyDeserializer extends KeyDeserializer {

  private final Function<String, Object> constructor;

  TextKeyDeserializer(Function<String, Object> constructor) {
    this.constructor = constructor;
  }

  @Override
  public Object deserializeKey(String key, DeserializationContext context) {
    return constructor.apply(key);
  }
}
