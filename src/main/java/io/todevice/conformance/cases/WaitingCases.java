package io.todevice.conformance.cases;

import static io.todevice.conformance.cases.Numbered.TYPE;

import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.LongPoll;
import io.todevice.conformance.suite.Messages;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Syncs that wait for a message (clause D4). */
final class WaitingCases {

  private static final Duration LONG = Duration.ofSeconds(10);

  /** Much less than {@link #LONG}, and enough for a loaded machine. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private static final int ABANDONED = 30;

  /** Few, so that those which arrive late do not end the one that is looked at. */
  private static final int TOGETHER = 5;

  private WaitingCases() {}

  static List<ConformanceCase> list() {
    return new Section(Places.SYNC)
        .must(
            "D4.wakes-at-once",
            "a sync that waits answers when a message arrives",
            WaitingCases::wakesAtOnce)
        .should(
            "D4.not-cached",
            "the same sync again shows newer messages and no acknowledged ones",
            WaitingCases::notCached)
        .should(
            "D4.two-waiting",
            "two syncs of a device that wait at once lose nothing",
            WaitingCases::twoWaiting)
        .must(
            "D4.wakes-all-devices",
            "a message to * wakes every device of the user that waits",
            WaitingCases::wakesAllDevices,
            Capability.NEW_DEVICES)
        .should(
            "D4.abandoned-sync",
            "a device that gave up many syncs is still woken",
            WaitingCases::abandonedSyncs)
        .cases();
  }

  private static void wakesAtOnce(CaseContext context) throws InterruptedException {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    wake(context, sender, receiver, 1);
  }

  private static void wake(CaseContext context, TestDevice sender, TestDevice receiver, int number)
      throws InterruptedException {
    String since = LongPoll.settle(context, receiver);
    try (LongPoll sync = LongPoll.beginAndLook(context, receiver, since, LONG)) {
      Numbered.send(sender, receiver, number);
      expectSoon(sync, System.nanoTime(), number);
    }
  }

  private static void expectSoon(LongPoll sync, long sent, int number) {
    Reply reply = sync.get();
    Duration after = Duration.ofNanos(System.nanoTime() - sent);
    Numbered.expect(reply, number);
    reply.expect(
        after.compareTo(SOON) < 0,
        "an answer within " + SOON.toMillis() + " ms after the send",
        "it came after " + after.toMillis() + " ms");
  }

  private static void notCached(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    String since = receiver.syncEqually("").getNextBatch();
    Numbered.expect(receiver.syncEqually(since));
    Numbered.send(sender, receiver, 1);
    Numbered.expectFrom(receiver, since, 1);
    Reply shown = Numbered.expect(receiver.syncEqually(since), 1);
    Numbered.send(sender, receiver, 2);
    Numbered.expectFrom(receiver, since, 1, 2);
    Numbered.expect(receiver.syncEqually(since), 1, 2);
    Numbered.expect(receiver.syncEqually(shown.getNextBatch()), 2);
    Numbered.expect(receiver.syncEqually(since), 2);
  }

  /** Each of the two may have the message, or both. */
  private static void twoWaiting(CaseContext context) throws InterruptedException {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    String since = LongPoll.settle(context, receiver);
    try (LongPoll first = LongPoll.beginAndLook(context, receiver, since, LONG);
        LongPoll second = LongPoll.begin(context, receiver, since, LONG)) {
      Numbered.send(sender, receiver, 1);
      long sent = System.nanoTime();
      // A sync that ends empty, because the server lets only one wait, is none that has it.
      CompletableFuture<?> either = CompletableFuture.anyOf(having(first), having(second));
      var unused = either.handle((reply, failure) -> true).join();
      Duration after = Duration.ofNanos(System.nanoTime() - sent);
      context.expect(
          !either.isCompletedExceptionally() && after.compareTo(SOON) < 0,
          "one of two syncs that wait has the message within " + SOON.toMillis() + " ms",
          "none had it after " + after.toMillis() + " ms");
    }
    Numbered.expectInbox(context, receiver, 1);
  }

  /** Never completes for an answer without messages, but at the end of the longest wait. */
  private static CompletableFuture<Reply> having(LongPoll sync) {
    CompletableFuture<Reply> having = new CompletableFuture<>();
    sync.reply()
        .whenComplete(
            (reply, failure) -> {
              if (reply != null
                  && reply.status() == 200
                  && !reply.getJson().at("/to_device/events").isEmpty()) {
                having.complete(reply);
              }
            });
    return having.orTimeout(LONG.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
  }

  private static void wakesAllDevices(CaseContext context) throws InterruptedException {
    TestDevice sender = context.newUser();
    TestDevice first = context.newUser();
    TestDevice second = context.newDevice(first);
    TestDevice third = context.newDevice(first);
    List<String> tokens =
        List.of(first, second, third).stream()
            .map(device -> LongPoll.settle(context, device))
            .toList();
    try (LongPoll one = LongPoll.beginAndLook(context, first, tokens.get(0), LONG);
        LongPoll two = LongPoll.beginAndLook(context, second, tokens.get(1), LONG);
        LongPoll three = LongPoll.beginAndLook(context, third, tokens.get(2), LONG)) {
      sender.send(TYPE, Messages.toAll(first.userId(), Numbered.content(1)));
      long sent = System.nanoTime();
      for (LongPoll sync : List.of(one, two, three)) {
        expectSoon(sync, sent, 1);
      }
    }
  }

  private static void abandonedSyncs(CaseContext context) throws InterruptedException {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    String since = LongPoll.settle(context, receiver);
    for (int i = 0; i < ABANDONED; i += TOGETHER) {
      abandonSome(context, receiver, since);
    }
    wake(context, sender, receiver, 1);
  }

  /** Not each needs to wait: a server may let only so many, and end the one that came first. */
  private static void abandonSome(CaseContext context, TestDevice receiver, String since)
      throws InterruptedException {
    List<LongPoll> abandoned = new ArrayList<>();
    try {
      for (int i = 0; i < TOGETHER; i++) {
        abandoned.add(LongPoll.begin(context, receiver, since, LONG));
      }
      LongPoll.letArrive();
    } finally {
      abandoned.forEach(LongPoll::close);
    }
  }
}
