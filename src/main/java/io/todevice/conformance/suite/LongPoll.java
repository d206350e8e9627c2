package io.todevice.conformance.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A sync that waits while the case goes on; to close it abandons it. A server may end a wait for
 * news that are no messages, such as a presence: then the wait goes on from there. Used by one
 * thread.
 */
public final class LongPoll implements AutoCloseable {

  /** How long a sync is looked at before it counts as one that waits. */
  private static final Duration FIRST_LOOK = Duration.ofMillis(250);

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int MAX_NEWS = 10;
  private static final List<String> NEWS =
      List.of(
          "/presence/events",
          "/account_data/events",
          "/device_lists/changed",
          "/device_lists/left",
          "/rooms/join",
          "/rooms/invite",
          "/rooms/leave",
          "/rooms/knock");

  private final CaseContext context;
  private final TestDevice device;
  private final Duration timeout;
  private CompletableFuture<Reply> reply;
  private int news;

  private LongPoll(
      CaseContext context, TestDevice device, Duration timeout, CompletableFuture<Reply> reply) {
    this.context = context;
    this.device = device;
    this.timeout = timeout;
    this.reply = reply;
  }

  /**
   * A token from which on a device has nothing to hear of, so that a sync from there waits.
   *
   * @throws UnmetException if there is always more
   */
  public static String settle(CaseContext context, TestDevice device) {
    String token = device.sync().getNextBatch();
    for (int i = 0; i < MAX_NEWS; i++) {
      Reply reply = device.sync(token);
      token = reply.getNextBatch();
      if (!hasNews(reply) && reply.getMessages().isEmpty()) {
        return token;
      }
    }
    throw context.unmet("a sync without news", "there were some after " + MAX_NEWS + " syncs");
  }

  /** Begins to wait, and does not look whether the server does. */
  public static LongPoll begin(
      CaseContext context, TestDevice device, String since, Duration timeout) {
    return new LongPoll(context, device, timeout, device.syncLater(since, timeout));
  }

  /** Begins to wait, and expects that it is not answered at once. */
  public static LongPoll beginAndLook(
      CaseContext context, TestDevice device, String since, Duration timeout)
      throws InterruptedException {
    LongPoll sync = begin(context, device, since, timeout);
    try {
      sync.look();
      return sync;
    } catch (RuntimeException | InterruptedException e) {
      sync.close();
      throw e;
    }
  }

  /** Gives syncs that have just begun the time to get to the server. */
  public static void letArrive() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(FIRST_LOOK.toMillis());
  }

  private void look() throws InterruptedException {
    while (true) {
      try {
        Reply early = reply.get(FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
        early.expectStatus(200);
        early.expect(
            hasNews(early),
            "a sync with nothing to tell that waits for its timeout of " + timeout,
            "it was answered after " + early.took().toMillis() + " ms");
        goOnAfter(early);
      } catch (TimeoutException stillWaits) {
        return;
      } catch (ExecutionException e) {
        context.get(reply);
      }
    }
  }

  /** The answer that has a message, or the one that came because the time was up. */
  public Reply get() {
    while (true) {
      Reply answer = context.get(reply).expectStatus(200);
      if (!answer.getMessages().isEmpty() || !hasNews(answer)) {
        return answer;
      }
      goOnAfter(answer);
    }
  }

  /** The next answer, whatever it is. */
  public Reply getAny() {
    return context.get(reply);
  }

  /** The next answer, which is expected soon and long before the timeout of the sync. */
  public Reply getSoon() throws InterruptedException {
    try {
      return reply.get(SOON.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw context.unmet(
          "an answer to the waiting sync within " + SOON.toSeconds() + " seconds",
          "there was none");
    } catch (ExecutionException e) {
      return context.get(reply);
    }
  }

  /** The answer as it will come. */
  public CompletableFuture<Reply> reply() {
    return reply;
  }

  private void goOnAfter(Reply answer) {
    news++;
    answer.expect(
        news <= MAX_NEWS, "a sync that waits", "it ended " + news + " times without a message");
    reply = device.syncLater(answer.getNextBatch(), timeout);
  }

  /** Whether an answer tells of anything but messages. */
  public static boolean hasNews(Reply answer) {
    JsonNode body = answer.getJson();
    return NEWS.stream().anyMatch(pointer -> !body.at(pointer).isEmpty());
  }

  @Override
  public void close() {
    reply.cancel(true);
  }
}
