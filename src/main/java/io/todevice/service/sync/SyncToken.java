package io.todevice.service.sync;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.store.InboxPosition;
import io.todevice.store.KeyPosition;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text form of a {@link SyncPosition}: {@code s2_<inbox>_<sequence>_<device
 * lists>_<claims>_<account data>}, the inbox in hexadecimal and the others in decimal. {@code 2} is
 * the version of the form. A position has exactly one text. Texts of version 1, which end after the
 * sequence, are understood.
 */
final class SyncToken {

  private static final String NUMBER = "(0|[1-9][0-9]{0,18})";
  static final String INBOX = "(0|[1-9a-f][0-9a-f]{0,15})";
  private static final Pattern FORM =
      Pattern.compile("s(?:1_%1$s_%2$s|2_%1$s_%2$s_%2$s_%2$s_%2$s)".formatted(INBOX, NUMBER));

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
        + position.keys().claims()
        + "_"
        + position.accountData();
  }

  /**
   * The position that the text stands for.
   *
   * @param parameter what messages call the text
   * @throws MatrixException {@code M_INVALID_PARAM} for text that no server gave out
   */
  static SyncPosition get(String text, String parameter) {
    return find(text)
        .orElseThrow(
            () ->
                new MatrixException(
                    ErrorCode.M_INVALID_PARAM,
                    "The parameter '" + parameter + "' is no token of this server"));
  }

  /** The position that the text stands for; empty for text that no server gave out (clause D5). */
  static Optional<SyncPosition> find(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    String[] parts = text.split("_");
    try {
      return Optional.of(
          new SyncPosition(
              inbox(parts[1], parts[2]),
              new KeyPosition(number(parts, 3), number(parts, 4)),
              number(parts, 5)));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  /** A part of the text; 0 where its version has no such part. */
  private static long number(String[] parts, int index) {
    return index < parts.length ? Long.parseLong(parts[index]) : 0;
  }

  private static InboxPosition inbox(String inbox, String sequence) {
    return new InboxPosition(Long.parseUnsignedLong(inbox, 16), Long.parseLong(sequence));
  }
}
