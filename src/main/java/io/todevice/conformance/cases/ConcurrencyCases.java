package io.todevice.conformance.cases;

import static io.todevice.conformance.cases.Numbered.TYPE;

import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.LongPoll;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import io.todevice.conformance.suite.ToDeviceMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Many who write while one reads, and how soon it is read (clauses D7 and D8). */
final class ConcurrencyCases {

  private static final int SENDERS = 6;
  private static final int EACH = 20;
  private static final int SEND_AND_SYNC = 50;
  private static final int WAKE_UPS = 10;
  private static final Duration MEDIAN = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofSeconds(3);

  private ConcurrencyCases() {}

  static List<ConformanceCase> list() {
    return new Section(Places.TO_DEVICE_SYNC)
        .should(
            "D7.late-writer",
            "a device that acknowledges while " + SENDERS + " users send misses nothing",
            ConcurrencyCases::lateWriter)
        .should(
            "D8.sent-is-seen",
            "a sync sees what a send answered before it",
            ConcurrencyCases::sentIsSeen)
        .should(
            "D8.wait-in-milliseconds",
            "half of " + WAKE_UPS + " waits end within " + MEDIAN.toMillis() + " ms after the send",
            ConcurrencyCases::waitInMilliseconds)
        .cases();
  }

  private static void lateWriter(CaseContext context) {
    TestDevice receiver = context.newUser();
    String since = receiver.sync().getNextBatch();
    List<TestDevice> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      senders.add(context.newUser());
    }
    List<CompletableFuture<Reply>> sending =
        senders.stream().map(sender -> sendAfter(context, sender, receiver, 1)).toList();
    CompletableFuture<Void> allSent =
        CompletableFuture.allOf(sending.toArray(CompletableFuture<?>[]::new));
    List<ToDeviceMessage> came = new ArrayList<>();
    while (!allSent.isDone()) {
      Reply reply = receiver.sync(since);
      came.addAll(reply.getMessages());
      since = reply.getNextBatch();
    }
    sending.forEach(context::get);
    came.addAll(receiver.drain(since, SENDERS * EACH - came.size()));
    for (TestDevice sender : senders) {
      List<Integer> numbers =
          Numbered.of(came.stream().filter(each -> each.sender().equals(sender.userId())).toList());
      context.expect(
          numbers.equals(Numbered.range(1, EACH)),
          "of " + sender + " the messages 1 to " + EACH + " in order, each once",
          "came " + numbers);
    }
  }

  /** Sends one number after the other, each when the one before it was answered. */
  private static CompletableFuture<Reply> sendAfter(
      CaseContext context, TestDevice sender, TestDevice receiver, int number) {
    return context
        .sendLater(
            sender.sendRequest(TYPE, context.newTransactionId(), Numbered.to(receiver, number)))
        .thenApply(Reply::expectEmptyObject)
        .thenCompose(
            reply ->
                number == EACH
                    ? CompletableFuture.completedFuture(reply)
                    : sendAfter(context, sender, receiver, number + 1));
  }

  private static void sentIsSeen(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    String since = receiver.sync().getNextBatch();
    for (int number = 1; number <= SEND_AND_SYNC; number++) {
      Numbered.send(sender, receiver, number);
      since = Numbered.expect(receiver.sync(since), number).getNextBatch();
    }
  }

  private static void waitInMilliseconds(CaseContext context) throws InterruptedException {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    String since = LongPoll.settle(context, receiver);
    List<Long> waits = new ArrayList<>();
    for (int number = 1; number <= WAKE_UPS; number++) {
      try (LongPoll sync = LongPoll.beginAndLook(context, receiver, since, LONG)) {
        Numbered.send(sender, receiver, number);
        long sent = System.nanoTime();
        Reply reply = sync.get();
        waits.add(Duration.ofNanos(System.nanoTime() - sent).toMillis());
        since = Numbered.expect(reply, number).getNextBatch();
      }
    }
    long median = waits.stream().sorted().skip(WAKE_UPS / 2).findFirst().orElseThrow();
    context.expect(
        median < MEDIAN.toMillis(),
        "half of the waits end within " + MEDIAN.toMillis() + " ms after the send",
        "they took " + waits + " ms");
  }
}
