package io.todevice.store.memory;

import io.todevice.domain.ToDeviceMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message in an inbox. A link of two chains, both in order of arrival: what waits in its inbox,
 * and what its sender has waiting anywhere. The first is guarded by the lock of the recipient's
 * shard, the second by the {@link Outbox}.
 */
final class WaitingMessage {

  /** What the objects of one message take beside the bytes of its content, rounded up. */
  private static final long OVERHEAD_BYTES = 160;

  private final MemoryDevice device;
  private final Outbox sender;
  private final long sequence;
  private final long arrivedAt;
  private final ToDeviceMessage message;

  @Nullable WaitingMessage previousInInbox;
  @Nullable WaitingMessage nextInInbox;
  @Nullable WaitingMessage previousOfSender;
  @Nullable WaitingMessage nextOfSender;

  /** Whether it is still in its inbox. */
  boolean isWaiting = true;

  /**
   * A message in no chain yet.
   *
   * @param sequence its number in the inbox
   * @param arrivedAt in milliseconds, by the store's clock
   */
  WaitingMessage(
      MemoryDevice device, Outbox sender, long sequence, long arrivedAt, ToDeviceMessage message) {
    this.device = device;
    this.sender = sender;
    this.sequence = sequence;
    this.arrivedAt = arrivedAt;
    this.message = message;
  }

  MemoryDevice device() {
    return device;
  }

  Outbox sender() {
    return sender;
  }

  long sequence() {
    return sequence;
  }

  long arrivedAt() {
    return arrivedAt;
  }

  ToDeviceMessage message() {
    return message;
  }

  /** What waits for the user whose inbox it is in. */
  UserInboxes recipient() {
    return device.inbox().usage();
  }

  /** How much it counts for where room is made for others. */
  long weight() {
    return device.inbox().weight(bytes());
  }

  /** What it takes in memory, estimated. */
  long bytes() {
    return OVERHEAD_BYTES + message.content().size();
  }
}
