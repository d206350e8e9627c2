package io.todevice.http.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;

/**
 * Finds the text of the value at which a parser stands, so that it can be kept as it came (clause
 * S4). While passing over it, refuses what could not be delivered faithfully (clause S5): a number
 * that is beyond every reader's range, and half of a surrogate pair.
 */
final class PassThrough {

  /** The attribute of the deserialisation that holds the whole text, as {@code byte[]}. */
  static final Object SOURCE = PassThrough.class;

  /**
   * A number of fewer characters than this, without an exponent, is within the range of a double.
   */
  private static final int SAFE_NUMBER_LENGTH = 300;

  private PassThrough() {}

  /** A part of the text, from {@code from} to {@code to}, exclusive. */
  record Slice(byte[] text, int from, int to) {}

  /** Passes the parser over the value at which it stands. */
  static Slice skip(JsonParser parser, DeserializationContext context) throws IOException {
    if (!(context.getAttribute(SOURCE) instanceof byte[] text)) {
      throw new IllegalStateException("the text of the body is not at hand");
    }
    int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    int depth = 0;
    JsonToken token = parser.currentToken();
    do {
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token.isNumeric()) {
        requireReadable(parser, token);
      }
    } while (depth > 0 && (token = parser.nextToken()) != null);
    parser.finishToken();
    int to = Math.toIntExact(parser.currentLocation().getByteOffset());
    if (Surrogates.hasLoneEscape(text, from, to)) {
      throw JsonMappingException.from(parser, "a lone surrogate");
    }
    return new Slice(text, from, to);
  }

  private static void requireReadable(JsonParser parser, JsonToken token) throws IOException {
    boolean mayBeBeyond =
        token == JsonToken.VALUE_NUMBER_FLOAT || parser.getTextLength() >= SAFE_NUMBER_LENGTH;
    if (mayBeBeyond && Double.isInfinite(Double.parseDouble(parser.getText()))) {
      throw JsonMappingException.from(parser, "a number beyond the range of a double");
    }
  }
}
