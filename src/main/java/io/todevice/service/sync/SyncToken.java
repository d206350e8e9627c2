package io.todevice.service.sync;

import io.todevice.store.InboxPosition;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text form of an {@link InboxPosition}: {@code s1_<inbox>_<sequence>}, the inbox in
 * hexadecimal and the sequence in decimal. {@code 1} is the version of the form. A position has
 * exactly one text.
 */
final class SyncToken {

  private static final Pattern FORM =
      Pattern.compile("s1_(0|[1-9a-f][0-9a-f]{0,15})_(0|[1-9][0-9]{0,18})");

  private SyncToken() {}

  /** The text of a position. */
  static String format(InboxPosition position) {
    return "s1_" + Long.toHexString(position.inbox()) + "_" + position.sequence();
  }

  /** The position that the text stands for; empty for text that no server gave out (clause D5). */
  static Optional<InboxPosition> find(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new InboxPosition(
              Long.parseUnsignedLong(matcher.group(1), 16), Long.parseLong(matcher.group(2))));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }
}
