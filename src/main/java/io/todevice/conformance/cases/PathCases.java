package io.todevice.conformance.cases;

import io.todevice.conformance.client.TargetRequest;
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

/** What stands in the path (clause S8), and which paths there are (S9). */
final class PathCases {

  private static final String R0 = "/_matrix/client/r0";
  private static final int MAX_TYPE_BYTES = 255;

  private PathCases() {}

  static List<ConformanceCase> list() {
    List<ConformanceCase> cases =
        new ArrayList<>(
            new Section(Places.SEND_TO_DEVICE)
                .must(
                    "S8.encoded-slash",
                    "an escaped slash is part of the event type",
                    context -> isType(context, "io.todevice%2Ftest", "io.todevice/test"))
                .must(
                    "S8.encoded-percent",
                    "an escaped percent sign is decoded once",
                    context -> isType(context, "a%252Fb%2525", "a%2Fb%25"))
                .must(
                    "S8.unicode",
                    "escaped UTF-8 is part of the event type",
                    context -> isType(context, "%C3%A4.%F0%9F%98%80.%e4%b8%ad", "ä.😀.中"))
                .must(
                    "S8.space-and-plus",
                    "an escaped space is a space, and a plus sign is a plus sign",
                    context -> isType(context, "a%20b%2Bc+d", "a b+c+d"))
                .must(
                    "S8.long-event-type",
                    "an event type of 255 bytes is taken",
                    PathCases::longEventType)
                .robust(
                    "S8.invalid-encoding",
                    "escapes that are none and that are no UTF-8 are refused or taken",
                    PathCases::invalidEncoding)
                .should(
                    "S9.r0-path",
                    "a send and a sync work under /_matrix/client/r0 as well",
                    PathCases::r0Path,
                    Capability.R0_PATHS)
                .cases());
    cases.addAll(
        new Section(Places.ERRORS)
            .should(
                "S9.trailing-slash",
                "a slash at the end makes a path that is not there",
                context -> isUnknown(context, TestDevice.API, "/"))
            .should(
                "S9.double-slash",
                "a doubled slash makes a path that is not there",
                context -> isUnknown(context, TestDevice.API + "/", ""))
            .cases());
    return cases;
  }

  /** The transaction ID is escaped the same way, so that it is looked at too. */
  private static void isType(CaseContext context, String encoded, String type) {
    TestDevice sender = context.newUser();
    TestDevice recipient = context.newUser();
    String path = "/sendToDevice/" + encoded + "/" + context.newTransactionId() + encoded;
    sender.call("PUT", path, Messages.to(recipient, "{\"n\":1}").json()).expectEmptyObject();
    expectTypes(context, recipient, List.of(type));
  }

  private static void longEventType(CaseContext context) {
    String start = "io.todevice.";
    String type = start + "a".repeat(MAX_TYPE_BYTES - start.length());
    isType(context, type, type);
  }

  private static void invalidEncoding(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice recipient = context.newUser();
    int taken = 0;
    for (String broken : List.of("a%ZZ", "a%", "a%2", "a%FF%FE", "a%C3", "a%00")) {
      String path = "/sendToDevice/" + broken + "/" + context.newTransactionId();
      TargetRequest request =
          sender.request("PUT", path).json(Messages.to(recipient, "{\"n\":1}").json());
      Reply reply =
          context
              .sendRaw(request)
              .orElseThrow(
                  () ->
                      context.unmet(
                          "an answer to " + path, "the connection was closed without one"));
      if (reply.status() == 200) {
        taken++;
      } else {
        reply.expect(
            reply.status() >= 400 && reply.status() < 500,
            "status 200 or a refusal (4xx)",
            "came " + reply.status());
      }
    }
    sender.send(Odd.TYPE, Messages.to(recipient, "{\"n\":2}"));
    List<String> types = typesOf(recipient, taken + 1);
    context.expect(
        types.size() == taken + 1 && types.get(taken).equals(Odd.TYPE),
        "the " + taken + " messages that were taken, and the next",
        "came " + types);
  }

  private static void r0Path(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice recipient = context.newUser();
    String path = TestDevice.sendPath(Odd.TYPE, context.newTransactionId());
    context
        .send(
            request(context, sender, "PUT", R0 + path)
                .json(Messages.to(recipient, "{\"n\":1}").json()))
        .expectEmptyObject();
    recipient.sync("", 1);
    Reply reply = context.send(request(context, recipient, "GET", R0 + "/sync"));
    reply.expect(reply.getMessages().size() == 1, "the message", "came " + reply.getMessages());
    expectTypes(context, recipient, List.of(Odd.TYPE));
  }

  private static void isUnknown(CaseContext context, String before, String behind) {
    TestDevice sender = context.newUser();
    TestDevice recipient = context.newUser();
    String path = before + TestDevice.sendPath(Odd.TYPE, context.newTransactionId()) + behind;
    context
        .send(
            request(context, sender, "PUT", path).json(Messages.to(recipient, "{\"n\":1}").json()))
        .expectError(404, "M_UNRECOGNIZED");
    Odd.expectNext(context, sender, recipient, List.of());
  }

  private static TargetRequest request(
      CaseContext context, TestDevice device, String method, String target) {
    return context.authorized(
        TargetRequest.of(method, target).from(device.toString()), device.accessToken());
  }

  private static void expectTypes(CaseContext context, TestDevice device, List<String> types) {
    List<String> came = typesOf(device, types.size());
    context.expect(
        came.equals(types), "for " + device + " messages of the types " + types, "came " + came);
  }

  private static List<String> typesOf(TestDevice device, int expected) {
    return device.drain(expected).stream().map(ToDeviceMessage::type).toList();
  }
}
