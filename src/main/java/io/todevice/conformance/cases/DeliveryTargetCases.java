package io.todevice.conformance.cases;

import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Messages;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import io.todevice.conformance.suite.ToDeviceMessage;
import java.util.ArrayList;
import java.util.List;

/** A send that is answered is stored (clause S1), for the devices that it names (S2). */
final class DeliveryTargetCases {

  private static final String TYPE = "io.todevice.test";
  private static final int SENDS = 20;

  private DeliveryTargetCases() {}

  static List<ConformanceCase> list() {
    List<ConformanceCase> cases =
        new ArrayList<>(
            new Section(Places.SEND_TO_DEVICE)
                .must(
                    "S1.empty-object",
                    "a send that is taken is answered 200 with exactly {}",
                    DeliveryTargetCases::emptyObject)
                .must(
                    "S1.stored-when-answered",
                    "a sync that begins after the answer has the message, 20 times in a row",
                    DeliveryTargetCases::storedWhenAnswered)
                .cases());
    cases.addAll(
        new Section(Places.TO_DEVICE)
            .must(
                "S2.named-device-only",
                "a message to one device comes to that device and to no other of the user",
                DeliveryTargetCases::namedDeviceOnly,
                Capability.NEW_DEVICES)
            .must(
                "S2.several-recipients",
                "one request brings every named device of two users its own content",
                DeliveryTargetCases::severalRecipients,
                Capability.NEW_DEVICES)
            .must(
                "S2.wildcard-all-devices",
                "a message to * comes to every device of the user, once",
                DeliveryTargetCases::wildcardAllDevices,
                Capability.NEW_DEVICES)
            .must(
                "S2.wildcard-beside-named",
                "beside *, a named device gets only its own message and the others that of *",
                DeliveryTargetCases::wildcardBesideNamed,
                Capability.NEW_DEVICES)
            .must(
                "S2.wildcard-own-device",
                "a message to * of the sender's own user comes to the sending device too",
                DeliveryTargetCases::wildcardOwnDevice,
                Capability.WILDCARD_TO_OWN_DEVICE)
            .must(
                "S2.wildcard-own-other-devices",
                "a message to * of the sender's own user comes to the user's other devices",
                DeliveryTargetCases::wildcardOwnOtherDevices,
                Capability.NEW_DEVICES)
            .cases());
    return cases;
  }

  private static void emptyObject(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice recipient = context.newUser();
    sender
        .send(TYPE, context.newTransactionId(), Messages.to(recipient, "{\"n\":1}"))
        .expectEmptyObject()
        .expectJsonType();
    recipient.expectContents("{\"n\":1}");
  }

  private static void storedWhenAnswered(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice recipient = context.newUser();
    String since = recipient.sync().getNextBatch();
    for (int i = 0; i < SENDS; i++) {
      String type = TYPE + "." + i;
      sender.send(type, Messages.to(recipient, "{\"n\":" + i + "}"));
      Reply reply = recipient.sync(since);
      List<ToDeviceMessage> messages = reply.getMessages();
      reply.expect(
          messages.size() == 1 && messages.get(0).type().equals(type),
          "the message of type " + type + " alone",
          "came " + messages);
      since = reply.getNextBatch();
    }
  }

  private static void namedDeviceOnly(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice named = context.newUser();
    TestDevice other = context.newDevice(named);
    sender.send(TYPE, Messages.to(named, "{\"n\":1}"));
    named.expectContents("{\"n\":1}");
    other.expectContents();
  }

  private static void severalRecipients(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice first = context.newUser();
    TestDevice firstsOther = context.newDevice(first);
    TestDevice second = context.newUser();
    TestDevice secondsOther = context.newDevice(second);
    sender.send(
        TYPE,
        Messages.to(first, "{\"for\":\"first\"}")
            .and(firstsOther, "{\"for\":\"first's other\"}")
            .and(second, "{\"for\":\"second\"}")
            .and(secondsOther, "{\"for\":\"second's other\"}"));
    first.expectContents("{\"for\":\"first\"}");
    firstsOther.expectContents("{\"for\":\"first's other\"}");
    second.expectContents("{\"for\":\"second\"}");
    secondsOther.expectContents("{\"for\":\"second's other\"}");
    sender.expectContents();
  }

  private static void wildcardAllDevices(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice first = context.newUser();
    TestDevice second = context.newDevice(first);
    sender.send(TYPE, Messages.toAll(first.userId(), "{\"n\":1}"));
    first.expectContents("{\"n\":1}");
    second.expectContents("{\"n\":1}");
    sender.expectContents();
  }

  /** With * before the named device and after it: servers have taken whichever came last. */
  private static void wildcardBesideNamed(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice named = context.newUser();
    TestDevice other = context.newDevice(named);
    sender.send(
        TYPE,
        Messages.toAll(named.userId(), "{\"for\":\"all\"}").and(named, "{\"for\":\"named\"}"));
    named.expectContents("{\"for\":\"named\"}");
    other.expectContents("{\"for\":\"all\"}");
    sender.send(
        TYPE,
        Messages.to(named, "{\"for\":\"named\"}").and(named.userId(), "*", "{\"for\":\"all\"}"));
    named.expectContents("{\"for\":\"named\"}");
    other.expectContents("{\"for\":\"all\"}");
  }

  private static void wildcardOwnDevice(CaseContext context) {
    TestDevice sender = context.newUser();
    sender.send(TYPE, Messages.toAll(sender.userId(), "{\"n\":1}"));
    sender.expectContents("{\"n\":1}");
  }

  private static void wildcardOwnOtherDevices(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice second = context.newDevice(sender);
    TestDevice third = context.newDevice(sender);
    sender.send(TYPE, Messages.toAll(sender.userId(), "{\"n\":1}"));
    second.expectContents("{\"n\":1}");
    third.expectContents("{\"n\":1}");
  }
}
