package io.todevice.conformance.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import java.util.List;
import java.util.function.Predicate;

/** What clients need beside the messages, and what they ask with (clause D9). */
final class SyncBodyCases {

  private static final String NO_ROOMS = "{\"room\":{\"rooms\":[]}}";
  private static final String NOTHING_ELSE =
      "{\"presence\":{\"not_types\":[\"*\"]},\"account_data\":{\"not_types\":[\"*\"]},"
          + "\"room\":{\"rooms\":[],\"timeline\":{\"limit\":1,\"not_types\":[\"*\"]}}}";

  private SyncBodyCases() {}

  static List<ConformanceCase> list() {
    return new Section(Places.SYNC)
        .should(
            "D9.companions",
            "a sync's answer has next_batch and the counts that clients look at",
            SyncBodyCases::companions)
        .should(
            "D9.filter-inline",
            "a sync takes a filter as JSON",
            context -> delivers(context, "filter", NO_ROOMS))
        .should("D9.filter-id", "a sync takes the ID of a filter", SyncBodyCases::filterId)
        .should(
            "D9.set-presence",
            "a sync takes every value of set_presence",
            context -> {
              for (String presence : List.of("offline", "online", "unavailable")) {
                delivers(context, "set_presence", presence);
              }
            })
        .should(
            "D9.filter-hides-nothing",
            "a filter that wants nothing else hides no to-device message",
            context -> delivers(context, "filter", NOTHING_ELSE))
        .cases();
  }

  private static void companions(CaseContext context) {
    TestDevice device = context.newUser();
    Reply first = device.sync();
    for (Reply reply : List.of(first, device.sync(first.getNextBatch()))) {
      expect(
          reply,
          "/device_one_time_keys_count",
          "an object of numbers",
          counts -> counts.isObject() && holdsOnly(counts, JsonNode::isIntegralNumber));
      expect(
          reply,
          "/device_unused_fallback_key_types",
          "a list of texts",
          SyncBodyCases::isListOfTexts);
      JsonNode body = reply.getJson();
      for (String list : List.of("/device_lists/changed", "/device_lists/left")) {
        if (!body.at(list).isMissingNode()) {
          expect(reply, list, "a list of texts", SyncBodyCases::isListOfTexts);
        }
      }
    }
  }

  private static void expect(
      Reply reply, String pointer, String expected, Predicate<JsonNode> holds) {
    JsonNode node = reply.getJson().at(pointer);
    reply.expect(
        holds.test(node),
        expected + " at " + pointer,
        node.isMissingNode() ? "there is none" : "came " + node);
  }

  private static boolean isListOfTexts(JsonNode node) {
    return node.isArray() && holdsOnly(node, JsonNode::isTextual);
  }

  private static boolean holdsOnly(JsonNode node, Predicate<JsonNode> wanted) {
    for (JsonNode each : node) {
      if (!wanted.test(each)) {
        return false;
      }
    }
    return true;
  }

  private static void filterId(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    String filters = "/user/" + TestDevice.encode(receiver.userId()) + "/filter";
    Reply made = receiver.call("POST", filters, NO_ROOMS).expectStatus(200);
    delivers(context, sender, receiver, "filter", made.getText("/filter_id"));
  }

  private static void delivers(CaseContext context, String parameter, String value) {
    delivers(context, context.newUser(), context.newUser(), parameter, value);
  }

  private static void delivers(
      CaseContext context, TestDevice sender, TestDevice receiver, String parameter, String value) {
    String encoded = TestDevice.encode(value);
    Reply first =
        context.send(receiver.request("GET", "/sync").query(parameter, encoded)).expectStatus(200);
    Numbered.send(sender, receiver, 1);
    Numbered.expectFrom(receiver, first.getNextBatch(), 1);
    Reply next =
        context.send(
            receiver
                .request("GET", "/sync")
                .query(parameter, encoded)
                .query("since", TestDevice.encode(first.getNextBatch())));
    Numbered.expect(next, 1);
  }
}
