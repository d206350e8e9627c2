package io.todevice.store.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which messages of an inbox give way: the oldest of the sender who takes up most of it, and where
 * all of theirs are not enough, those of the next. So a sender of many messages pushes out their
 * own. One pass over the inbox, however many senders it has.
 */
final class Eviction {

  /** What one sender takes up. */
  private static final class Share {
    private final String sender;
    private int messages;
    private long bytes;

    Share(String sender) {
      this.sender = sender;
    }
  }

  private final Set<String> everything = new HashSet<>();
  private String oldestOnly = "";
  private int messagesOver;
  private long bytesOver;

  private Eviction(int messagesOver, long bytesOver) {
    this.messagesOver = messagesOver;
    this.bytesOver = bytesOver;
  }

  /**
   * What stays of a queue, in its order. The newest message stays always.
   *
   * @param queue not empty
   * @param messagesOver how many messages have to go; none where it is not positive
   * @param bytesOver how many bytes have to go
   */
  static Deque<WaitingMessage> remaining(
      Deque<WaitingMessage> queue, int messagesOver, long bytesOver) {
    Eviction eviction = new Eviction(messagesOver, bytesOver);
    eviction.choose(shares(queue));
    return eviction.apply(queue);
  }

  private void choose(List<Share> largestFirst) {
    for (Share share : largestFirst) {
      if (!isOver()) {
        return;
      }
      if (share.messages >= messagesOver && share.bytes >= bytesOver) {
        oldestOnly = share.sender;
        return;
      }
      everything.add(share.sender);
      messagesOver -= share.messages;
      bytesOver -= share.bytes;
    }
  }

  private Deque<WaitingMessage> apply(Deque<WaitingMessage> queue) {
    WaitingMessage newest = queue.getLast();
    Deque<WaitingMessage> kept = new ArrayDeque<>(queue.size());
    for (WaitingMessage message : queue) {
      if (message == newest || !givesWay(message)) {
        kept.addLast(message);
      }
    }
    return kept;
  }

  private boolean givesWay(WaitingMessage message) {
    if (isOver() && message.sender().equals(oldestOnly)) {
      messagesOver--;
      bytesOver -= message.bytes();
      return true;
    }
    return everything.contains(message.sender());
  }

  private boolean isOver() {
    return messagesOver > 0 || bytesOver > 0;
  }

  /** What the senders take up without the newest message, the largest first. */
  private static List<Share> shares(Deque<WaitingMessage> queue) {
    WaitingMessage newest = queue.getLast();
    Map<String, Share> bySender = new LinkedHashMap<>();
    for (WaitingMessage message : queue) {
      if (message != newest) {
        Share share = bySender.computeIfAbsent(message.sender(), Share::new);
        share.messages++;
        share.bytes += message.bytes();
      }
    }
    List<Share> shares = new ArrayList<>(bySender.values());
    shares.sort(Comparator.comparingLong((Share share) -> share.bytes).reversed());
    return shares;
  }
}
