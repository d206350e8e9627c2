package io.todevice.proof.sequences;

import static org.awaitility.Awaitility.await;

import io.todevice.proof.Client;
import io.todevice.proof.ProofServer;
import io.todevice.proof.Reply;
import io.todevice.server.TodeviceServer;
import io.todevice.store.contract.ManualClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.awaitility.core.ConditionFactory;

/** One server for many runs, on a clock that only commands set forward. */
final class Bench implements AutoCloseable {

  /** Long for an answer that is due at once, on a machine that does other things as well. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Enough to find out again and again what was found out once. */
  private static final Duration LITTLE_PATIENCE = Duration.ofMillis(500);

  private final ManualClock clock = new ManualClock();
  private final TodeviceServer server;
  private final Client client;
  private Duration patience = PATIENCE;
  private int runs;

  /** With everything in memory. */
  Bench() {
    this(ProofServer::start);
  }

  /** With a server that {@code start} starts. */
  Bench(Function<InstantSource, TodeviceServer> start) {
    server = start.apply(clock);
    client = new Client(server.baseUrl());
  }

  Client client() {
    return client;
  }

  ManualClock clock() {
    return clock;
  }

  /** What tells the users of one run from those of the others. */
  String nextRun() {
    return "-" + ++runs;
  }

  /** From now on less is waited for answers that do not come. */
  void hurry() {
    patience = LITTLE_PATIENCE;
  }

  /** Returns when the server has the sync waiting, or has answered it. */
  void awaitWaitingOr(CompletableFuture<Reply> sync) {
    soon().until(() -> sync.isDone() || server.waitingSyncs() > 0);
  }

  /** Returns when the server has noticed that nobody is there any more. */
  void awaitNoneWaiting() {
    soon().until(() -> server.waitingSyncs() == 0);
  }

  /** The answer, if it comes at once. */
  Optional<Reply> awaitAnswer(CompletableFuture<Reply> sync) {
    try {
      return Optional.of(sync.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException late) {
      sync.cancel(true);
      awaitNoneWaiting();
      return Optional.empty();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("the server did not answer", e);
    }
  }

  private static ConditionFactory soon() {
    return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).atMost(PATIENCE);
  }

  @Override
  public void close() {
    server.close();
  }
}
