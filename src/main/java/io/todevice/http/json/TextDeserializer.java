package io.todevice.http.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import io.todevice.text.StorableText;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes strings of the texts that the server itself reads, and refuses those with half of a
 * surrogate pair, which has no UTF-8 form. What passes through as a {@link
 * io.todevice.domain.JsonValue} is kept as bytes and may have such texts.
 */
final class TextDeserializer extends StringDeserializer {

  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable String deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    String text = super.deserialize(parser, context);
    if (text != null) {
      check(parser, text);
    }
    return text;
  }

  private static void check(@Nullable JsonParser parser, String text) throws JsonParseException {
    Optional<String> fault = StorableText.findLoneSurrogate(text);
    if (fault.isPresent()) {
      throw new JsonParseException(parser, fault.get());
    }
  }

  /** The same for the names of members that are strings. */
  static final class OfNames extends KeyDeserializer {

    @Override
    public Object deserializeKey(String key, DeserializationContext context) throws IOException {
      check(context.getParser(), key);
      return key;
    }
  }
}
