package io.todevice.config;

import java.util.regex.Pattern;

/**
 * Text that came from outside, made fit for one line of an error or a log: it can neither start a
 * line of its own nor steer a terminal.
 */
public final class OneLine {

  /** The most characters of a value that an error repeats. */
  private static final int MAX_QUOTED = 60;

  private static final Pattern CONTROL =
      Pattern.compile("\\R|[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]");

  private OneLine() {}

  /** The text, with a question mark in place of every line break and control character. */
  public static String of(String text) {
    return CONTROL.matcher(text).replaceAll("?");
  }

  /** The text in single quotes, on one line, and cut where it is very long. */
  public static String quote(String text) {
    String shown = text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "...";
    return "'" + of(shown) + "'";
  }
}
