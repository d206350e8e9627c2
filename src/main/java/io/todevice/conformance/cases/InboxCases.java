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

/** What a sync shows, in which order, and when it is gone (clauses D1 to D3). */
final class InboxCases {

  private static final int MOST_AT_ONCE = 100;

  private InboxCases() {}

  static List<ConformanceCase> list() {
    return new Section(Places.TO_DEVICE_SYNC)
        .must("D1.order", "messages of one sender come in order", InboxCases::order)
        .must(
            "D1.order-of-two-senders",
            "messages that two senders send in turn come in order",
            InboxCases::orderOfTwoSenders)
        .should(
            "D1.at-most-100",
            "a sync shows at most 100 messages, and the next ones show the rest in order",
            InboxCases::atMost100)
        .must(
            "D1.large-backlog",
            "250 pending messages come in order, none of them lost or doubled",
            InboxCases::largeBacklog)
        .must(
            "D1.pending-first-sync",
            "the first sync of a device shows what was sent before it",
            InboxCases::pendingFirstSync)
        .must(
            "D2.kept-until-acknowledged",
            "a sync from the same place shows unacknowledged messages again",
            InboxCases::keptUntilAcknowledged)
        .must(
            "D2.acknowledged-gone",
            "what is acknowledged does not come again",
            InboxCases::acknowledgedGone)
        .must(
            "D2.lost-response",
            "a message whose sync was cut off comes again",
            InboxCases::lostResponse)
        .must(
            "D2.new-beside-unacknowledged",
            "a sync from the same place shows old and new messages in order",
            InboxCases::newBesideUnacknowledged)
        .must(
            "D3.per-device",
            "what one device acknowledges stays for another",
            InboxCases::perDevice,
            Capability.NEW_DEVICES)
        .must(
            "D3.passed-token-brings-nothing-back",
            "an older token brings nothing back that was acknowledged with a newer one",
            InboxCases::passedToken)
        .cases();
  }

  private static void order(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    Numbered.sendAll(sender, receiver, 1, 30);
    Numbered.expectInbox(context, receiver, Numbered.range(1, 30));
  }

  private static void orderOfTwoSenders(CaseContext context) {
    TestDevice first = context.newUser();
    TestDevice second = context.newUser();
    TestDevice receiver = context.newUser();
    for (int number = 1; number <= 20; number++) {
      Numbered.send(number % 2 == 0 ? first : second, receiver, number);
    }
    Numbered.expectInbox(context, receiver, Numbered.range(1, 20));
  }

  private static void atMost100(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    Numbered.sendAll(sender, receiver, 1, 250);
    List<Integer> came = new ArrayList<>();
    String since = "";
    Reply reply;
    do {
      reply = receiver.sync(since, came.size() < 250 ? 1 : 0);
      List<Integer> page = Numbered.of(reply.getMessages());
      reply.expect(
          page.size() <= MOST_AT_ONCE,
          "at most " + MOST_AT_ONCE + " messages",
          "came " + page.size());
      came.addAll(page);
      since = reply.getNextBatch();
    } while (!reply.getMessages().isEmpty() && came.size() <= 250);
    context.expect(
        came.equals(Numbered.range(1, 250)), "the messages 1 to 250 in order", "came " + came);
  }

  private static void largeBacklog(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    Numbered.sendAll(sender, receiver, 1, 250);
    Numbered.expectInbox(context, receiver, Numbered.range(1, 250));
  }

  private static void pendingFirstSync(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    Numbered.send(sender, receiver, 1);
    Numbered.expectFrom(receiver, "", 1);
  }

  private static void keptUntilAcknowledged(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    String before = receiver.sync().getNextBatch();
    Numbered.send(sender, receiver, 1);
    Numbered.expectFrom(receiver, before, 1);
    Numbered.expectFrom(receiver, before, 1);
    Numbered.expectFrom(receiver, "", 1);
    Numbered.expectFrom(receiver, "", 1);
  }

  private static void acknowledgedGone(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    Numbered.send(sender, receiver, 1);
    String after = Numbered.expectFrom(receiver, "", 1).getNextBatch();
    Numbered.expect(receiver.sync(after));
    Numbered.expect(receiver.sync());
    Numbered.send(sender, receiver, 2);
    Numbered.expectFrom(receiver, after, 2);
  }

  /** The connection is closed about when the answer goes out: sometimes before, sometimes after. */
  private static void lostResponse(CaseContext context) throws InterruptedException {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    String since = LongPoll.settle(context, receiver);
    for (int number = 1; number <= 5; number++) {
      CompletableFuture<Reply> send;
      try (LongPoll lost =
          LongPoll.beginAndLook(context, receiver, since, Duration.ofSeconds(10))) {
        send =
            context.sendLater(
                sender.sendRequest(
                    TYPE, context.newTransactionId(), Numbered.to(receiver, number)));
        if (number % 2 == 0) {
          context.get(send);
        }
      }
      context.get(send).expectEmptyObject();
      since = Numbered.expectFrom(receiver, since, number).getNextBatch();
    }
  }

  private static void newBesideUnacknowledged(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    String before = receiver.sync().getNextBatch();
    Numbered.send(sender, receiver, 1);
    Numbered.expectFrom(receiver, before, 1);
    Numbered.send(sender, receiver, 2);
    Numbered.expectFrom(receiver, before, 1, 2);
    Numbered.expectInbox(context, receiver, 1, 2);
  }

  private static void perDevice(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice first = context.newUser();
    TestDevice second = context.newDevice(first);
    sender.send(TYPE, Messages.toAll(first.userId(), Numbered.content(1)));
    Numbered.expectInbox(context, first, 1);
    Numbered.expectInbox(context, first);
    Numbered.expectInbox(context, second, 1);
  }

  private static void passedToken(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    String first = receiver.sync().getNextBatch();
    Numbered.send(sender, receiver, 1);
    String second = Numbered.expectFrom(receiver, first, 1).getNextBatch();
    Numbered.send(sender, receiver, 2);
    String third = Numbered.expectFrom(receiver, second, 2).getNextBatch();
    Numbered.expect(receiver.sync(third));
    Numbered.expect(receiver.sync(first));
    Numbered.expect(receiver.sync(second));
    Numbered.send(sender, receiver, 3);
    Numbered.expectFrom(receiver, third, 3);
  }
}
