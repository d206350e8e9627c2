package io.todevice.service.sync;

import io.todevice.store.InboxPosition;
import io.todevice.store.KeyPosition;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text form of a {@link SyncPosition}: {@code s2_<inbox>_<sequence>_<device lists>_<claims>},
 * the inbox in hexadecimal and the others in decimal. {@code 2} is the version of the form. A
 * position has exactly one text. Texts of version 1, which end after the sequence, are understood.
 */
final class SyncToken {

  private static final String NUMBER = "(0|[1-9][0-9]{0,18})";
  private static final String INBOX = "(0|[1-9a-f][0-9a-f]{0,15})";
  private static final Pattern FORM =
      Pattern.compile("s(?:1_%1$s_%2$s|2_%1$s_%2$s_%2$s_%2$s)".formatted(INBOX, NUMBER));

  private SyncToken() {}

  /** The text of a position. */
  static String format(SyncPosition position) {
    return "s2_"
        + Long.toHexString(position.inbox().inbox())
        + "_"
        + position.inbox().sequence()
        + "_"
        + position.keys().deviceLists()
        + "_"
        + position.keys().claims();
  }

  /** The position that the text stands for; empty for text that no server gave out (clause D5). */
  static Optional<SyncPosition> find(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean isFirstVersion = matcher.group(1) != null;
    try {
      return Optional.of(
          isFirstVersion
              ? new SyncPosition(inbox(matcher.group(1), matcher.group(2)), KeyPosition.START)
              : new SyncPosition(
                  inbox(matcher.group(3), matcher.group(4)),
                  new KeyPosition(
                      Long.parseLong(matcher.group(5)), Long.parseLong(matcher.group(6)))));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  private static InboxPosition inbox(String inbox, String sequence) {
    return new InboxPosition(Long.parseUnsignedLong(inbox, 16), Long.parseLong(sequence));
  }
}
