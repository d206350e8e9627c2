package io.todevice.store.memory;

import io.todevice.domain.ToDeviceMessage;

/**
 * A message in an inbox.
 *
 * @param sequence its number there
 * @param arrivedAt in milliseconds since the epoch
 */
record WaitingMessage(long sequence, long arrivedAt, ToDeviceMessage message) {

  /** Roughly what the objects of one message take beside the bytes of its content. */
  private static final long OVERHEAD_BYTES = 160;

  /** What it takes in memory, estimated. */
  long bytes() {
    return OVERHEAD_BYTES + message.content().size();
  }

  /** Keyed by string for the reason given at {@link Shard}. */
  String sender() {
    return message.sender().value();
  }
}
