package io.todevice.domain;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A Matrix user ID, {@code @localpart:server_name}, in the historical grammar that servers must
 * accept (Matrix appendices, <i>User identifiers</i>): at most {@value #MAX_BYTES} bytes of UTF-8,
 * a local part without {@code :} or NUL, a server name that is not empty.
 *
 * @param value the whole identifier as it stands on the wire
 */
public record UserId(String value) implements Requester {

  /** The longest user ID, in bytes of UTF-8, sigil and server name included. */
  public static final int MAX_BYTES = 255;

  /** The local part that requests without a user are sent under; nobody can register it. */
  public static final String ANONYMOUS = "anonymous";

  /**
   * Checks the grammar.
   *
   * @throws IllegalArgumentException if {@code value} is no user ID
   */
  public UserId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a user ID");
    }
  }

  /** The user ID of a local part on a server. */
  public static UserId of(String localpart, String serverName) {
    return new UserId("@" + localpart + ":" + serverName);
  }

  /** The user ID that {@code value} spells, or empty if it spells none. */
  public static Optional<UserId> find(String value) {
    return isValid(value) ? Optional.of(new UserId(value)) : Optional.empty();
  }

  @Override
  public UserId user() {
    return this;
  }

  /** What stands between {@code @} and the first colon. */
  public String localpart() {
    return value.substring(1, value.indexOf(':'));
  }

  /** What stands behind the first colon. */
  public String serverName() {
    return value.substring(value.indexOf(':') + 1);
  }

  /** Whether this is the {@link #serverName}. */
  public boolean isOn(String server) {
    int from = value.indexOf(':') + 1;
    return value.length() - from == server.length() && value.startsWith(server, from);
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isValid(String value) {
    int colon = value.indexOf(':');
    return value.startsWith("@")
        && colon > 1
        && colon < value.length() - 1
        && value.indexOf('\0') < 0
        && value.length() <= MAX_BYTES
        && value.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }
}
