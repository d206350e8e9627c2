package io.todevice.conformance.cases;

import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.Messages;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.TestDevice;
import io.todevice.conformance.suite.ToDeviceMessage;
import java.util.List;
import java.util.stream.IntStream;

/** Messages that are told apart by a number in their content. */
final class Numbered {

  static final String TYPE = "io.todevice.test";

  private Numbered() {}

  static String content(int number) {
    return "{\"n\":" + number + "}";
  }

  /** A message to one device. */
  static Messages to(TestDevice receiver, int number) {
    return Messages.to(receiver, content(number));
  }

  /** Sends one message, and expects that it is taken. */
  static void send(TestDevice sender, TestDevice receiver, int number) {
    sender.send(TYPE, to(receiver, number));
  }

  /** Sends the numbers from {@code first} to {@code last}, one after the other. */
  static void sendAll(TestDevice sender, TestDevice receiver, int first, int last) {
    for (int number = first; number <= last; number++) {
      send(sender, receiver, number);
    }
  }

  /** The numbers of messages; -1 for a message that has none. */
  static List<Integer> of(List<ToDeviceMessage> messages) {
    return messages.stream().map(message -> message.content().path("n").asInt(-1)).toList();
  }

  static List<Integer> range(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }

  /** Expects exactly these numbers in a sync's answer. */
  static Reply expect(Reply reply, Integer... numbers) {
    return expect(reply, reply.getMessages(), numbers);
  }

  /** Expects exactly these numbers in messages of an answer. */
  static Reply expect(Reply reply, List<ToDeviceMessage> messages, Integer... numbers) {
    List<Integer> came = of(messages);
    return reply.expect(
        came.equals(List.of(numbers)), "the messages " + List.of(numbers), "came " + came);
  }

  /** Expects exactly these numbers from a token on, now or in a moment. */
  static Reply expectFrom(TestDevice device, String since, Integer... numbers) {
    return expect(device.sync(since, numbers.length), numbers);
  }

  /** Expects exactly these numbers, and takes them out of the inbox. */
  static void expectInbox(CaseContext context, TestDevice device, List<Integer> numbers) {
    List<Integer> came = of(device.drain(numbers.size()));
    context.expect(
        came.equals(numbers), "for " + device + " the messages " + numbers, "came " + came);
  }

  /** Expects exactly these numbers, and takes them out of the inbox. */
  static void expectInbox(CaseContext context, TestDevice device, Integer... numbers) {
    expectInbox(context, device, List.of(numbers));
  }
}
