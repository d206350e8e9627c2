package io.todevice.conformance.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Messages;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Bodies that readers of JSON do not agree upon (clauses S5 and S6): they are refused, or their
 * message comes, and the next one comes too.
 */
final class OddBodyCases {

  private static final ObjectMapper LENIENT = new ObjectMapper();
  private static final int LEVELS = 10_000;

  private OddBodyCases() {}

  static List<ConformanceCase> list() {
    return new Section(Places.SEND_TO_DEVICE)
        .robust(
            "S5.lone-surrogate",
            "half of a character beyond the basic plane makes no inbox unreadable",
            context -> survives(context, "{\"a\":\"\\ud800\",\"\\udc00\":\"key\"}"))
        .robust(
            "S5.huge-number",
            "a number that no double holds makes no inbox unreadable",
            context -> survives(context, "{\"a\":1e400,\"b\":-1e99999}"))
        .robust(
            "S6.deep-nesting",
            "a content of 10,000 levels makes no inbox unreadable",
            context -> survives(context, "{\"a\":" + "[".repeat(LEVELS) + "]".repeat(LEVELS) + "}"))
        .robust(
            "S6.invalid-utf8",
            "a body that is no UTF-8 makes no inbox unreadable",
            // In ISO 8859-1 these are the bytes of a character cut short, and two that are never.
            context ->
                survives(
                    context, "{\"a\":\"\u00e2\u0082 \u00ff\u00fe\"}", StandardCharsets.ISO_8859_1))
        .robust(
            "S6.bom",
            "a body with a byte order mark is taken or refused",
            OddBodyCases::byteOrderMark)
        .robust(
            "S6.duplicate-keys",
            "a body with the same key twice is taken or refused, and makes no inbox unreadable",
            OddBodyCases::duplicateKeys)
        .cases();
  }

  private static void survives(CaseContext context, String content) {
    survives(context, content, StandardCharsets.UTF_8);
  }

  private static void survives(CaseContext context, String content, Charset charset) {
    Odd.isTakenOrRefused(
        context,
        (sender, recipient) ->
            Odd.put(context, sender, Odd.body(recipient, content).getBytes(charset)));
  }

  private static void byteOrderMark(CaseContext context) {
    Odd.isTakenOrRefused(
        context,
        (sender, recipient) ->
            Odd.put(
                context,
                sender,
                ("\ufeff" + Odd.body(recipient, "{\"n\":1}")).getBytes(StandardCharsets.UTF_8)));
  }

  /** What comes may hold the key twice: the kit's own reading of JSON is too strict for that. */
  private static void duplicateKeys(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice recipient = context.newUser();
    String body = Odd.body(recipient, "{\"n\":1,\"n\":2}");
    Reply reply = context.send(Odd.put(context, sender, body.getBytes(StandardCharsets.UTF_8)));
    if (reply.status() != 200) {
      reply.expectRefusal();
      Odd.expectNext(context, sender, recipient, List.of());
      return;
    }
    sender.send(Odd.TYPE, Messages.to(recipient, "{\"n\":3}"));
    Reply sync = recipient.sync();
    JsonNode events = leniently(sync).at("/to_device/events");
    int first = events.at("/0/content/n").asInt();
    sync.expect(
        events.size() == 2 && first >= 1 && first <= 2 && events.at("/1/content/n").asInt() == 3,
        "the message, with n 1 or 2, and the next",
        "came " + events);
  }

  private static JsonNode leniently(Reply reply) {
    try {
      return LENIENT.readTree(reply.body());
    } catch (IOException e) {
      throw reply.unmet("a body of JSON", "it is none");
    }
  }
}
