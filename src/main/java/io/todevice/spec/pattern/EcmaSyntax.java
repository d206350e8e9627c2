package io.todevice.spec.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says an expression of ECMA-262 in the words that RE2/J and {@code java.util.regex} both
 * understand and understand alike. What only one of them knows (look-around, back-references) stays
 * as it is.
 */
final class EcmaSyntax {

  private static final Pattern REPETITION = Pattern.compile("\\{\\d+(?:,\\d*)?\\}");
  private static final Pattern GROUP = Pattern.compile("\\((?:\\?(?:[:=!]|<[=!]|<(\\w+)>))?");
  private static final Pattern UNICODE =
      Pattern.compile(
          "u(?:\\{([0-9A-Fa-f]{1,6})\\}|([dD][89abAB][0-9A-Fa-f]{2})\\\\u([dD][c-fC-F][0-9A-Fa-f]{2})|([0-9A-Fa-f]{4}))");
  private static final Pattern HEXADECIMAL = Pattern.compile("x([0-9A-Fa-f]{2})");
  private static final Pattern PROPERTY =
      Pattern.compile(
          "([pP])\\{(?:(?:gc|General_Category|sc|scx|Script|Script_Extensions)=)?(\\w+)\\}");
  private static final Pattern REFERENCE = Pattern.compile("k<(\\w+)>");

  private static final String SPACES =
      "\\x{9}-\\x{d}\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}";
  private static final String NO_SPACES =
      "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}"
          + "\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}";
  private static final String LINE_ENDS = "\\x{a}\\x{d}\\x{2028}\\x{2029}";
  private static final String ANY = "\\x{0}-\\x{10ffff}";

  private final String source;
  private final StringBuilder out = new StringBuilder();
  private final List<String> groupNames = new ArrayList<>();
  private final Matcher match;
  private int at;

  private EcmaSyntax(String source) {
    this.source = source;
    match = GROUP.matcher(source);
  }

  /**
   * Translates an expression.
   *
   * @throws IllegalArgumentException if it is none
   */
  static String translate(String source) {
    EcmaSyntax syntax = new EcmaSyntax(source);
    while (syntax.at < source.length()) {
      syntax.term();
    }
    return syntax.out.toString();
  }

  private void term() {
    char c = source.charAt(at);
    switch (c) {
      case '\\' -> escape();
      case '[' -> characterClass();
      case '(' -> group();
      case '.' -> append("[^" + LINE_ENDS + "]");
      case '^' -> append("\\A");
      case '$' -> append("\\z");
      case '*', '+', '?' -> quantifier(String.valueOf(c));
      case '{' -> {
        if (looksAt(REPETITION)) {
          quantifier(match.group());
        } else {
          append(literal('{'));
        }
      }
      case ')', '|' -> append(String.valueOf(c));
      default -> out.append(literal(nextCodePoint()));
    }
  }

  /** Translates one character. */
  private void append(String translation) {
    out.append(translation);
    at++;
  }

  private void quantifier(String text) {
    out.append(text);
    at += text.length();
    if (at < source.length() && source.charAt(at) == '?') {
      append("?");
    }
    if (at < source.length() && "*+?".indexOf(source.charAt(at)) >= 0) {
      // To java.util.regex the second one would mean something.
      throw fault("nothing to repeat");
    }
  }

  private void group() {
    looksAt(GROUP);
    String group = take();
    if (group.equals("(") && source.startsWith("?", at)) {
      throw fault("unknown kind of group");
    }
    if (match.group(1) != null) {
      groupNames.add(match.group(1));
      out.append('(');
    } else {
      if (group.equals("(")) {
        groupNames.add("");
      }
      out.append(group);
    }
  }

  private void escape() {
    at++;
    char c = current("nothing behind the last backslash");
    if (c == 'b' || c == 'B' || (c >= '1' && c <= '9')) {
      append("\\" + c);
    } else if (looksAt(REFERENCE)) {
      int number = groupNames.indexOf(match.group(1)) + 1;
      if (number == 0) {
        throw fault("no group '" + match.group(1) + "'");
      }
      take();
      out.append("(?:\\").append(number).append(')');
    } else if (isSet(c)) {
      out.append('[').append(set(c)).append(']');
    } else if (looksAt(PROPERTY)) {
      out.append(property());
    } else {
      out.append(escapedCharacter());
    }
  }

  private void characterClass() {
    at++;
    boolean isNegated = at < source.length() && source.charAt(at) == '^';
    if (isNegated) {
      at++;
    }
    StringBuilder items = new StringBuilder();
    while (current("a bracket is not closed") != ']') {
      String from = classItem();
      boolean isRange = source.startsWith("-", at) && !source.startsWith("-]", at);
      if (isRange && isCharacter(from)) {
        at++;
        String to = classItem();
        items.append(from).append(isCharacter(to) ? "-" : literal('-')).append(to);
      } else {
        items.append(from);
      }
    }
    at++;
    if (items.isEmpty()) {
      out.append(isNegated ? "[" : "[^").append(ANY).append(']');
    } else {
      out.append(isNegated ? "[^" : "[").append(items).append(']');
    }
  }

  private String classItem() {
    if (current("a bracket is not closed") != '\\') {
      return literal(nextCodePoint());
    }
    at++;
    char c = current("nothing behind the last backslash");
    if (isSet(c)) {
      return set(c);
    }
    if (c == 'b') {
      at++;
      return literal('\b');
    }
    return looksAt(PROPERTY) ? property() : escapedCharacter();
  }

  private static boolean isCharacter(String item) {
    return item.codePointCount(0, item.length()) == 1
        || (item.startsWith("\\x{") && item.indexOf('}') == item.length() - 1);
  }

  private static boolean isSet(char c) {
    return "dDwWsS".indexOf(c) >= 0;
  }

  private String set(char c) {
    at++;
    return switch (c) {
      case 'd' -> "0-9";
      case 'w' -> "0-9A-Z_a-z";
      case 's' -> SPACES;
      case 'S' -> NO_SPACES;
      default -> "\\" + c;
    };
  }

  private String property() {
    take();
    return "\\" + match.group(1) + "{" + match.group(2) + "}";
  }

  private String escapedCharacter() {
    char c = source.charAt(at);
    if (looksAt(UNICODE)) {
      take();
      return literal(codePoint(match));
    }
    if (looksAt(HEXADECIMAL)) {
      take();
      return literal(Integer.parseInt(match.group(1), 16));
    }
    if (c == 'c' && at + 1 < source.length() && Character.isLetter(source.charAt(at + 1))) {
      at += 2;
      return literal(source.charAt(at - 1) % 32);
    }
    int control = "0tnvfr".indexOf(c);
    if (control >= 0) {
      at++;
      return literal("\0\t\n\u000b\f\r".charAt(control));
    }
    return literal(nextCodePoint());
  }

  private int codePoint(Matcher unicode) {
    if (unicode.group(2) != null) {
      return Character.toCodePoint(
          (char) Integer.parseInt(unicode.group(2), 16),
          (char) Integer.parseInt(unicode.group(3), 16));
    }
    int codePoint =
        Integer.parseInt(unicode.group(1) != null ? unicode.group(1) : unicode.group(4), 16);
    if (codePoint > Character.MAX_CODE_POINT) {
      throw fault("no such character");
    }
    return codePoint;
  }

  private static String literal(int codePoint) {
    return Character.isLetterOrDigit(codePoint) && codePoint < 128
        ? Character.toString(codePoint)
        : "\\x{" + Integer.toHexString(codePoint) + "}";
  }

  private int nextCodePoint() {
    int codePoint = source.codePointAt(at);
    at += Character.charCount(codePoint);
    return codePoint;
  }

  private char current(String fault) {
    if (at >= source.length()) {
      throw fault(fault);
    }
    return source.charAt(at);
  }

  private boolean looksAt(Pattern pattern) {
    match.usePattern(pattern).region(at, source.length());
    return match.lookingAt();
  }

  /** Passes over what was looked at. */
  private String take() {
    at += match.group().length();
    return match.group();
  }

  private IllegalArgumentException fault(String reason) {
    return new IllegalArgumentException(reason + " at character " + (at + 1));
  }
}
