package io.todevice.proof.sequences;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A device of the {@link Model}: who speaks for it, what waits for it, what it has sent. */
final class ModelDevice {

  /** How many messages one sync brings (clause D1). */
  static final int PAGE = 100;

  /** A message in the inbox. */
  record Waiting(int sequence, Instant arrived, String message) {}

  /** How far an inbox has been read. */
  record Position(int inbox, int sequence) {}

  /**
   * The tokens that are good.
   *
   * @param refresh negative where there is none
   * @param replaced the refresh token before, as long as the new tokens are unused
   */
  record Session(int access, int refresh, Optional<Integer> replaced, Optional<Instant> expires) {

    boolean isRenewedBy(int token) {
      return token == refresh || replaced.equals(Optional.of(token));
    }

    Session used() {
      return new Session(access, refresh, Optional.empty(), expires);
    }
  }

  private final int inbox;
  private final List<Waiting> waiting = new ArrayList<>();
  private final Map<String, Instant> remembered = new HashMap<>();
  private int last;
  @Nullable Session session;

  ModelDevice(int inbox) {
    this.inbox = inbox;
  }

  void deliver(String message, Instant now) {
    waiting.add(new Waiting(++last, now, message));
  }

  /** Whether a transaction is new; it is remembered. */
  boolean begin(String transaction, Instant now, Duration retention) {
    Instant before = remembered.get(transaction);
    if (before != null && now.isBefore(before.plus(retention))) {
      return false;
    }
    remembered.put(transaction, now);
    return true;
  }

  boolean has(Position position) {
    return position.inbox() == inbox;
  }

  void acknowledge(Position position) {
    waiting.removeIf(message -> message.sequence() <= position.sequence());
  }

  void dropOlderThan(Instant time) {
    waiting.removeIf(message -> message.arrived().isBefore(time));
  }

  List<Waiting> page() {
    return List.copyOf(waiting.subList(0, Math.min(PAGE, waiting.size())));
  }

  /** Where a reader of this page stands. */
  Position after(List<Waiting> page) {
    return new Position(inbox, page.isEmpty() ? last : page.get(page.size() - 1).sequence());
  }
}
