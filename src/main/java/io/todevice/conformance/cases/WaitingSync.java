package io.todevice.conformance.cases;

import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.TestDevice;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A sync that waits at the server with nothing to answer. Ends with the case. */
final class WaitingSync implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration SETTLING = Duration.ofMillis(500);
  private static final int SOON_SECONDS = 5;
  private static final int MAX_ATTEMPTS = 20;

  private final CaseContext context;
  private final CompletableFuture<Reply> reply;

  private WaitingSync(CaseContext context, CompletableFuture<Reply> reply) {
    this.context = context;
    this.reply = reply;
  }

  /**
   * A sync of {@code device} that waits.
   *
   * @param other a device whose syncs may pass the time until it does
   */
  static WaitingSync begin(CaseContext context, TestDevice device, TestDevice other) {
    String since = device.sync().getNextBatch();
    String othersSince = other.sync().getNextBatch();
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      CompletableFuture<Reply> reply = device.syncLater(since, TIMEOUT);
      othersSince = context.send(other.syncRequest(othersSince, SETTLING)).getNextBatch();
      if (!reply.isDone()) {
        return new WaitingSync(context, reply);
      }
      // Servers have other news for a new device than messages.
      since = context.get(reply).getNextBatch();
    }
    throw context.unmet(
        "a sync with a timeout that waits", "all " + MAX_ATTEMPTS + " answered at once");
  }

  /** The answer, which is expected soon and long before the timeout of the sync. */
  Reply getSoon() throws InterruptedException {
    try {
      return reply.get(SOON_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw context.unmet(
          "an answer to the waiting sync within " + SOON_SECONDS + " seconds", "there was none");
    } catch (ExecutionException e) {
      return context.get(reply);
    }
  }

  @Override
  public void close() {
    reply.cancel(true);
  }
}
