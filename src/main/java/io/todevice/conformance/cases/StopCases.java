package io.todevice.conformance.cases;

import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.LongPoll;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.ServerStop;
import io.todevice.conformance.suite.TestDevice;
import io.todevice.threads.Daemons;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What becomes of a request that waits when the server is stopped (clause R6). */
final class StopCases {

  private static final Duration WAIT = Duration.ofSeconds(60);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

  private StopCases() {}

  static List<ConformanceCase> list() {
    return new Section(Places.SYNC)
        .should(
            "R6.waiting-sync-answered",
            "a server that is stopped answers the syncs that wait",
            StopCases::waitingSyncAnswered,
            Capability.SERVER_STOP)
        .cases();
  }

  private static void waitingSyncAnswered(CaseContext context) throws Exception {
    ServerStop stop = context.target().stop().orElseThrow();
    TestDevice device = context.newUser();
    String since = LongPoll.settle(context, device);
    ExecutorService executor = Executors.newSingleThreadExecutor(Daemons.named("conformance-stop"));
    try (LongPoll sync = LongPoll.beginAndLook(context, device, since, WAIT)) {
      CompletableFuture<Void> stopping = begin(stop, executor);
      long began = System.nanoTime();
      // A server that can't be stopped would let the sync wait to its end.
      CompletableFuture.anyOf(sync.reply(), stopping).exceptionally(failure -> null).join();
      if (stopping.isCompletedExceptionally()) {
        expectStopped(context, stopping);
      }
      Reply reply = sync.getAny();
      Duration after = Duration.ofNanos(System.nanoTime() - began);
      if (reply.status() == 200) {
        Numbered.expect(reply).getNextBatch();
      } else {
        reply.expectErrorBody();
      }
      reply.expect(
          after.compareTo(LONGEST_STOP) < 0,
          "an answer when the server is stopped",
          "it came after " + after.toSeconds() + " s");
      expectStopped(context, stopping);
    } finally {
      executor.shutdownNow();
    }
  }

  private static CompletableFuture<Void> begin(ServerStop stop, Executor executor) {
    CompletableFuture<Void> stopping = new CompletableFuture<>();
    executor.execute(
        () -> {
          try {
            stop.stop();
            stopping.complete(null);
          } catch (Exception e) {
            stopping.completeExceptionally(e);
          }
        });
    return stopping;
  }

  private static void expectStopped(CaseContext context, CompletableFuture<Void> stopping)
      throws InterruptedException {
    try {
      stopping.get(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw context.unmet(
          "a server that is stopped within " + LONGEST_STOP.toSeconds() + " s", "it is not yet");
    } catch (ExecutionException e) {
      throw context.unmet(
          "a server that can be stopped as the kit was told",
          String.valueOf(Objects.requireNonNullElse(e.getCause(), e).getMessage()));
    }
  }
}
