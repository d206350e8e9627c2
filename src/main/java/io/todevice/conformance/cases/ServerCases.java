package io.todevice.conformance.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import io.todevice.conformance.suite.TokenPlace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server says of itself and of who asks (clause R4). */
final class ServerCases {

  private static final Pattern VERSION = Pattern.compile("v(\\d{1,6})\\.(\\d{1,6})");
  private static final Pattern OLD_VERSION = Pattern.compile("r0\\.\\d+\\.\\d+");

  /** From v1.11 on the documents say that the header holds the token, and before the query. */
  private static final int HEADER_SINCE = 11;

  private ServerCases() {}

  static List<ConformanceCase> list() {
    List<ConformanceCase> cases = new ArrayList<>();
    cases.addAll(
        new Section(Places.VERSIONS)
            .should(
                "R4.versions",
                "/versions lists versions of the specification",
                context -> {
                  var unused = versions(context);
                })
            .should(
                "R4.versions-agree-with-tokens",
                "a server takes the token where the versions say that it lists",
                ServerCases::agreeWithTokens)
            .cases());
    cases.addAll(
        new Section(Places.WHOAMI)
            .should("R4.whoami", "/account/whoami names user and device", ServerCases::whoami)
            .cases());
    return cases;
  }

  private static List<String> versions(CaseContext context) {
    Reply reply =
        context.send(TargetRequest.of("GET", "/_matrix/client/versions")).expectStatus(200);
    List<String> versions = new ArrayList<>();
    for (JsonNode version : reply.getJson().path("versions")) {
      reply.expect(version.isTextual(), "a list of texts at /versions", "in it came " + version);
      versions.add(version.asText());
    }
    reply.expect(
        versions.stream()
            .anyMatch(
                each -> VERSION.matcher(each).matches() || OLD_VERSION.matcher(each).matches()),
        "a list at /versions with one such as v1.8 or r0.6.1",
        "came " + reply.getJson().path("versions"));
    return versions;
  }

  private static void agreeWithTokens(CaseContext context) {
    TestDevice device = context.newUser();
    TargetRequest whoami = TargetRequest.of("GET", TestDevice.API + "/account/whoami");
    Set<TokenPlace> places = EnumSet.noneOf(TokenPlace.class);
    versions(context).stream()
        .filter(each -> each.matches(VERSION + "|" + OLD_VERSION))
        .forEach(each -> places.add(tokenPlace(each)));
    for (TokenPlace place : places) {
      context.send(place.put(whoami, device.accessToken())).expectStatus(200);
    }
  }

  private static TokenPlace tokenPlace(String version) {
    Matcher parts = VERSION.matcher(version);
    return parts.matches()
            && (Integer.parseInt(parts.group(1)) > 1
                || Integer.parseInt(parts.group(2)) >= HEADER_SINCE)
        ? TokenPlace.HEADER
        : TokenPlace.QUERY;
  }

  private static void whoami(CaseContext context) {
    TestDevice device = context.newUser();
    Reply reply = device.call("GET", "/account/whoami").expectStatus(200);
    reply.expect(
        reply.getText("/user_id").equals(device.userId())
            && reply.getText("/device_id").equals(device.deviceId()),
        "the user " + device.userId() + " and the device " + device.deviceId(),
        "came " + reply.getText("/user_id") + " and " + reply.getText("/device_id"));
  }
}
