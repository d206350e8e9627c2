package io.todevice.domain;

/**
 * The key of a Megolm session in a backup.
 *
 * @param firstMessageIndex the first message of the session that it decrypts
 * @param forwardedCount how often devices have forwarded it
 * @param isVerified whether it came from a device that the one which backed it up had verified
 * @param text the whole of it, unchanged
 */
public record BackedUpKey(
    long firstMessageIndex, long forwardedCount, boolean isVerified, JsonObject text) {

  /**
   * Whether it replaces another key of its session (Matrix client-server API, <i>Backing up
   * keys</i>; clause K11): a verified one does, or else one of an earlier message, or else one that
   * was forwarded less often.
   */
  public boolean isBetterThan(BackedUpKey other) {
    if (isVerified != other.isVerified) {
      return isVerified;
    }
    return firstMessageIndex != other.firstMessageIndex
        ? firstMessageIndex < other.firstMessageIndex
        : forwardedCount < other.forwardedCount;
  }
}
