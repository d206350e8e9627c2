package io.todevice.conformance.cases;

import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.LongPoll;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import java.time.Duration;
import java.util.List;

/** How long a sync takes that nothing wakes, or that has no reason to wait (clause D4). */
final class TimeoutCases {

  private static final Duration SHORT = Duration.ofMillis(1500);

  /** A clock of the server may tick a little otherwise than the kit's. */
  private static final Duration EARLIEST = Duration.ofMillis(1400);

  private static final Duration LATEST = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration AT_ONCE = Duration.ofSeconds(4);
  private static final int MAX_NEWS = 10;

  private TimeoutCases() {}

  static List<ConformanceCase> list() {
    return new Section(Places.SYNC)
        .must(
            "D4.times-out",
            "a sync with a timeout answers empty when the time is up, and not before",
            TimeoutCases::timesOut)
        .must(
            "D4.no-timeout", "a sync without a timeout does not wait", TimeoutCases::withoutTimeout)
        .must("D4.full-state", "a sync with full_state=true does not wait", TimeoutCases::fullState)
        .must(
            "D4.pending-at-once",
            "a sync with a timeout shows pending messages at once",
            TimeoutCases::pendingAtOnce)
        .cases();
  }

  private static void timesOut(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    String since = LongPoll.settle(context, receiver);
    for (int i = 0; i < MAX_NEWS; i++) {
      Reply reply = context.send(receiver.syncRequest(since, SHORT)).expectStatus(200);
      Numbered.expect(reply);
      since = reply.getNextBatch();
      if (LongPoll.hasNews(reply) && reply.took().compareTo(EARLIEST) < 0) {
        continue;
      }
      reply.expect(
          reply.took().compareTo(EARLIEST) >= 0 && reply.took().compareTo(LATEST) < 0,
          "an empty answer after " + SHORT.toMillis() + " ms",
          "it came after " + reply.took().toMillis() + " ms");
      Numbered.send(sender, receiver, 1);
      Numbered.expectFrom(receiver, since, 1);
      return;
    }
    throw context.unmet("a sync without news", "there were some in " + MAX_NEWS + " syncs");
  }

  private static void withoutTimeout(CaseContext context) {
    TestDevice device = context.newUser();
    String since = LongPoll.settle(context, device);
    expectAtOnce(device.syncEqually(since));
    expectAtOnce(context.send(device.syncRequest(since, Duration.ZERO).query("timeout", "0")));
  }

  private static void fullState(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    String since = LongPoll.settle(context, receiver);
    TargetRequest request = receiver.syncRequest(since, LONG).query("full_state", "true");
    expectAtOnce(context.send(request));
    Numbered.send(sender, receiver, 1);
    Numbered.expectFrom(receiver, since, 1);
    // Another timeout: an equal request may be answered from a cache.
    TargetRequest another =
        receiver.syncRequest(since, LONG.plusSeconds(1)).query("full_state", "true");
    Numbered.expect(context.send(another), 1);
  }

  private static void pendingAtOnce(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    String since = LongPoll.settle(context, receiver);
    Numbered.send(sender, receiver, 1);
    expectAtOnce(Numbered.expect(context.send(receiver.syncRequest(since, LONG)), 1));
  }

  private static void expectAtOnce(Reply reply) {
    reply.expectStatus(200);
    reply.expect(
        reply.took().compareTo(AT_ONCE) < 0,
        "an answer at once",
        "it came after " + reply.took().toMillis() + " ms");
  }
}
