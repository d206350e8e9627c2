package io.todevice.proof.threads;

import io.todevice.proof.Client;
import io.todevice.proof.Reply;
import io.todevice.proof.threads.Drop.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Syncs by long-polling, mostly from its latest position. Sometimes it goes back to an older one,
 * or to none, and sometimes it drops its connection.
 */
final class Receiver {

  private static final String WAITING = "&timeout=2000";
  private static final int OLD = 20;

  /** What a sync gave: its text, and how many messages stand before it in the log. */
  private record Position(String text, int count) {}

  private final Member self;
  private final Client client;

  /** Its own, because a cancelled request may take its connection along after it was answered. */
  private final Client dropping;

  private final Drop drop;
  private final Ledger ledger;
  private final Random random;
  private final Tally tally;
  private final ArrivalLog log;
  private final List<Position> positions = new ArrayList<>();
  private final List<Long> delays = new ArrayList<>();

  Receiver(
      Member self,
      Client client,
      Client dropping,
      Drop drop,
      Ledger ledger,
      Tally tally,
      Random random) {
    this.self = self;
    this.client = client;
    this.dropping = dropping;
    this.drop = drop;
    this.ledger = ledger;
    this.tally = tally;
    this.random = random;
    this.log = new ArrivalLog(self.userId() + "/" + self.device());
  }

  /** Syncs for as long as it is let, and then until nothing is left. */
  void run(BooleanSupplier goesOn) {
    sync(new Position("", 0), "");
    while (goesOn.getAsBoolean()) {
      switch (random.nextInt(20)) {
        case 0, 1 -> reread(positions.get(positions.size() - 1 - random.nextInt(positions.size())));
        case 2 -> reread(new Position("", 0));
        case 3 -> dropWhileWaiting();
        case 4 -> drop(When.AFTER_THE_REQUEST);
        case 5 -> drop(When.BEFORE_THE_ANSWER);
        default -> sync(latest(), WAITING);
      }
    }
    while (sync(latest(), "") > 0) {
      // each sync acknowledges what the one before brought
    }
  }

  /** Everything that came, in order. */
  List<Sent> arrived() {
    return log.arrived();
  }

  /** How long each message took from its first sending to here, in nanoseconds. */
  List<Long> delays() {
    return delays;
  }

  private Position latest() {
    return positions.get(positions.size() - 1);
  }

  private void reread(Position position) {
    tally.rereads.increment();
    sync(position, "");
  }

  private int sync(Position from, String more) {
    log.ask(from.count());
    return take(client.call("GET", path(from, more), self.token(), null), from);
  }

  private int take(Reply reply, Position from) {
    if (reply.status() != 200) {
      throw new AssertionError("a sync was answered " + reply.status() + " " + reply.text());
    }
    tally.syncs.increment();
    List<Sent> page =
        reply.events().stream().map(event -> ledger.get(event.sender(), event.content())).toList();
    int known = log.arrived().size();
    positions.add(new Position(reply.member("next_batch"), log.take(page, from.count())));
    if (positions.size() > OLD) {
      positions.remove(0);
    }
    long now = System.nanoTime();
    log.arrived().subList(known, log.arrived().size()).forEach(sent -> delays.add(now - sent.at()));
    return page.size();
  }

  private void dropWhileWaiting() {
    Position from = latest();
    log.ask(from.count());
    CompletableFuture<Reply> sync = dropping.begin("GET", path(from, WAITING), self.token(), null);
    try {
      take(sync.get(random.nextInt(10), TimeUnit.MILLISECONDS), from);
    } catch (TimeoutException stillWaiting) {
      sync.cancel(true);
      tally.drops.increment();
    } catch (ExecutionException cutByTheDropBefore) {
      tally.drops.increment();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts receivers", e);
    }
  }

  private void drop(When when) {
    Position from = latest();
    log.ask(from.count());
    tally.drops.increment();
    drop.get(path(from, WAITING), self.token(), when);
  }

  private static String path(Position from, String more) {
    return "sync?" + (from.text().isEmpty() ? "" : "since=" + from.text()) + more;
  }
}
