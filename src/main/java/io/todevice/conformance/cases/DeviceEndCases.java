package io.todevice.conformance.cases;

import static io.todevice.conformance.cases.Numbered.TYPE;

import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Messages;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.SessionSteps;
import io.todevice.conformance.suite.TestDevice;
import java.util.List;

/** What goes with a device, and what a new one does not get (clause D6). */
final class DeviceEndCases {

  private DeviceEndCases() {}

  static List<ConformanceCase> list() {
    return new Section(Places.TOKENS_AND_DEVICES)
        .must(
            "D6.logout-deletes-inbox",
            "a new device with the ID of one that was logged out starts empty",
            DeviceEndCases::logoutDeletesInbox,
            Capability.NEW_DEVICES,
            Capability.PASSWORD_LOGIN)
        .must(
            "D6.deletion-deletes-inbox",
            "a new device with the ID of one that was deleted starts empty",
            DeviceEndCases::deletionDeletesInbox,
            Capability.NEW_DEVICES,
            Capability.DEVICE_DELETION,
            Capability.PASSWORD_LOGIN)
        .should(
            "D6.forgets-transactions",
            "a new device with the ID of one that was logged out has no transactions yet",
            DeviceEndCases::forgetsTransactions,
            Capability.NEW_DEVICES,
            Capability.PASSWORD_LOGIN)
        .must(
            "D6.wildcard-before-device",
            "a message to * does not come to a device that was made later",
            DeviceEndCases::wildcardBeforeDevice,
            Capability.NEW_DEVICES,
            Capability.PASSWORD_LOGIN)
        .cases();
  }

  private static void logoutDeletesInbox(CaseContext context) {
    SessionSteps steps = new SessionSteps(context);
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    Numbered.send(sender, receiver, 1);
    steps.logout(receiver);
    startsEmpty(context, sender, steps.loginAgain(receiver));
  }

  private static void deletionDeletesInbox(CaseContext context) {
    SessionSteps steps = new SessionSteps(context);
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    TestDevice sibling = context.newDevice(receiver);
    Numbered.send(sender, receiver, 1);
    Numbered.send(sender, sibling, 2);
    steps.delete(sibling, receiver);
    startsEmpty(context, sender, steps.loginAgain(receiver));
    Numbered.expectInbox(context, sibling, 2);
  }

  private static void startsEmpty(CaseContext context, TestDevice sender, TestDevice device) {
    Numbered.expectInbox(context, device);
    Numbered.send(sender, device, 3);
    Numbered.expectInbox(context, device, 3);
  }

  private static void forgetsTransactions(CaseContext context) {
    SessionSteps steps = new SessionSteps(context);
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    String transactionId = context.newTransactionId();
    sender.send(TYPE, transactionId, Numbered.to(receiver, 1)).expectEmptyObject();
    steps.logout(sender);
    TestDevice successor = steps.loginAgain(sender);
    successor.send(TYPE, transactionId, Numbered.to(receiver, 2)).expectEmptyObject();
    Numbered.expectInbox(context, receiver, 1, 2);
  }

  private static void wildcardBeforeDevice(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice first = context.newUser();
    sender.send(TYPE, Messages.toAll(first.userId(), Numbered.content(1)));
    TestDevice later = context.newDevice(first);
    Numbered.expectInbox(context, later);
    Numbered.expectInbox(context, first, 1);
    sender.send(TYPE, Messages.toAll(first.userId(), Numbered.content(2)));
    Numbered.expectInbox(context, later, 2);
  }
}
