package io.todevice.store;

import java.time.Duration;

/**
 * How much a store keeps for users who do not fetch it. A message that is sent is always kept, and
 * what waited before gives way:
 *
 * <ul>
 *   <li>In an inbox that is over a bound, the sender who takes up most of it loses the oldest of
 *       their messages, so that nobody can push other people's messages out by sending many.
 *   <li>Where the inboxes of one user are over their bound together, the fullest of them gives way,
 *       which is that of a device nobody uses any more.
 *   <li>Where all inboxes together are over their bound, the fullest inbox of the user who takes up
 *       most gives way.
 * </ul>
 *
 * <p>The newest message of an inbox never gives way, so a bound may be passed by one message for
 * each device. To make room once and not with every message, a store may drop down to fifteen
 * sixteenths of a bound. The order of what stays is kept. Everything dropped is counted ({@link
 * MessageStore#statistics}).
 *
 * @param messagesPerDevice how many messages wait in one inbox, at least 1
 * @param bytesPerDevice how much they may take, at least 1; a message takes at least the bytes of
 *     its content, counted in every inbox that it is in
 * @param bytesPerUser how much the messages in all inboxes of one user may take, at least 1
 * @param bytes how much the messages in all inboxes may take, at least 1; a store may give each of
 *     its parts an equal share of it
 * @param retention how long a message waits for its device, at least one minute
 * @param devicesPerUser how many devices one user may sign in on, at least 1
 */
public record StoreBounds(
    int messagesPerDevice,
    long bytesPerDevice,
    long bytesPerUser,
    long bytes,
    Duration retention,
    int devicesPerUser) {

  /** The shortest time that messages wait for their device. */
  public static final Duration SHORTEST_RETENTION = Duration.ofMinutes(1);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one of them is below its minimum
   */
  public StoreBounds {
    if (Math.min(messagesPerDevice, devicesPerUser) < 1
        || Math.min(bytesPerDevice, Math.min(bytesPerUser, bytes)) < 1) {
      throw new IllegalArgumentException("a bound of a store is at least 1");
    }
    if (retention.compareTo(SHORTEST_RETENTION) < 0) {
      throw new IllegalArgumentException("messages wait for at least " + SHORTEST_RETENTION);
    }
  }

  /**
   * 50,000 messages and 32 MiB for a device, 64 MiB for a user, half of the heap for all; 90 days;
   * 1,000 devices.
   */
  public static StoreBounds defaults() {
    return new StoreBounds(
        50_000,
        32L << 20,
        64L << 20,
        Math.max(1, Runtime.getRuntime().maxMemory() / 2),
        Duration.ofDays(90),
        1_000);
  }

  /** The same with another number of messages for each device. */
  public StoreBounds withMessagesPerDevice(int count) {
    return new StoreBounds(count, bytesPerDevice, bytesPerUser, bytes, retention, devicesPerUser);
  }

  /** The same with another bound on one inbox, in bytes. */
  public StoreBounds withBytesPerDevice(long count) {
    return new StoreBounds(
        messagesPerDevice, count, bytesPerUser, bytes, retention, devicesPerUser);
  }

  /** The same with another bound on one user's inboxes, in bytes. */
  public StoreBounds withBytesPerUser(long count) {
    return new StoreBounds(
        messagesPerDevice, bytesPerDevice, count, bytes, retention, devicesPerUser);
  }

  /** The same with another bound on all inboxes, in bytes. */
  public StoreBounds withBytes(long count) {
    return new StoreBounds(
        messagesPerDevice, bytesPerDevice, bytesPerUser, count, retention, devicesPerUser);
  }

  /** The same with another retention. */
  public StoreBounds withRetention(Duration other) {
    return new StoreBounds(
        messagesPerDevice, bytesPerDevice, bytesPerUser, bytes, other, devicesPerUser);
  }

  /** The same with another number of devices for each user. */
  public StoreBounds withDevicesPerUser(int count) {
    return new StoreBounds(
        messagesPerDevice, bytesPerDevice, bytesPerUser, bytes, retention, count);
  }
}
