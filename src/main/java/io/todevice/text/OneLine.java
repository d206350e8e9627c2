package io.todevice.text;

import java.util.regex.Pattern;

/**
 * Text from outside, made safe for one line of an error, a log or a report: it can neither start a
 * line of its own nor control a terminal.
 */
public final class OneLine {

  /** The most characters of a value that an error repeats. */
  private static final int MAX_QUOTED = 60;

  /**
   * Line breaks, and everything that is not shown as itself: controls, formats, lone surrogates.
   */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("\\R|[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\u2028\\u2029]");

  private OneLine() {}

  /** The text, with a question mark in place of every line break and unprintable character. */
  public static String of(String text) {
    return UNPRINTABLE.matcher(text).replaceAll("?");
  }

  /** The text on one line, cut after {@code length} characters. */
  public static String of(String text, int length) {
    return of(text.length() <= length ? text : text.substring(0, length) + "...");
  }

  /** The text in single quotes, on one line, and cut where it is very long. */
  public static String quote(String text) {
    return "'" + of(text, MAX_QUOTED) + "'";
  }
}
