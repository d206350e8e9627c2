package io.todevice.service.sync;

import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.store.KeyPosition;
import io.todevice.text.Sha256;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text form of where a connection of a device stands: {@code p1_<inbox>_<connection>_<device
 * lists>_<claims>}, the inbox in hexadecimal, the connection as the beginning of its name's digest,
 * and the others in decimal. It says all that the server has to know of a connection, so that
 * nothing is kept for one (clause X1).
 */
final class ConnectionToken {

  private static final int DIGEST = 16;
  private static final String NUMBER = "(0|[1-9][0-9]{0,17})";
  private static final Pattern FORM =
      Pattern.compile(
          "p1_%1$s_([0-9a-f]{%2$d})_%3$s_%3$s".formatted(SyncToken.INBOX, DIGEST, NUMBER));

  private ConnectionToken() {}

  /** The text of a position. */
  static String format(KeyPosition keys, DeviceIncarnation device, String connection) {
    return "p1_"
        + Long.toHexString(device.number())
        + "_"
        + digest(connection)
        + "_"
        + keys.deviceLists()
        + "_"
        + keys.claims();
  }

  /**
   * The position of a connection.
   *
   * @throws MatrixException {@code M_UNKNOWN_POS} where the text was not given to it
   */
  static KeyPosition get(String text, DeviceIncarnation device, String connection) {
    return find(text, device, digest -> digest.equals(digest(connection)))
        .orElseThrow(
            () ->
                new MatrixException(
                    ErrorCode.M_UNKNOWN_POS, "The position is unknown; begin a new connection"));
  }

  /** The position of any connection of a device; empty for other text. */
  static Optional<KeyPosition> find(String text, DeviceIncarnation device) {
    return find(text, device, digest -> true);
  }

  private static Optional<KeyPosition> find(
      String text, DeviceIncarnation device, Predicate<String> isConnection) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
            && matcher.group(1).equals(Long.toHexString(device.number()))
            && isConnection.test(matcher.group(2))
        ? Optional.of(
            new KeyPosition(Long.parseLong(matcher.group(3)), Long.parseLong(matcher.group(4))))
        : Optional.empty();
  }

  private static String digest(String connection) {
    return Sha256.hex(connection).substring(0, DIGEST);
  }
}
