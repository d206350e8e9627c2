package io.todevice.store.memory;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Which of a user's messages are evicted. Of what waits for them, those of the sender who takes up
 * most of it, until another takes up as much; of what they have sent, those to the recipient who
 * has most of it. Of these the ones in the fullest inbox, and there the oldest. So a sender of many
 * messages pushes out their own, and the newest goes last.
 *
 * <p>Passes over all messages once, however many are evicted.
 */
final class Eviction {

  /** The messages between one sender and one device. */
  private static final class Lane {
    private final Queue<WaitingMessage> oldestFirst = new ArrayDeque<>(2);
    private long weight;
  }

  /** The messages between one sender and one recipient. */
  private static final class Part {
    private final IdentityHashMap<MemoryDevice, Lane> byDevice = new IdentityHashMap<>(2);
    private final PriorityQueue<Lane> heaviest =
        new PriorityQueue<>(1, Comparator.comparingLong((Lane lane) -> lane.weight).reversed());
    private long weight;
  }

  private final IdentityHashMap<Usage, Part> parts = new IdentityHashMap<>();
  private final Function<WaitingMessage, Usage> other;
  private final ToLongFunction<WaitingMessage> weight;

  private Eviction(Function<WaitingMessage, Usage> other, ToLongFunction<WaitingMessage> weight) {
    this.other = other;
    this.weight = weight;
  }

  /** Of messages in inboxes of one user, whose shard is locked. */
  static Eviction ofInboxes(Iterable<Inbox> inboxes) {
    Eviction eviction = new Eviction(WaitingMessage::sender, WaitingMessage::weight);
    inboxes.forEach(inbox -> inbox.forEach(eviction::add));
    return eviction;
  }

  /** Of messages that one user has sent. */
  static Eviction ofSent(Iterable<WaitingMessage> messages) {
    Eviction eviction = new Eviction(WaitingMessage::recipient, WaitingMessage::bytes);
    messages.forEach(eviction::add);
    return eviction;
  }

  /**
   * Evicts.
   *
   * @param isEnough asked before each message
   * @param evict removes a message from its inbox and counts it
   */
  void run(BooleanSupplier isEnough, Consumer<WaitingMessage> evict) {
    PriorityQueue<Part> heaviest =
        new PriorityQueue<>(Comparator.comparingLong((Part part) -> part.weight).reversed());
    for (Part part : parts.values()) {
      part.heaviest.addAll(part.byDevice.values());
      heaviest.add(part);
    }
    while (!heaviest.isEmpty() && !isEnough.getAsBoolean()) {
      Part part = heaviest.remove();
      Lane lane = part.heaviest.remove();
      WaitingMessage message = lane.oldestFirst.remove();
      long messageWeight = weight.applyAsLong(message);
      evict.accept(message);
      lane.weight -= messageWeight;
      part.weight -= messageWeight;
      if (!lane.oldestFirst.isEmpty()) {
        part.heaviest.add(lane);
      }
      if (!part.heaviest.isEmpty()) {
        heaviest.add(part);
      }
    }
  }

  private void add(WaitingMessage message) {
    long messageWeight = weight.applyAsLong(message);
    Part part = parts.computeIfAbsent(other.apply(message), key -> new Part());
    Lane lane = part.byDevice.computeIfAbsent(message.device(), key -> new Lane());
    lane.oldestFirst.add(message);
    lane.weight += messageWeight;
    part.weight += messageWeight;
  }
}
