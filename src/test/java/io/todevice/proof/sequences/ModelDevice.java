package io.todevice.proof.sequences;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A device of the {@link Model}: who speaks for it, what waits for it, what it has sent. */
final class ModelDevice {

  /** How many messages one sync brings (clause D1). */
  static final int PAGE = 100;

  /** A message in the inbox. */
  record Waiting(int sequence, Instant arrived, String message) {}

  /** How far an inbox has been read. */
  record Position(int inbox, int sequence) {}

  /**
   * Tokens that are good.
   *
   * @param refresh negative where there is none
   */
  record Session(int access, int refresh, Optional<Instant> expires) {}

  private final int inbox;
  private final List<Waiting> waiting = new ArrayList<>();
  private final Map<String, Instant> remembered = new HashMap<>();
  private int last;
  private final List<Session> sessions = new ArrayList<>();

  ModelDevice(int inbox) {
    this.inbox = inbox;
  }

  /** The tokens in use first, and then those that they were exchanged for. */
  List<Session> sessions() {
    return sessions;
  }

  /** Ends all other tokens. */
  void use(Session session) {
    if (sessions.indexOf(session) != 0) {
      sessions.clear();
      sessions.add(session);
    }
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

  /** A position of an earlier device of the same name acknowledges nothing (clause D5). */
  void acknowledge(Position position) {
    waiting.removeIf(
        message -> position.inbox() == inbox && message.sequence() <= position.sequence());
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
