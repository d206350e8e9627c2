package io.todevice.http.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.util.Set;

/**
 * Moves over the values of a JSON text (RFC 8259) that is whole in memory and well-formed UTF-8,
 * and creates nothing of them. Not safe for use by several threads.
 */
final class JsonScanner {

  /** What a value is checked for; each includes those before it. */
  enum Check {
    /** The grammar, the nesting depth and the length of numbers. */
    SYNTAX,
    /** No object has two members of one name. */
    UNIQUE_NAMES,
    /**
     * The value can be delivered as it is (clause S5): every number is within the range of a
     * double, and no escape is half of a surrogate pair.
     */
    FAITHFUL
  }

  /** A number with fewer characters and without an exponent is within the range of a double. */
  private static final int SAFE_NUMBER_LENGTH = 300;

  private final byte[] text;
  private final StreamReadConstraints limits;
  private final MemberNames names;
  private int position;

  JsonScanner(byte[] text, StreamReadConstraints limits) {
    this.text = text;
    this.limits = limits;
    names = new MemberNames(text, this);
  }

  int position() {
    return position;
  }

  void moveTo(int newPosition) {
    position = newPosition;
  }

  /** The next byte, or -1 at the end of the text; stays before it. */
  int peek() {
    return position < text.length ? text[position] & 0xff : -1;
  }

  void skipSpace() {
    while (position < text.length) {
      byte next = text[position];
      if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
        return;
      }
      position++;
    }
  }

  /** Takes this byte. */
  void expect(char expected) throws JsonParseException {
    if (peek() != expected) {
      throw fault("expected " + expected);
    }
    position++;
  }

  /**
   * Takes the value that begins here.
   *
   * @param depth how many objects and arrays it is in
   */
  void skipValue(Check check, int depth) throws JsonParseException, StreamConstraintsException {
    switch (peek()) {
      case '{' -> skipObject(check, depth + 1);
      case '[' -> skipArray(check, depth + 1);
      case '"' -> skipString(check == Check.FAITHFUL);
      case 't' -> skipLiteral("true");
      case 'f' -> skipLiteral("false");
      case 'n' -> skipLiteral("null");
      default -> {
        skipNumber(check);
        if (depth == 0 && peek() > ' ') {
          throw fault("expected a space between two values");
        }
      }
    }
  }

  private void skipObject(Check check, int depth)
      throws JsonParseException, StreamConstraintsException {
    limits.validateNestingDepth(depth);
    position++;
    skipSpace();
    if (peek() == '}') {
      position++;
      return;
    }
    int opened = names.size();
    Set<String> many = null;
    while (true) {
      int from = position + 1;
      boolean hasEscapes = skipName();
      if (check != Check.SYNTAX) {
        many = names.add(from, position - 1, hasEscapes, opened, many);
      }
      skipSpace();
      expect(':');
      skipSpace();
      skipValue(check, depth);
      skipSpace();
      if (peek() == '}') {
        position++;
        names.close(opened);
        return;
      }
      expect(',');
      skipSpace();
    }
  }

  private void skipArray(Check check, int depth)
      throws JsonParseException, StreamConstraintsException {
    limits.validateNestingDepth(depth);
    position++;
    skipSpace();
    if (peek() == ']') {
      position++;
      return;
    }
    while (true) {
      skipValue(check, depth);
      skipSpace();
      if (peek() == ']') {
        position++;
        return;
      }
      expect(',');
      skipSpace();
    }
  }

  /** Takes the name of a member and returns whether it has escapes. */
  boolean skipName() throws JsonParseException {
    return skipString(/* hasOnlyPairs= */ true);
  }

  /**
   * Takes a string and returns whether it has escapes.
   *
   * @param hasOnlyPairs whether an escape that is half of a surrogate pair is an error
   */
  boolean skipString(boolean hasOnlyPairs) throws JsonParseException {
    expect('"');
    boolean hasEscapes = false;
    int i = position;
    while (i < text.length) {
      byte next = text[i];
      if (next == '"') {
        position = i + 1;
        return hasEscapes;
      }
      if (next == '\\') {
        hasEscapes = true;
        i = skipEscape(i, hasOnlyPairs);
      } else if (next >= 0 && next < ' ') {
        throw fault("a control character");
      } else {
        i++;
      }
    }
    throw fault("the text ends within a string");
  }

  /** Returns where the escape ends that begins at a backslash. */
  private int skipEscape(int backslash, boolean hasOnlyPairs) throws JsonParseException {
    int kind = backslash + 1 < text.length ? text[backslash + 1] : -1;
    if (kind != 'u') {
      if (kind < 0 || "\"\\/bfnrt".indexOf(kind) < 0) {
        throw fault("an unknown escape");
      }
      return backslash + 2;
    }
    char unit = unit(backslash);
    if (!hasOnlyPairs || !Character.isSurrogate(unit)) {
      return backslash + 6;
    }
    boolean isPair =
        Character.isHighSurrogate(unit)
            && backslash + 7 < text.length
            && text[backslash + 6] == '\\'
            && text[backslash + 7] == 'u'
            && Character.isLowSurrogate(unit(backslash + 6));
    if (!isPair) {
      throw fault("a lone surrogate");
    }
    return backslash + 12;
  }

  private char unit(int backslash) throws JsonParseException {
    int unit = 0;
    for (int i = backslash + 2; i < backslash + 6; i++) {
      int digit = i < text.length && text[i] >= 0 ? Character.digit(text[i], 16) : -1;
      if (digit < 0) {
        throw fault("an escape without four hexadecimal digits");
      }
      unit = unit * 16 + digit;
    }
    return (char) unit;
  }

  void skipLiteral(String literal) throws JsonParseException {
    for (int i = 0; i < literal.length(); i++) {
      expect(literal.charAt(i));
    }
    if (Character.isJavaIdentifierPart(peek())) {
      throw fault("an unknown literal");
    }
  }

  /** Takes a number and returns whether it is written as an integer. */
  boolean skipNumber(Check check) throws JsonParseException, StreamConstraintsException {
    int from = position;
    if (peek() == '-') {
      position++;
    }
    int first = peek();
    int digits = skipDigits();
    if (digits > 1 && first == '0') {
      throw fault("a number begins with a zero");
    }
    boolean isInteger = true;
    if (peek() == '.') {
      isInteger = false;
      position++;
      digits += skipDigits();
    }
    if (peek() == 'e' || peek() == 'E') {
      isInteger = false;
      position++;
      if (peek() == '+' || peek() == '-') {
        position++;
      }
      digits += skipDigits();
    }
    if (isInteger) {
      limits.validateIntegerLength(digits);
    } else {
      limits.validateFPLength(digits);
    }
    if (check == Check.FAITHFUL
        && (!isInteger || position - from >= SAFE_NUMBER_LENGTH)
        && Double.isInfinite(Double.parseDouble(ascii(from, position)))) {
      throw fault("a number beyond the range of a double");
    }
    return isInteger;
  }

  private int skipDigits() throws JsonParseException {
    int from = position;
    while (position < text.length && text[position] >= '0' && text[position] <= '9') {
      position++;
    }
    if (position == from) {
      throw fault("expected a digit");
    }
    return position - from;
  }

  /** A part of the text that is ASCII. */
  String ascii(int from, int to) {
    return JsonStrings.ascii(text, from, to);
  }

  /** The string that stands between two quotation marks. */
  String string(int from, int to) {
    return JsonStrings.decode(text, from, to);
  }

  JsonParseException repeated(String name) {
    return fault("the key '" + name + "' twice");
  }

  JsonParseException fault(String message) {
    return new JsonParseException(null, message);
  }
}
