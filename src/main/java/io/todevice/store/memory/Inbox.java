package io.todevice.store.memory;

import io.todevice.domain.ToDeviceMessage;
import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import io.todevice.store.PageSize;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a device has not acknowledged, in order of arrival. Guarded by the lock of its
 * user's shard.
 */
final class Inbox {

  private final long id;
  private final ByteCount bytes;
  private long last;

  /** Null while there is nothing, so that neither a quiet device nor a drained one costs much. */
  private @Nullable Deque<WaitingMessage> pending;

  /**
   * An empty inbox with an ID that no other inbox has.
   *
   * @param userBytes what the inboxes of the same user take
   */
  Inbox(long id, ByteCount userBytes) {
    this.id = id;
    this.bytes = new ByteCount(userBytes);
  }

  long id() {
    return id;
  }

  /** How many messages wait. */
  int size() {
    return pending == null ? 0 : pending.size();
  }

  /** What they take in memory, estimated. */
  long bytes() {
    return bytes.value();
  }

  /**
   * Adds a message.
   *
   * @param now in milliseconds since the epoch
   */
  void add(ToDeviceMessage message, long now) {
    Deque<WaitingMessage> queue = pending;
    if (queue == null) {
      queue = new ArrayDeque<>(2);
      pending = queue;
    }
    WaitingMessage waiting = new WaitingMessage(++last, now, message);
    queue.addLast(waiting);
    bytes.add(waiting.bytes());
  }

  /** Whether a read of this inbox can have given out the position, so that it acknowledges. */
  boolean has(InboxPosition position) {
    return position.inbox() == id && position.sequence() >= 0 && position.sequence() <= last;
  }

  /** Drops everything up to and including a number. */
  void acknowledge(long sequence) {
    if (sequence >= last) {
      clear();
      return;
    }
    Deque<WaitingMessage> queue = pending;
    while (queue != null && queue.getFirst().sequence() <= sequence) {
      bytes.add(-queue.removeFirst().bytes());
    }
  }

  /** Drops what came before a time, in milliseconds since the epoch; returns how many that were. */
  int dropOlderThan(long time) {
    int before = size();
    Deque<WaitingMessage> queue = pending;
    while (queue != null && !queue.isEmpty() && queue.getFirst().arrivedAt() < time) {
      bytes.add(-queue.removeFirst().bytes());
    }
    if (queue != null && queue.isEmpty()) {
      pending = null;
    }
    return before - size();
  }

  /**
   * Drops messages until there are no more than these bounds allow, but never the newest; returns
   * how many that were. {@link Eviction} says which.
   */
  int shrink(int maxMessages, long maxBytes) {
    Deque<WaitingMessage> queue = pending;
    int before = size();
    if (queue == null || before < 2) {
      return 0;
    }
    Deque<WaitingMessage> kept =
        Eviction.remaining(queue, before - maxMessages, bytes.value() - maxBytes);
    long keptBytes = 0;
    for (WaitingMessage message : kept) {
      keptBytes += message.bytes();
    }
    bytes.add(keptBytes - bytes.value());
    pending = kept;
    return before - kept.size();
  }

  /** Drops everything. */
  void clear() {
    pending = null;
    bytes.add(-bytes.value());
  }

  /** The first messages that are there, one at least and otherwise no more than {@code size}. */
  InboxPage read(PageSize size) {
    Deque<WaitingMessage> queue = pending;
    if (queue == null) {
      return new InboxPage(List.of(), new InboxPosition(id, last), true);
    }
    List<ToDeviceMessage> messages = new ArrayList<>(Math.min(size.messages(), queue.size()));
    long next = 0;
    long left = size.bytes();
    for (WaitingMessage waiting : queue) {
      left -= waiting.message().content().size();
      if (messages.size() == size.messages() || left < 0 && !messages.isEmpty()) {
        break;
      }
      messages.add(waiting.message());
      next = waiting.sequence();
    }
    return new InboxPage(messages, new InboxPosition(id, next), messages.size() == queue.size());
  }
}
