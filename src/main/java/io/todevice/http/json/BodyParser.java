package io.todevice.http.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.DupDetector;
import com.fasterxml.jackson.core.json.JsonReadContext;
import io.todevice.http.json.JsonScanner.Check;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Jackson's view of a JSON text that is whole in memory and well-formed UTF-8. It differs from
 * Jackson's own parser in that it shares nothing between bodies: that one keeps every name it has
 * seen in a table, which all parsers share and each copies whole before it adds one, and here names
 * are user IDs, device IDs and keys. And values that pass through, or are ignored, are moved over
 * without a token or a string being made of them.
 */
final class BodyParser extends TextualParser {

  private final byte[] text;
  private final JsonScanner scanner;
  private JsonReadContext context;
  private int tokenStart;
  private @Nullable String string;

  BodyParser(byte[] text) {
    this.text = text;
    scanner = new JsonScanner(text, JsonMappers.LIMITS);
    context = JsonReadContext.createRootContext(DupDetector.rootDetector(this));
  }

  /** The whole text. */
  byte[] text() {
    return text;
  }

  /** Where the current token begins. */
  int tokenStart() {
    return tokenStart;
  }

  /**
   * Moves over the value that the current token begins, to its last token, and returns where it
   * ends.
   */
  int skipValue(Check check) throws IOException {
    JsonToken token = currentToken();
    boolean isStruct = token.isStructStart();
    scanner.moveTo(tokenStart);
    scanner.skipValue(check, context.getNestingDepth() - (isStruct ? 1 : 0));
    if (isStruct) {
      context = context.getParent();
      _currToken = token == JsonToken.START_OBJECT ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
    }
    return scanner.position();
  }

  @Override
  public BodyParser skipChildren() throws IOException {
    if (_currToken != null && _currToken.isStructStart()) {
      skipValue(Check.UNIQUE_NAMES);
    }
    return this;
  }

  @Override
  public @Nullable JsonToken nextToken() throws IOException {
    string = null;
    scanner.skipSpace();
    int next = scanner.peek();
    if (_currToken == JsonToken.FIELD_NAME) {
      return value(next);
    }
    if (next < 0) {
      if (!context.inRoot()) {
        throw fault("the text ends within a value");
      }
      _currToken = null;
      return null;
    }
    tokenStart = scanner.position();
    if (next == '}' && context.inObject() || next == ']' && context.inArray()) {
      scanner.moveTo(tokenStart + 1);
      context = context.getParent();
      return _currToken = next == '}' ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
    }
    if (context.expectComma()) {
      scanner.expect(',');
      scanner.skipSpace();
    }
    return context.inObject() ? name() : value(scanner.peek());
  }

  private JsonToken name() throws IOException {
    tokenStart = scanner.position();
    scanner.skipName();
    String name = scanner.string(tokenStart + 1, scanner.position() - 1);
    try {
      context.setCurrentName(name);
    } catch (JsonProcessingException isThereAlready) {
      throw scanner.repeated(name);
    }
    scanner.skipSpace();
    scanner.expect(':');
    return _currToken = JsonToken.FIELD_NAME;
  }

  private JsonToken value(int next) throws IOException {
    tokenStart = scanner.position();
    switch (next) {
      case '{' -> {
        scanner.moveTo(tokenStart + 1);
        context = context.createChildObjectContext(-1, -1);
        streamReadConstraints().validateNestingDepth(context.getNestingDepth());
        return _currToken = JsonToken.START_OBJECT;
      }
      case '[' -> {
        scanner.moveTo(tokenStart + 1);
        context = context.createChildArrayContext(-1, -1);
        streamReadConstraints().validateNestingDepth(context.getNestingDepth());
        return _currToken = JsonToken.START_ARRAY;
      }
      case '"' -> {
        scanner.skipString(/* hasOnlyPairs= */ false);
        return _currToken = JsonToken.VALUE_STRING;
      }
      case 't' -> {
        scanner.skipLiteral("true");
        return _currToken = JsonToken.VALUE_TRUE;
      }
      case 'f' -> {
        scanner.skipLiteral("false");
        return _currToken = JsonToken.VALUE_FALSE;
      }
      case 'n' -> {
        scanner.skipLiteral("null");
        return _currToken = JsonToken.VALUE_NULL;
      }
      default -> {
        boolean isInteger = scanner.skipNumber(Check.SYNTAX);
        return _currToken = isInteger ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
      }
    }
  }

  @Override
  JsonParseException fault(String message) {
    return scanner.fault(message);
  }

  @Override
  public @Nullable String currentName() {
    boolean isOpened = _currToken != null && _currToken.isStructStart();
    return (isOpened ? context.getParent() : context).getCurrentName();
  }

  @Override
  public JsonReadContext getParsingContext() {
    return context;
  }

  @Override
  public @Nullable String getText() {
    if (_currToken == null) {
      return null;
    }
    if (string == null) {
      string =
          switch (_currToken) {
            case FIELD_NAME -> currentName();
            case VALUE_STRING -> scanner.string(tokenStart + 1, scanner.position() - 1);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                scanner.ascii(tokenStart, scanner.position());
            default -> _currToken.asString();
          };
    }
    return string;
  }
}
