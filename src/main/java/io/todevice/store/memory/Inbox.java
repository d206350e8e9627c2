package io.todevice.store.memory;

import io.todevice.domain.ToDeviceMessage;
import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a device has not acknowledged. Guarded by the lock of its user's shard.
 *
 * <p>Numbers are given without gaps and messages leave from the front only, so that the number of
 * the last one and the length say every message's number.
 */
final class Inbox {

  private final long id;
  private long last;

  /** Null while there is nothing, so that neither a quiet device nor a drained one costs much. */
  private @Nullable Deque<ToDeviceMessage> pending;

  /** An empty inbox with an ID that no other inbox has. */
  Inbox(long id) {
    this.id = id;
  }

  long id() {
    return id;
  }

  void add(ToDeviceMessage message) {
    Deque<ToDeviceMessage> queue = pending;
    if (queue == null) {
      queue = new ArrayDeque<>(2);
      pending = queue;
    }
    queue.addLast(message);
    last++;
  }

  /** Whether a reader of this inbox may stand there. */
  boolean has(InboxPosition position) {
    return position.inbox() == id && position.sequence() >= 0 && position.sequence() <= last;
  }

  /** Drops everything up to and including a number. */
  void acknowledge(long sequence) {
    Deque<ToDeviceMessage> queue = pending;
    if (queue == null) {
      return;
    }
    if (sequence >= last) {
      pending = null;
      return;
    }
    for (long passed = passed(); passed < sequence; passed++) {
      queue.removeFirst();
    }
  }

  /** The first messages that are there, at most {@code limit}. */
  InboxPage.Messages read(int limit) {
    Deque<ToDeviceMessage> queue = pending;
    if (queue == null) {
      return new InboxPage.Messages(List.of(), new InboxPosition(id, last), true);
    }
    List<ToDeviceMessage> messages = new ArrayList<>(Math.min(limit, queue.size()));
    for (ToDeviceMessage message : queue) {
      if (messages.size() == limit) {
        break;
      }
      messages.add(message);
    }
    InboxPosition next = new InboxPosition(id, passed() + messages.size());
    return new InboxPage.Messages(messages, next, messages.size() == queue.size());
  }

  /** The number of the last message that is gone. */
  private long passed() {
    return pending == null ? last : last - pending.size();
  }
}
