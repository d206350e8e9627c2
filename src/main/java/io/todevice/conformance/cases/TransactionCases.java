package io.todevice.conformance.cases;

import static io.todevice.conformance.cases.Numbered.TYPE;

import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import java.util.List;

/** Which sends are the same request (clause T1). */
final class TransactionCases {

  private TransactionCases() {}

  static List<ConformanceCase> list() {
    return new Section(Places.TRANSACTIONS)
        .must(
            "T1.retry-once",
            "a send that is repeated is answered again and delivered once",
            context -> retriedOnce(context, context.newTransactionId()))
        .must(
            "T1.retry-other-content",
            "a repeated transaction ID delivers the first content, whatever the second is",
            TransactionCases::firstContentWins)
        .must(
            "T1.other-device",
            "the same transaction ID of another device is another request",
            context -> {
              TestDevice sender = context.newUser();
              bothDelivered(context, sender, context.newDevice(sender));
            },
            Capability.NEW_DEVICES)
        .must(
            "T1.other-user",
            "the same transaction ID of another user is another request",
            context -> bothDelivered(context, context.newUser(), context.newUser()))
        .must(
            "T1.other-event-type",
            "the same transaction ID with another event type is another request",
            TransactionCases::otherEventType)
        .must(
            "T1.long-id",
            "a transaction ID of 200 characters works like a short one",
            context -> retriedOnce(context, "t".repeat(190) + context.newTransactionId()))
        .must(
            "T1.encoded-id",
            "a transaction ID is compared as it is decoded",
            TransactionCases::encodedId)
        .cases();
  }

  /** The control is a new transaction with the same content: only the ID makes a repetition. */
  private static void retriedOnce(CaseContext context, String transactionId) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    sender.send(TYPE, transactionId, Numbered.to(receiver, 1)).expectEmptyObject();
    sender.send(TYPE, transactionId, Numbered.to(receiver, 1)).expectEmptyObject();
    Numbered.expectInbox(context, receiver, 1);
    Numbered.send(sender, receiver, 1);
    Numbered.expectInbox(context, receiver, 1);
  }

  private static void firstContentWins(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    String transactionId = context.newTransactionId();
    sender.send(TYPE, transactionId, Numbered.to(receiver, 1)).expectEmptyObject();
    sender.send(TYPE, transactionId, Numbered.to(receiver, 2)).expectEmptyObject();
    Numbered.expectInbox(context, receiver, 1);
  }

  private static void bothDelivered(CaseContext context, TestDevice first, TestDevice second) {
    TestDevice receiver = context.newUser();
    String transactionId = context.newTransactionId();
    first.send(TYPE, transactionId, Numbered.to(receiver, 1)).expectEmptyObject();
    second.send(TYPE, transactionId, Numbered.to(receiver, 2)).expectEmptyObject();
    second.send(TYPE, transactionId, Numbered.to(receiver, 3)).expectEmptyObject();
    Numbered.expectInbox(context, receiver, 1, 2);
  }

  private static void otherEventType(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    String transactionId = context.newTransactionId();
    sender.send(TYPE, transactionId, Numbered.to(receiver, 1)).expectEmptyObject();
    sender.send(TYPE + ".other", transactionId, Numbered.to(receiver, 2)).expectEmptyObject();
    sender.send(TYPE + ".other", transactionId, Numbered.to(receiver, 3)).expectEmptyObject();
    Numbered.expectInbox(context, receiver, 1, 2);
  }

  private static void encodedId(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    String slash = context.newTransactionId() + "/a";
    sender.send(TYPE, slash, Numbered.to(receiver, 1)).expectEmptyObject();
    sender.send(TYPE, slash, Numbered.to(receiver, 2)).expectEmptyObject();
    String escape = slash.replace("/", "%2F");
    sender.send(TYPE, escape, Numbered.to(receiver, 3)).expectEmptyObject();
    Numbered.expectInbox(context, receiver, 1, 3);
  }
}
