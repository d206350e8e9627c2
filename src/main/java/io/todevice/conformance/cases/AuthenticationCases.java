package io.todevice.conformance.cases;

import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Messages;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import io.todevice.conformance.suite.TokenPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Who is let in, and where a token may stand (clauses A1 to A3). */
final class AuthenticationCases {

  private static final String TYPE = "io.todevice.test";

  private AuthenticationCases() {}

  static List<ConformanceCase> list() {
    List<ConformanceCase> cases =
        new ArrayList<>(
            new Section(Places.AUTHENTICATION)
                .must(
                    "A1.missing-token",
                    "a send and a sync without a token get 401 M_MISSING_TOKEN",
                    context -> isRefused(context, UnaryOperator.identity(), "M_MISSING_TOKEN"))
                .must(
                    "A1.unknown-token",
                    "a send and a sync with a token that nobody has get 401 M_UNKNOWN_TOKEN",
                    context ->
                        isRefused(
                            context,
                            request ->
                                context.authorized(
                                    request, "nobodys_" + context.random().nextLong()),
                            "M_UNKNOWN_TOKEN"))
                .must(
                    "A2.header-token",
                    "a token in the Authorization header lets a device send and sync",
                    context -> isAccepted(context, TokenPlace.HEADER),
                    Capability.HEADER_TOKEN)
                .must(
                    "A2.query-token",
                    "a token in the query lets a device send and sync",
                    context -> isAccepted(context, TokenPlace.QUERY),
                    Capability.QUERY_TOKEN)
                .robust(
                    "A2.token-in-neither-undocumented-place",
                    "a token in a cookie or in the body is no token",
                    AuthenticationCases::undocumentedPlaces)
                .cases());
    cases.addAll(
        new Section(Places.ERRORS)
            .must(
                "A1.error-body",
                "a 401 is JSON with the texts errcode and error",
                AuthenticationCases::errorBody)
            .cases());
    cases.addAll(
        new Section(Places.VERSIONS)
            .must(
                "A3.public-versions",
                "/versions answers without a token",
                AuthenticationCases::publicVersions)
            .cases());
    return cases;
  }

  private static TargetRequest send(CaseContext context, TestDevice to, String content) {
    String path = TestDevice.sendPath(TYPE, context.newTransactionId());
    return TargetRequest.of("PUT", TestDevice.API + path).json(Messages.to(to, content).json());
  }

  private static TargetRequest sync() {
    return TargetRequest.of("GET", TestDevice.API + "/sync");
  }

  /** Without a token of anybody nothing is sent; with one it is. */
  private static void isRefused(
      CaseContext context, UnaryOperator<TargetRequest> credentials, String errcode) {
    TestDevice device = context.newUser();
    context.send(credentials.apply(send(context, device, "{\"n\":1}"))).expectError(401, errcode);
    context.send(credentials.apply(sync())).expectError(401, errcode);
    context
        .send(context.authorized(send(context, device, "{\"n\":2}"), device.accessToken()))
        .expectEmptyObject();
    device.expectContents("{\"n\":2}");
  }

  private static void errorBody(CaseContext context) {
    context.send(sync()).expectStatus(401).expectErrorBody();
    context
        .send(context.authorized(sync(), "nobodys_" + context.random().nextLong()))
        .expectStatus(401)
        .expectErrorBody();
    context.newUser().sync();
  }

  private static void isAccepted(CaseContext context, TokenPlace place) {
    TestDevice sender = context.newUser();
    TestDevice recipient = context.newUser();
    context
        .send(place.put(send(context, recipient, "{\"n\":1}"), sender.accessToken()))
        .expectEmptyObject();
    recipient.sync("", 1);
    Reply reply = context.send(place.put(sync(), recipient.accessToken()));
    reply.expect(reply.getMessages().size() == 1, "the message", "came " + reply.getMessages());
  }

  private static void undocumentedPlaces(CaseContext context) {
    TestDevice device = context.newUser();
    String token = device.accessToken();
    context
        .send(sync().header("Cookie", "access_token=" + token))
        .expectError(401, "M_MISSING_TOKEN");
    String messages = Messages.to(device, "{\"n\":1}").json();
    String withToken = "{\"access_token\":\"" + token + "\"," + messages.substring(1);
    context.send(send(context, device, "{}").json(withToken)).expectError(401, "M_MISSING_TOKEN");
    device.send(TYPE, Messages.to(device, "{\"n\":2}"));
    device.expectContents("{\"n\":2}");
  }

  private static void publicVersions(CaseContext context) {
    Reply reply =
        context.send(TargetRequest.of("GET", "/_matrix/client/versions")).expectStatus(200);
    reply.expect(
        reply.getJson().path("versions").isArray(),
        "a list at /versions",
        "came " + reply.getJson().path("versions"));
  }
}
