package io.todevice.service;

import io.todevice.domain.UserId;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What an operator decides about the services.
 *
 * @param serverName what stands behind the colon of this server's user IDs: a host name or an
 *     address, with a port where it has one; at most {@value #MAX_SERVER_NAME} characters
 * @param registrationOpen whether anybody may register an account
 * @param accessTokenLifetime how long an access token is good for that comes with a refresh token;
 *     from one second to ten years. A token without a refresh token does not expire.
 * @param maxSyncTimeout the longest that a sync waits, whatever its client asks for; at most one
 *     hour, and zero where no sync shall wait
 * @param maxMessagesPerSync how many messages one sync brings, 1 to {@value #MAX_MESSAGES_PER_SYNC}
 *     (clause D1)
 * @param maxBytesPerSync how many bytes the contents of the messages of one sync have together, at
 *     least 1; one message comes in any case
 * @param maxAccounts how many accounts there may be before registering is refused, at least 1
 */
public record ServiceSettings(
    String serverName,
    boolean registrationOpen,
    Duration accessTokenLifetime,
    Duration maxSyncTimeout,
    int maxMessagesPerSync,
    long maxBytesPerSync,
    int maxAccounts) {

  /** The longest server name; it leaves room for a local part in the 255 bytes of a user ID. */
  public static final int MAX_SERVER_NAME = 230;

  /** The most messages that the specification lets one sync bring. */
  public static final int MAX_MESSAGES_PER_SYNC = 100;

  /** How many bytes one sync brings where nobody decides otherwise. */
  public static final long DEFAULT_MAX_BYTES_PER_SYNC = 1 << 20;

  /** How many accounts there may be where nobody decides otherwise. */
  public static final int DEFAULT_MAX_ACCOUNTS = 100_000;

  /** The local part that requests without a user are sent under; nobody can register it. */
  public static final String ANONYMOUS = "anonymous";

  private static final Pattern SERVER_NAME =
      Pattern.compile("(?:[0-9A-Za-z][0-9A-Za-z.-]*|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException with a message for the operator
   */
  public ServiceSettings {
    if (serverName.length() > MAX_SERVER_NAME || !SERVER_NAME.matcher(serverName).matches()) {
      throw new IllegalArgumentException(
          "the server name must be a host name or address, with or without :port, of at most "
              + MAX_SERVER_NAME
              + " characters, not '"
              + serverName
              + "'");
    }
    requireBetween(
        "the access token lifetime",
        accessTokenLifetime,
        Duration.ofSeconds(1),
        Duration.ofDays(3650));
    requireBetween("the longest sync timeout", maxSyncTimeout, Duration.ZERO, Duration.ofHours(1));
    if (maxMessagesPerSync < 1 || maxMessagesPerSync > MAX_MESSAGES_PER_SYNC) {
      throw new IllegalArgumentException(
          "the number of messages in one sync must be 1 to "
              + MAX_MESSAGES_PER_SYNC
              + ", not "
              + maxMessagesPerSync);
    }
    if (maxBytesPerSync < 1) {
      throw new IllegalArgumentException("the size of one sync must be positive");
    }
    if (maxAccounts < 1) {
      throw new IllegalArgumentException("the number of accounts must be positive");
    }
  }

  /**
   * The defaults: registration closed, access tokens good for five minutes, syncs of up to five
   * minutes, 100 messages and 1 MiB, {@value #DEFAULT_MAX_ACCOUNTS} accounts.
   *
   * @throws IllegalArgumentException if this is no server name
   */
  public static ServiceSettings of(String serverName) {
    return new ServiceSettings(
        serverName,
        false,
        Duration.ofMinutes(5),
        Duration.ofMinutes(5),
        MAX_MESSAGES_PER_SYNC,
        DEFAULT_MAX_BYTES_PER_SYNC,
        DEFAULT_MAX_ACCOUNTS);
  }

  /** Whether a user belongs to this server. */
  public boolean isLocal(UserId user) {
    return user.isOn(serverName);
  }

  /** Who a message comes from that was sent without a token. */
  public UserId anonymousUser() {
    return UserId.of(ANONYMOUS, serverName);
  }

  private static void requireBetween(String what, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          what + " must be between " + least + " and " + most + ", not " + value);
    }
  }
}
