package io.todevice.conformance.cases;

import static io.todevice.conformance.cases.Numbered.TYPE;

import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import java.util.List;

/** Requests that nothing answers (clause R1). */
final class RouteCases {

  private RouteCases() {}

  static List<ConformanceCase> list() {
    return new Section(Places.COMMON_ERRORS)
        .must(
            "R1.unknown-path",
            "a path that the server does not know is answered 404 M_UNRECOGNIZED",
            RouteCases::unknownPath)
        .must(
            "R1.wrong-method",
            "a method that a known path does not have is answered 405 M_UNRECOGNIZED",
            RouteCases::wrongMethod)
        .cases();
  }

  private static void unknownPath(CaseContext context) {
    TestDevice device = context.newUser();
    for (String path : List.of("/io.todevice.unknown", "/io.todevice.unknown/a/b")) {
      device.call("GET", path).expectError(404, "M_UNRECOGNIZED");
      context
          .send(TargetRequest.of("GET", TestDevice.API + path))
          .expectError(404, "M_UNRECOGNIZED");
    }
    device.call("GET", "/account/whoami").expectStatus(200);
  }

  private static void wrongMethod(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    sender.call("DELETE", "/sync").expectError(405, "M_UNRECOGNIZED");
    sender.call("PUT", "/account/whoami", "{}").expectError(405, "M_UNRECOGNIZED");
    String transactionId = context.newTransactionId();
    String path = TestDevice.sendPath(TYPE, transactionId);
    String body = Numbered.to(receiver, 1).json();
    sender.call("POST", path, body).expectError(405, "M_UNRECOGNIZED");
    Numbered.expectInbox(context, receiver);
    sender.call("PUT", path, body).expectEmptyObject();
    Numbered.expectInbox(context, receiver, 1);
  }
}
