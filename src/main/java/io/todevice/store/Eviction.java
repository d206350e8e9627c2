package io.todevice.store;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
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
 *
 * @param <M> a message
 */
public final class Eviction<M> {

  /** What of the inbox of one device is here. */
  private static final class Fill {
    private long weight;
  }

  /** The messages between one sender and one device. */
  private static final class Lane<M> {
    private final Queue<M> oldestFirst = new ArrayDeque<>(2);
    private final Fill inbox;

    /** What the inbox weighed when this lane was put into its place. It has not grown since. */
    private long rank;

    Lane(Fill inbox) {
      this.inbox = inbox;
    }
  }

  /** The messages between one sender and one recipient. */
  private static final class Part<M> {
    private final Map<Object, Lane<M>> byDevice = new HashMap<>(2);
    private final PriorityQueue<Lane<M>> lanes =
        new PriorityQueue<>(1, Comparator.comparingLong((Lane<M> lane) -> lane.rank).reversed());
    private long weight;

    void put(Lane<M> lane) {
      lane.rank = lane.inbox.weight;
      lanes.add(lane);
    }

    /** Takes out the lane to the fullest inbox: others may have emptied some meanwhile. */
    Lane<M> takeFullest() {
      Lane<M> lane = lanes.remove();
      while (lane.rank > lane.inbox.weight) {
        put(lane);
        lane = lanes.remove();
      }
      return lane;
    }
  }

  private final Map<Object, Part<M>> parts = new HashMap<>();
  private final Map<Object, Fill> inboxes = new HashMap<>();
  private final Function<M, ?> other;
  private final Function<M, ?> device;
  private final ToLongFunction<M> weight;

  /**
   * Of no messages yet.
   *
   * @param other who is at the other end of a message: the sender of what waits for a user, the
   *     recipient of what a user has sent
   * @param device the device that a message waits for
   * @param weight how much a message counts for
   */
  public Eviction(Function<M, ?> other, Function<M, ?> device, ToLongFunction<M> weight) {
    this.other = other;
    this.device = device;
    this.weight = weight;
  }

  /**
   * Evicts.
   *
   * @param isEnough asked before each message
   * @param evict removes a message from its inbox and counts it
   */
  public void run(BooleanSupplier isEnough, Consumer<M> evict) {
    PriorityQueue<Part<M>> heaviest =
        new PriorityQueue<>(Comparator.comparingLong((Part<M> part) -> part.weight).reversed());
    for (Part<M> part : parts.values()) {
      part.byDevice.values().forEach(part::put);
      heaviest.add(part);
    }
    while (!heaviest.isEmpty() && !isEnough.getAsBoolean()) {
      Part<M> part = heaviest.remove();
      Lane<M> lane = part.takeFullest();
      M message = lane.oldestFirst.remove();
      long messageWeight = weight.applyAsLong(message);
      evict.accept(message);
      lane.inbox.weight -= messageWeight;
      part.weight -= messageWeight;
      if (!lane.oldestFirst.isEmpty()) {
        part.put(lane);
      }
      if (!part.lanes.isEmpty()) {
        heaviest.add(part);
      }
    }
  }

  /** Adds a message that is younger than those added before for its device. */
  public void add(M message) {
    long messageWeight = weight.applyAsLong(message);
    Part<M> part = parts.computeIfAbsent(other.apply(message), key -> new Part<>());
    Object inbox = device.apply(message);
    Lane<M> lane =
        part.byDevice.computeIfAbsent(
            inbox, key -> new Lane<>(inboxes.computeIfAbsent(key, any -> new Fill())));
    lane.oldestFirst.add(message);
    lane.inbox.weight += messageWeight;
    part.weight += messageWeight;
  }
}
