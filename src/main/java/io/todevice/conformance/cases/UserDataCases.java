package io.todevice.conformance.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Json;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What clients ask for at their start, beside keys and messages (clause K12). */
final class UserDataCases {

  private static final String TYPE = "io.todevice.test";
  private static final String RULE_ENABLED = "/pushrules/global/underride/.m.rule.message/enabled";

  private UserDataCases() {}

  static List<ConformanceCase> list() {
    return new Section(Places.ACCOUNT_DATA, Capability.ACCOUNT_DATA)
        .must(
            "K12.account-data",
            "account data comes back as it was put, and is private to its user",
            UserDataCases::accountData)
        .must(
            "K12.account-data-in-sync",
            "a first sync has all account data and the push rules, a later one what has changed",
            UserDataCases::inSync)
        .must(
            "K12.push-rules",
            "a predefined push rule is there, and stays switched off",
            UserDataCases::pushRules)
        .must("K12.profile", "a display name is there for others", UserDataCases::profile)
        .cases();
  }

  private static void accountData(CaseContext context) {
    TestDevice device = context.newUser();
    String path = path(device);
    device.call("GET", path).expectError(404, "M_NOT_FOUND");
    String content = "{\"a\":[1,{\"b\":\"\\u00e4\"}]}";
    device.call("PUT", path, content).expectStatus(200);
    Reply reply = device.call("GET", path).expectStatus(200);
    reply.expect(
        Json.areSame(reply.getJson(), Json.of(content)), content, "came " + reply.getJson());
    context.newUser().call("GET", path).expectError(403, "M_FORBIDDEN");
  }

  private static void inSync(CaseContext context) {
    TestDevice device = context.newUser();
    device.call("PUT", path(device), "{\"n\":1}").expectStatus(200);
    Reply first = device.sync();
    expectTypes(first, Set.of(TYPE, "m.push_rules"), true);
    Reply second = device.sync(first.getNextBatch());
    expectTypes(second, Set.of(), false);
    device.call("PUT", path(device), "{\"n\":2}").expectStatus(200);
    expectTypes(device.sync(second.getNextBatch()), Set.of(TYPE), false);
  }

  private static void pushRules(CaseContext context) {
    TestDevice device = context.newUser();
    Reply before = device.call("GET", RULE_ENABLED).expectStatus(200);
    before.expect(
        before.getJson().path("enabled").asBoolean(false), "enabled", "came " + before.getJson());
    device.call("PUT", RULE_ENABLED, "{\"enabled\":false}").expectStatus(200);
    Reply after = device.call("GET", RULE_ENABLED).expectStatus(200);
    after.expect(
        !after.getJson().path("enabled").asBoolean(true), "not enabled", "came " + after.getJson());
  }

  private static void profile(CaseContext context) {
    TestDevice device = context.newUser();
    String path = "/profile/" + TestDevice.encode(device.userId()) + "/displayname";
    device.call("PUT", path, "{\"displayname\":\"Heron\"}").expectStatus(200);
    Reply reply = context.newUser().call("GET", path).expectStatus(200);
    reply.expect(reply.getText("/displayname").equals("Heron"), "Heron", "came " + reply.getJson());
  }

  private static void expectTypes(Reply reply, Set<String> expected, boolean mayHaveMore) {
    Set<String> types = new TreeSet<>();
    for (JsonNode event : reply.getJson().at("/account_data/events")) {
      types.add(event.path("type").asText(""));
    }
    reply.expect(
        mayHaveMore ? types.containsAll(expected) : types.equals(expected),
        "account data of the types " + new TreeSet<>(expected),
        "came " + types);
  }

  private static String path(TestDevice device) {
    return "/user/" + TestDevice.encode(device.userId()) + "/account_data/" + TYPE;
  }
}
