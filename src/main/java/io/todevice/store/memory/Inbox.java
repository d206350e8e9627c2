package io.todevice.store.memory;

import io.todevice.domain.ToDeviceMessage;
import io.todevice.store.Eviction;
import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import io.todevice.store.PageSize;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a device has not acknowledged, in order of arrival. Guarded by the lock of its
 * user's shard.
 */
final class Inbox implements Iterable<WaitingMessage> {

  /** How much more a message counts for that waits for a dormant device. */
  static final int DORMANT_WEIGHT = 8;

  private final long id;
  private final UserInboxes usage;
  private long lastSequence;
  private int size;
  private long bytes;
  private boolean isDormant;
  private @Nullable WaitingMessage first;
  private @Nullable WaitingMessage last;

  /**
   * An empty inbox with an ID that no other inbox has.
   *
   * @param usage what the inboxes of the same user take
   */
  Inbox(long id, UserInboxes usage) {
    this.id = id;
    this.usage = usage;
  }

  /** Which messages of inboxes of one user, whose shard is locked, are evicted. */
  static Eviction<WaitingMessage> eviction(Iterable<Inbox> inboxes) {
    Eviction<WaitingMessage> eviction =
        new Eviction<>(WaitingMessage::sender, WaitingMessage::device, WaitingMessage::weight);
    inboxes.forEach(inbox -> inbox.forEach(eviction::add));
    return eviction;
  }

  /** How many messages wait. */
  int size() {
    return size;
  }

  /** What they take in memory, estimated. */
  long bytes() {
    return bytes;
  }

  /** What the inboxes of the same user take. */
  UserInboxes usage() {
    return usage;
  }

  /** How much messages of this inbox count for where room is made for others. */
  long weight(long messageBytes) {
    return isDormant ? messageBytes * DORMANT_WEIGHT : messageBytes;
  }

  /** Whether the device has not read for long, so that its messages count for more. */
  void setDormant(boolean dormant) {
    if (dormant != isDormant) {
      long before = weight(bytes);
      isDormant = dormant;
      usage.add(weight(bytes) - before);
    }
  }

  /**
   * Adds a message.
   *
   * @param device the device of this inbox
   * @param now in milliseconds, by the store's clock
   */
  void add(MemoryDevice device, Outbox sender, ToDeviceMessage message, long now) {
    WaitingMessage added = new WaitingMessage(device, sender, ++lastSequence, now, message);
    WaitingMessage before = last;
    added.previousInInbox = before;
    if (before == null) {
      first = added;
    } else {
      before.nextInInbox = added;
    }
    last = added;
    count(added, 1);
    sender.append(added);
  }

  /** Removes a message of this inbox. */
  void remove(WaitingMessage message) {
    WaitingMessage before = message.previousInInbox;
    WaitingMessage after = message.nextInInbox;
    if (before == null) {
      first = after;
    } else {
      before.nextInInbox = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previousInInbox = before;
    }
    message.previousInInbox = null;
    message.nextInInbox = null;
    message.isWaiting = false;
    message.sender().remove(message);
    count(message, -1);
  }

  private void count(WaitingMessage message, int sign) {
    long difference = sign * message.bytes();
    size += sign;
    bytes += difference;
    usage.add(difference, weight(difference));
  }

  /** Whether a read of this inbox can have given out the position, so that it acknowledges. */
  boolean has(InboxPosition position) {
    return position.inbox() == id
        && position.sequence() >= 0
        && position.sequence() <= lastSequence;
  }

  /** Drops everything up to and including a number. */
  void acknowledge(long sequence) {
    for (WaitingMessage oldest = first;
        oldest != null && oldest.sequence() <= sequence;
        oldest = first) {
      remove(oldest);
    }
  }

  /** Drops what came before a time, by the store's clock; returns how many that were. */
  int dropOlderThan(long time) {
    int before = size;
    for (WaitingMessage oldest = first;
        oldest != null && oldest.arrivedAt() < time;
        oldest = first) {
      remove(oldest);
    }
    return before - size;
  }

  /** Drops everything. */
  void clear() {
    acknowledge(lastSequence);
  }

  /** The first messages that are there, one at least and otherwise no more than {@code page}. */
  InboxPage read(PageSize page) {
    if (first == null) {
      return new InboxPage(List.of(), new InboxPosition(id, lastSequence), true);
    }
    List<ToDeviceMessage> messages = new ArrayList<>(Math.min(page.messages(), size));
    long next = 0;
    long left = page.bytes();
    for (WaitingMessage waiting : this) {
      left -= waiting.message().content().size();
      if (messages.size() == page.messages() || (left < 0 && !messages.isEmpty())) {
        break;
      }
      messages.add(waiting.message());
      next = waiting.sequence();
    }
    return new InboxPage(messages, new InboxPosition(id, next), messages.size() == size);
  }

  /** The messages in order of arrival, as long as none is removed. */
  @Override
  public Iterator<WaitingMessage> iterator() {
    return new Iterator<>() {
      private @Nullable WaitingMessage next = first;

      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public WaitingMessage next() {
        WaitingMessage result = next;
        if (result == null) {
          throw new NoSuchElementException();
        }
        next = result.nextInInbox;
        return result;
      }
    };
  }
}
