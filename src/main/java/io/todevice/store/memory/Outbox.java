package io.todevice.store.memory;

import io.todevice.store.DropReason;
import io.todevice.store.Eviction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one user has sent and nobody has fetched, in whosever inboxes it waits, the oldest first.
 * The one who sends is charged for it here, so that nobody becomes heavy by what others send them.
 * Safe for use by many threads.
 */
final class Outbox extends Usage {

  private final Shards shards;
  private @Nullable WaitingMessage first;
  private @Nullable WaitingMessage last;

  /** Nothing sent. */
  Outbox(Shards shards) {
    super(shards.inboxBound());
    this.shards = shards;
  }

  /** Adds a message that has just come into an inbox. */
  synchronized void append(WaitingMessage message) {
    WaitingMessage before = last;
    message.previousOfSender = before;
    if (before == null) {
      first = message;
    } else {
      before.nextOfSender = message;
    }
    last = message;
    add(message.bytes());
  }

  /** Removes a message that has left its inbox. */
  synchronized void remove(WaitingMessage message) {
    WaitingMessage before = message.previousOfSender;
    WaitingMessage after = message.nextOfSender;
    if (before == null) {
      first = after;
    } else {
      before.nextOfSender = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previousOfSender = before;
    }
    message.previousOfSender = null;
    message.nextOfSender = null;
    add(-message.bytes());
  }

  synchronized boolean isEmpty() {
    return first == null;
  }

  private synchronized List<WaitingMessage> list() {
    List<WaitingMessage> all = new ArrayList<>();
    for (WaitingMessage message = first; message != null; message = message.nextOfSender) {
      all.add(message);
    }
    return all;
  }

  @Override
  long evict(long weight, long bytes) {
    long before = weight();
    long[] freed = new long[1];
    Eviction<WaitingMessage> eviction =
        new Eviction<>(WaitingMessage::recipient, WaitingMessage::device, WaitingMessage::bytes);
    list().forEach(eviction::add);
    eviction.run(
        () -> freed[0] >= bytes || before - weight() >= weight,
        message -> freed[0] += evict(message));
    return freed[0];
  }

  /** Removes a message unless its device has read it meanwhile; returns how much became free. */
  private long evict(WaitingMessage message) {
    try (LockedShards locked = shards.lock(message.device().address().user())) {
      if (!message.isWaiting) {
        return 0;
      }
      shards.drops().evict(locked, message, DropReason.STORE_FULL);
      return message.bytes();
    }
  }
}
