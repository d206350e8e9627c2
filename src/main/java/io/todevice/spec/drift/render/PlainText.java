package io.todevice.spec.drift.render;

import java.util.regex.Pattern;

/** Text from outside that can neither start a line of its own nor steer a terminal. */
final class PlainText {

  private static final Pattern UNPRINTABLE =
      Pattern.compile("\\R|[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\u2028\\u2029]");

  private PlainText() {}

  /** The text, with a question mark in place of everything that is not to be printed. */
  static String of(String text) {
    return UNPRINTABLE.matcher(text).replaceAll("?");
  }
}
