package io.todevice.conformance.suite;

/**
 * A device that is logged in.
 *
 * @param account its user
 * @param deviceId its ID
 * @param accessToken what it shows
 */
public record Session(Account account, String deviceId, String accessToken) {

  /** Without the token. */
  @Override
  public String toString() {
    return account + " " + deviceId;
  }
}
