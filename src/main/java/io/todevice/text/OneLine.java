package io.todevice.text;

import java.util.regex.Pattern;

/**
 * Text from outside, made safe to show in an error, a log or a report: it can neither start a line
 * of its own, nor control a terminal, nor change the order in which a line is read, nor hide
 * anything.
 */
public final class OneLine {

  /** The most characters of a value that an error repeats. */
  private static final int MAX_QUOTED = 60;

  /** What is not shown as itself: formats, lone surrogates, what XML has no room for. */
  private static final String INVISIBLE = "\\p{Cf}\\p{Co}\\p{Cs}\\u2028\\u2029\\uFFFE\\uFFFF";

  private static final Pattern UNPRINTABLE = Pattern.compile("\\R|[\\p{Cc}" + INVISIBLE + "]");
  private static final Pattern UNPRINTABLE_IN_LINES =
      Pattern.compile("[\\p{Cc}" + INVISIBLE + "&&[^\\n\\t]]");

  private OneLine() {}

  /** The text, with a question mark in place of every line break and unprintable character. */
  public static String of(String text) {
    return UNPRINTABLE.matcher(text).replaceAll("?");
  }

  /** The text on one line, cut after {@code length} characters. */
  public static String of(String text, int length) {
    return of(text.length() <= length ? text : text.substring(0, length) + "...");
  }

  /** Each line of a text that may have several, with its tabs, where lines are harmless. */
  public static String ofEach(String lines) {
    return UNPRINTABLE_IN_LINES.matcher(lines.replace("\r\n", "\n")).replaceAll("?");
  }

  /** The text in single quotes, on one line, and cut where it is very long. */
  public static String quote(String text) {
    return "'" + of(text, MAX_QUOTED) + "'";
  }

  /** The text around a place in it, in single quotes and on one line. */
  public static String quote(String text, int place) {
    int from = Math.max(0, Math.min(place - MAX_QUOTED / 2, text.length() - MAX_QUOTED));
    return "'" + (from == 0 ? "" : "...") + of(text.substring(from), MAX_QUOTED) + "'";
  }
}
