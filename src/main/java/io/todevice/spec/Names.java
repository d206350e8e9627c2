package io.todevice.spec;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Names of components and Java types from the titles and keys of a specification. */
public final class Names {

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9]+");

  private Names() {}

  /**
   * The words of a text run together, each with an upper-case initial: {@code "Unread Notification
   * Counts"} and {@code "unread_notification_counts"} both become {@code UnreadNotificationCounts}.
   * Inner capitals are kept. A name that would begin with a digit gets an {@code N} in front. Empty
   * where the text has no letter or digit.
   */
  public static String pascalCase(String text) {
    StringBuilder name = new StringBuilder();
    WORD.matcher(text)
        .results()
        .map(MatchResult::group)
        .forEach(
            word ->
                name.append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                    .append(word.substring(1)));
    return name.length() > 0 && Character.isDigit(name.charAt(0)) ? "N" + name : name.toString();
  }
}
