package io.todevice.store;

import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import java.time.Duration;

/**
 * How much a store keeps for users who do not fetch it. A message that exceeds a bound is accepted,
 * and whoever takes most loses some of what waits (clauses F1, F2):
 *
 * <ul>
 *   <li>Of an inbox, or of all inboxes of a user, the sender who takes up most of it loses messages
 *       until another takes up as much.
 *   <li>Of the whole store, the user who takes most loses messages. What a user takes is counted
 *       twice and apart: what waits in all their inboxes, and what they have sent to any inbox. So
 *       nobody becomes heavy as a sender by what others do, and a flooded inbox loses what floods
 *       it.
 *   <li>A sender's oldest messages go first. The newest goes too where it is all there is.
 *   <li>Where room is made in the whole store, the messages of a device that has not read its inbox
 *       for {@code dormantAfter} count eight times.
 * </ul>
 *
 * <p>A bound holds whenever a request has been carried out. To make room once and not with every
 * message, a store may drop down to fifteen sixteenths of a bound, and of what a user takes. The
 * order of what stays is kept. Everything dropped is counted ({@link MessageStore#statistics}).
 *
 * @param messagesPerDevice how many messages wait in one inbox, at least 1
 * @param bytesPerDevice how much they may take, at least 1; a message takes at least the bytes of
 *     its content, counted in every inbox that it is in
 * @param bytesPerUser how much the messages in all inboxes of one user may take, at least 1
 * @param bytes how much the messages in all inboxes may take, at least 1
 * @param retention how long a message waits for its device, at least one minute
 * @param dormantAfter after how long without reading its inbox a device has a smaller share, at
 *     least one minute
 * @param devicesPerUser how many devices one user may sign in on, at least 1
 * @param devices how many devices all users may sign in on, at least 2. Where there are half as
 *     many, a user who has an equal share of that half or more signs in on no new one
 */
public record StoreBounds(
    int messagesPerDevice,
    long bytesPerDevice,
    long bytesPerUser,
    long bytes,
    Duration retention,
    Duration dormantAfter,
    int devicesPerUser,
    int devices) {

  /** The shortest time that messages wait for their device. */
  public static final Duration SHORTEST_RETENTION = Duration.ofMinutes(1);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one of them is below its minimum
   */
  public StoreBounds {
    if (Math.min(messagesPerDevice, devicesPerUser) < 1
        || devices < 2
        || Math.min(bytesPerDevice, Math.min(bytesPerUser, bytes)) < 1) {
      throw new IllegalArgumentException("a bound of a store is at least 1");
    }
    if (retention.compareTo(SHORTEST_RETENTION) < 0) {
      throw new IllegalArgumentException("messages wait for at least " + SHORTEST_RETENTION);
    }
    if (dormantAfter.compareTo(SHORTEST_RETENTION) < 0) {
      throw new IllegalArgumentException("no device is dormant before " + SHORTEST_RETENTION);
    }
  }

  /** The bounds that settings say. */
  public static StoreBounds of(Settings settings) {
    return new StoreBounds(
        settings.get(StorageLimits.INBOX_MESSAGES),
        settings.get(StorageLimits.INBOX_SIZE),
        settings.get(StorageLimits.USER_INBOX_SIZE),
        settings.get(StorageLimits.INBOX_MEMORY),
        settings.get(StorageLimits.INBOX_RETENTION),
        settings.get(StorageLimits.DORMANT_AFTER),
        settings.get(StorageLimits.DEVICES_PER_USER),
        settings.get(StorageLimits.MAX_DEVICES));
  }

  /** The defaults of the settings. */
  public static StoreBounds defaults() {
    return of(Settings.NONE);
  }

  /** The same with another number of messages for each device. */
  public StoreBounds withMessagesPerDevice(int count) {
    return new StoreBounds(
        count,
        bytesPerDevice,
        bytesPerUser,
        bytes,
        retention,
        dormantAfter,
        devicesPerUser,
        devices);
  }

  /** The same with another bound on one inbox, in bytes. */
  public StoreBounds withBytesPerDevice(long count) {
    return new StoreBounds(
        messagesPerDevice,
        count,
        bytesPerUser,
        bytes,
        retention,
        dormantAfter,
        devicesPerUser,
        devices);
  }

  /** The same with another bound on one user's inboxes, in bytes. */
  public StoreBounds withBytesPerUser(long count) {
    return new StoreBounds(
        messagesPerDevice,
        bytesPerDevice,
        count,
        bytes,
        retention,
        dormantAfter,
        devicesPerUser,
        devices);
  }

  /** The same with another bound on all inboxes, in bytes. */
  public StoreBounds withBytes(long count) {
    return new StoreBounds(
        messagesPerDevice,
        bytesPerDevice,
        bytesPerUser,
        count,
        retention,
        dormantAfter,
        devicesPerUser,
        devices);
  }

  /** The same with another retention. */
  public StoreBounds withRetention(Duration other) {
    return new StoreBounds(
        messagesPerDevice,
        bytesPerDevice,
        bytesPerUser,
        bytes,
        other,
        dormantAfter,
        devicesPerUser,
        devices);
  }

  /** The same with another time after which a device is dormant. */
  public StoreBounds withDormantAfter(Duration other) {
    return new StoreBounds(
        messagesPerDevice,
        bytesPerDevice,
        bytesPerUser,
        bytes,
        retention,
        other,
        devicesPerUser,
        devices);
  }

  /** The same with another number of devices for each user. */
  public StoreBounds withDevicesPerUser(int count) {
    return new StoreBounds(
        messagesPerDevice,
        bytesPerDevice,
        bytesPerUser,
        bytes,
        retention,
        dormantAfter,
        count,
        devices);
  }

  /** The same with another number of devices for all users. */
  public StoreBounds withDevices(int count) {
    return new StoreBounds(
        messagesPerDevice,
        bytesPerDevice,
        bytesPerUser,
        bytes,
        retention,
        dormantAfter,
        devicesPerUser,
        count);
  }
}
