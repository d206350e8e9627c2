package io.todevice.conformance.cases;

import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Json;
import io.todevice.conformance.suite.Messages;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import io.todevice.conformance.suite.ToDeviceMessage;
import java.util.List;

/** What arrives: the server's own sender, the path's type, the content as it came (clause S4). */
final class ContentCases {

  private static final String FILE = "contents.yaml";
  private static final String TYPE = "io.todevice.test";
  private static final int LONG = 20_000;
  private static final int DEPTH = 50;

  private ContentCases() {}

  static List<ConformanceCase> list() {
    Section section =
        new Section(Places.TO_DEVICE_SYNC)
            .must(
                "S4.sender-and-type",
                "a message arrives with the user ID of its sender and the type of the path",
                context -> arrives(context, "{\"n\":1}"))
            .must(
                "S4.sender-is-not-the-clients",
                "a sender or type that the client writes into the body changes nothing",
                ContentCases::senderIsNotTheClients)
            .must(
                "S4.content-long-text",
                "a content with a text of 20,000 characters arrives unchanged",
                context -> arrives(context, "{\"text\":\"" + "long ".repeat(LONG / 5) + "\"}"))
            .must(
                "S4.content-nested",
                "a content of 50 levels arrives unchanged",
                context ->
                    arrives(context, "{\"a\":[".repeat(DEPTH / 2) + "1" + "]}".repeat(DEPTH / 2)));
    for (CaseData data : CaseData.list(FILE, "title", "content")) {
      String content = content(data);
      section.must(
          "S4.content-" + data.id(), data.text("title"), context -> arrives(context, content));
    }
    return section.cases();
  }

  private static String content(CaseData data) {
    try {
      if (Json.of(data.text("content")).isObject()) {
        return data.text("content");
      }
    } catch (IllegalArgumentException e) {
      throw data.wrong("its content is no JSON");
    }
    throw data.wrong("its content is no object");
  }

  private static void arrives(CaseContext context, String content) {
    TestDevice sender = context.newUser();
    TestDevice recipient = context.newUser();
    sender.send(TYPE, Messages.to(recipient, content));
    expectMessage(context, sender, recipient, content);
  }

  private static void senderIsNotTheClients(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice recipient = context.newUser();
    String content = "{\"sender\":\"" + recipient.userId() + "\",\"type\":\"io.todevice.forged\"}";
    String body = Messages.to(recipient, content).json();
    String forged = content.substring(0, content.length() - 1) + "," + body.substring(1);
    sender
        .call("PUT", TestDevice.sendPath(TYPE, context.newTransactionId()), forged)
        .expectEmptyObject();
    expectMessage(context, sender, recipient, content);
  }

  private static void expectMessage(
      CaseContext context, TestDevice sender, TestDevice recipient, String content) {
    List<ToDeviceMessage> messages = recipient.drain(1);
    ToDeviceMessage expected = new ToDeviceMessage(sender.userId(), TYPE, Json.of(content));
    context.expect(
        messages.size() == 1 && isSame(messages.get(0), expected),
        "for " + recipient + ": " + expected,
        "came " + (messages.isEmpty() ? "nothing" : messages));
  }

  private static boolean isSame(ToDeviceMessage message, ToDeviceMessage expected) {
    return message.sender().equals(expected.sender())
        && message.type().equals(expected.type())
        && Json.areSame(message.content(), expected.content());
  }
}
