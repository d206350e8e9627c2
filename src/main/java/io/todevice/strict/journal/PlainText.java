package io.todevice.strict.journal;

import java.util.regex.Pattern;

/** Text of a client that can neither start a line of its own, nor steer a terminal, nor go on. */
final class PlainText {

  private static final Pattern UNPRINTABLE =
      Pattern.compile("\\R|[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\u2028\\u2029]");

  private PlainText() {}

  /** The text with question marks for what is not to be printed, cut behind {@code length}. */
  static String of(String text, int length) {
    String shown = text.length() <= length ? text : text.substring(0, length) + "...";
    return UNPRINTABLE.matcher(shown).replaceAll("?");
  }
}
