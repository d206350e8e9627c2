package io.todevice.conformance.cases;

import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.Messages;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.TestDevice;
import io.todevice.conformance.suite.ToDeviceMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends what is out of the ordinary, and looks whether the messages after it still come. */
final class Odd {

  /** The type of what is sent. */
  static final String TYPE = "io.todevice.odd";

  private static final String NEXT = "io.todevice.next";

  private Odd() {}

  /** Makes a request of a sender, for a recipient. */
  @FunctionalInterface
  interface Maker {
    TargetRequest make(TestDevice sender, TestDevice recipient);
  }

  /** A send with this body. */
  static TargetRequest put(CaseContext context, TestDevice sender, byte[] body) {
    return sender
        .request("PUT", TestDevice.sendPath(TYPE, context.newTransactionId()))
        .header("Content-Type", "application/json")
        .body(body);
  }

  /** The body of a send with one content for a device. */
  static String body(TestDevice recipient, String content) {
    return Messages.to(recipient, content).json();
  }

  /** Expects that the request is taken and its message comes, or that it is refused and nothing. */
  static void isTakenOrRefused(CaseContext context, Maker maker) {
    TestDevice sender = context.newUser();
    TestDevice recipient = context.newUser();
    Reply reply = context.send(maker.make(sender, recipient));
    if (reply.status() == 200) {
      reply.expectEmptyObject();
      expectNext(context, sender, recipient, List.of(TYPE));
    } else {
      reply.expectRefusal();
      expectNext(context, sender, recipient, List.of());
    }
  }

  /** Expects that the request is taken, and its content comes. */
  static void isTaken(CaseContext context, String content, Maker maker) {
    TestDevice sender = context.newUser();
    TestDevice recipient = context.newUser();
    context.send(maker.make(sender, recipient)).expectEmptyObject();
    recipient.expectContents(content);
  }

  /**
   * Expects that this device gets a message that is sent now, and before it those of {@code types}.
   */
  static void expectNext(
      CaseContext context, TestDevice sender, TestDevice recipient, List<String> types) {
    sender.send(NEXT, Messages.to(recipient, "{\"next\":true}"));
    List<String> expected = new ArrayList<>(types);
    expected.add(NEXT);
    List<String> came =
        recipient.drain(expected.size()).stream().map(ToDeviceMessage::type).toList();
    context.expect(
        came.equals(expected),
        "for " + recipient + " messages of the types " + expected,
        "came " + came);
  }

  /** Expects a refusal, or that the connection was closed. */
  static void expectRefusedOrClosed(Optional<Reply> reply) {
    reply.ifPresent(Reply::expectRefusal);
  }
}
