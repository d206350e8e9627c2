package io.todevice.conformance.suite;

import java.util.Optional;

/**
 * A user of the server under test.
 *
 * @param userId the full user ID
 * @param password what the user logs in with, if the kit knows it
 */
public record Account(String userId, Optional<String> password) {

  /** The server's part of the user ID. */
  public String serverName() {
    return userId.substring(userId.indexOf(':') + 1);
  }

  /** The part of the user ID between the {@code @} and the colon. */
  public String localpart() {
    return userId.substring(1, userId.indexOf(':'));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return userId;
  }
}
