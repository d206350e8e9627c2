package io.todevice.conformance.cases;

import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.Account;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Messages;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.SessionSteps;
import io.todevice.conformance.suite.TestDevice;
import java.util.List;

/** Recipients that are not there (clause S3): no error, nothing stored, nobody else the worse. */
final class UnknownTargetCases {

  private static final String TYPE = "io.todevice.test";
  private static final String NO_DEVICE = "NOSUCHDEVICE";
  private static final String LOST = "{\"n\":\"nobody's\"}";

  private UnknownTargetCases() {}

  static List<ConformanceCase> list() {
    return new Section(Places.SEND_TO_DEVICE)
        .should(
            "S3.unknown-device",
            "a message to a device that is not there is taken, and comes to no other",
            UnknownTargetCases::unknownDevice)
        .should(
            "S3.unknown-user",
            "a message to a user of the server who is not there is taken",
            UnknownTargetCases::unknownUser)
        .should(
            "S3.empty-maps",
            "a request without a user, and a user without a device, are taken",
            UnknownTargetCases::emptyMaps)
        .should(
            "S3.unknown-beside-known",
            "a device gets its message though others of the request are not there",
            UnknownTargetCases::unknownBesideKnown)
        .should(
            "S3.invalid-user-id",
            "a device gets its message though a key of the request is no user ID",
            UnknownTargetCases::invalidUserId)
        .should(
            "S3.not-kept-for-later-device",
            "a message to a device that is not there is not kept until it is",
            UnknownTargetCases::notKeptForLaterDevice,
            Capability.NEW_DEVICES,
            Capability.PASSWORD_LOGIN)
        .cases();
  }

  private static void unknownDevice(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice recipient = context.newUser();
    sender.send(TYPE, Messages.to(recipient.userId(), NO_DEVICE, LOST));
    isReached(sender, recipient);
  }

  private static void unknownUser(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice recipient = context.newUser();
    String nobody = nobody(context, recipient);
    sender.send(TYPE, Messages.to(nobody, NO_DEVICE, LOST));
    sender.send(TYPE, Messages.toAll(nobody, LOST));
    isReached(sender, recipient);
  }

  private static void emptyMaps(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice recipient = context.newUser();
    for (String messages : List.of("{}", "{\"" + recipient.userId() + "\":{}}")) {
      sender
          .call(
              "PUT",
              TestDevice.sendPath(TYPE, context.newTransactionId()),
              "{\"messages\":" + messages + "}")
          .expectEmptyObject();
    }
    isReached(sender, recipient);
  }

  private static void unknownBesideKnown(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice recipient = context.newUser();
    sender.send(
        TYPE,
        Messages.toAll(nobody(context, recipient), LOST)
            .and(recipient.userId(), NO_DEVICE, LOST)
            .and(recipient, "{\"n\":1}")
            .and(nobody(context, recipient) + "z", NO_DEVICE, LOST));
    recipient.expectContents("{\"n\":1}");
  }

  private static void invalidUserId(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice recipient = context.newUser();
    for (String key : List.of("nobody", "@nobody", "", "@:", "#room:" + server(recipient))) {
      String content = "{\"beside\":\"" + key + "\"}";
      sender.send(TYPE, Messages.to(key, NO_DEVICE, LOST).and(recipient, content));
      recipient.expectContents(content);
    }
  }

  private static void notKeptForLaterDevice(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice user = context.newUser();
    Account account = user.session().account();
    String later = "LATER" + context.random().nextInt(1_000_000_000);
    sender.send(TYPE, Messages.to(account.userId(), later, LOST));
    TestDevice device = new SessionSteps(context).loginOn(account, later);
    isReached(sender, device);
  }

  /** The next message comes, and it alone. */
  private static void isReached(TestDevice sender, TestDevice recipient) {
    sender.send(TYPE, Messages.to(recipient, "{\"n\":1}"));
    recipient.expectContents("{\"n\":1}");
  }

  private static String nobody(CaseContext context, TestDevice neighbour) {
    return "@nobody" + context.random().nextInt(1_000_000_000) + ":" + server(neighbour);
  }

  private static String server(TestDevice device) {
    return device.session().account().serverName();
  }
}
