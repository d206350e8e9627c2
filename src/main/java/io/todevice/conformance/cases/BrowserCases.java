package io.todevice.conformance.cases;

import static io.todevice.conformance.cases.Numbered.TYPE;

import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import java.util.List;

/**
 * What a client in a browser needs (clause R2). The methods and headers that are allowed matter to
 * a browser in the answer to {@code OPTIONS} only: there they are demanded, elsewhere recommended.
 */
final class BrowserCases {

  private static final String ORIGIN = "https://client.example.org";

  private BrowserCases() {}

  static List<ConformanceCase> list() {
    return new Section(Places.BROWSERS)
        .must(
            "R2.cors-on-success",
            "what succeeds may be read by clients of any origin",
            BrowserCases::onSuccess)
        .must(
            "R2.cors-on-errors",
            "what fails may be read by clients of any origin",
            BrowserCases::onErrors)
        .must(
            "R2.preflight",
            "OPTIONS needs no token and allows the methods and headers of the API",
            BrowserCases::preflight)
        .must(
            "R2.preflight-runs-nothing",
            "OPTIONS on a send delivers nothing and is no transaction",
            BrowserCases::preflightRunsNothing)
        .should(
            "R2.same-headers-everywhere",
            "the methods and headers that are allowed stand on every answer",
            BrowserCases::sameHeadersEverywhere)
        .cases();
  }

  private static Reply send(CaseContext context, TargetRequest request) {
    Reply reply = context.send(request.header("Origin", ORIGIN));
    String allowed = reply.findHeader("Access-Control-Allow-Origin").orElse("");
    return reply.expect(
        allowed.equals("*"),
        "Access-Control-Allow-Origin: *",
        allowed.isEmpty() ? "there is none" : "came " + allowed);
  }

  private static void onSuccess(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    send(context, TargetRequest.of("GET", "/_matrix/client/versions")).expectStatus(200);
    send(context, sender.request("GET", "/account/whoami")).expectStatus(200);
    send(context, sender.request("GET", "/sync")).expectStatus(200);
    TargetRequest message =
        sender.sendRequest(TYPE, context.newTransactionId(), Numbered.to(receiver, 1));
    send(context, message).expectEmptyObject();
    Numbered.expectInbox(context, receiver, 1);
  }

  private static void onErrors(CaseContext context) {
    TestDevice device = context.newUser();
    send(context, TargetRequest.of("GET", TestDevice.API + "/sync")).expectStatus(401);
    send(context, device.request("GET", "/io.todevice.unknown")).expectStatus(404);
    send(context, device.request("DELETE", "/sync")).expectStatus(405);
    TargetRequest message =
        device.sendRequest(TYPE, context.newTransactionId(), Numbered.to(device, 1));
    send(context, message.json("{\"messages\"")).expectStatus(400);
    send(context, message).expectStatus(200);
  }

  private static TargetRequest preflight(String path) {
    return TargetRequest.of("OPTIONS", TestDevice.API + path)
        .header("Access-Control-Request-Method", "PUT")
        .header("Access-Control-Request-Headers", "authorization, content-type");
  }

  private static void preflight(CaseContext context) {
    for (String path : List.of("/sync", "/login", TestDevice.sendPath(TYPE, "preflight"))) {
      expectAllowed(send(context, preflight(path)).expectStatus(200, 204));
    }
  }

  private static void sameHeadersEverywhere(CaseContext context) {
    TestDevice device = context.newUser();
    expectAllowed(send(context, device.request("GET", "/sync")).expectStatus(200));
    expectAllowed(send(context, device.request("GET", "/io.todevice.unknown")).expectStatus(404));
    TargetRequest withoutToken = TargetRequest.of("GET", TestDevice.API + "/sync");
    expectAllowed(send(context, withoutToken).expectStatus(401));
  }

  private static void expectAllowed(Reply reply) {
    reply
        .expectHeaderMembers(
            "Access-Control-Allow-Methods", "GET", "POST", "PUT", "DELETE", "OPTIONS")
        .expectHeaderMembers(
            "Access-Control-Allow-Headers", "X-Requested-With", "Content-Type", "Authorization");
  }

  private static void preflightRunsNothing(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    String transactionId = context.newTransactionId();
    String body = Numbered.to(receiver, 1).json();
    TargetRequest options = preflight(TestDevice.sendPath(TYPE, transactionId)).json(body);
    send(context, context.authorized(options, sender.accessToken())).expectStatus(200, 204);
    Numbered.expectInbox(context, receiver);
    sender.send(TYPE, transactionId, Numbered.to(receiver, 1)).expectEmptyObject();
    Numbered.expectInbox(context, receiver, 1);
  }
}
