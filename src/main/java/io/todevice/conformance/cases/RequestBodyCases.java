package io.todevice.conformance.cases;

import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Bodies of the wrong shape (clause S5), and bodies without their media type (S7). */
final class RequestBodyCases {

  private static final String FILE = "bodies.yaml";
  private static final String CONTENT = "{\"n\":1}";

  private RequestBodyCases() {}

  static List<ConformanceCase> list() {
    Section section =
        new Section(Places.ERRORS)
            .must(
                "S5.nothing-stored",
                "nothing of a refused request is stored, not for good recipients either",
                RequestBodyCases::nothingStored);
    for (CaseData data : CaseData.list(FILE, "title", "body", "errcodes")) {
      String body = data.text("body");
      String[] errcodes = errcodes(data);
      section.must(
          "S5." + data.id(), data.text("title"), context -> isRefused(context, body, errcodes));
    }
    List<ConformanceCase> cases = new ArrayList<>(section.cases());
    cases.addAll(
        new Section(Places.SEND_TO_DEVICE)
            .must(
                "S5.unknown-members-ignored",
                "members beside messages do not hinder a request",
                RequestBodyCases::unknownMembersIgnored)
            .should(
                "S7.no-content-type",
                "a body of JSON is taken without Content-Type",
                context -> isTakenAs(context, ""))
            .should(
                "S7.other-content-type",
                "a body of JSON is taken whatever Content-Type says",
                RequestBodyCases::otherContentType)
            .cases());
    return cases;
  }

  private static String[] errcodes(CaseData data) {
    List<String> errcodes = data.texts("errcodes");
    if (errcodes.isEmpty() || !errcodes.stream().allMatch(each -> each.matches("M_[A-Z_]+"))) {
      throw data.wrong("errcodes must be a list of one or more error codes");
    }
    return errcodes.toArray(String[]::new);
  }

  private static void isRefused(CaseContext context, String body, String... errcodes) {
    TestDevice sender = context.newUser();
    TestDevice recipient = context.newUser();
    String filled =
        body.replace("{user}", recipient.userId()).replace("{device}", recipient.deviceId());
    context
        .send(Odd.put(context, sender, filled.getBytes(StandardCharsets.UTF_8)))
        .expectError(400, errcodes);
    Odd.expectNext(context, sender, recipient, List.of());
  }

  /** With the bad one first and last, of the same user and of another. */
  private static void nothingStored(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice good = context.newUser();
    String user = "\"" + good.userId() + "\":";
    String device = "\"" + good.deviceId() + "\":" + CONTENT;
    String other = "\"@nobody:" + good.session().account().serverName() + "\":";
    for (String messages :
        List.of(
            user + "{" + device + "}," + other + "{\"D\":\"bad\"}",
            other + "{\"D\":\"bad\"}," + user + "{" + device + "}",
            user + "{" + device + "}," + other + "[]",
            user + "{" + device + ",\"D\":7}",
            user + "{\"D\":7," + device + "}")) {
      String body = "{\"messages\":{" + messages + "}}";
      context
          .send(Odd.put(context, sender, body.getBytes(StandardCharsets.UTF_8)))
          .expectStatus(400)
          .expectErrorBody();
    }
    Odd.expectNext(context, sender, good, List.of());
  }

  private static void unknownMembersIgnored(CaseContext context) {
    Odd.isTaken(
        context,
        CONTENT,
        (sender, recipient) -> {
          String body =
              "{\"io.todevice.other\":[{\"a\":null}],\"type\":5,"
                  + Odd.body(recipient, CONTENT).substring(1);
          return Odd.put(context, sender, body.getBytes(StandardCharsets.UTF_8));
        });
  }

  private static void otherContentType(CaseContext context) {
    isTakenAs(context, "text/plain");
    isTakenAs(context, "application/x-www-form-urlencoded");
  }

  private static void isTakenAs(CaseContext context, String contentType) {
    Odd.isTaken(
        context,
        CONTENT,
        (sender, recipient) -> {
          byte[] body = Odd.body(recipient, CONTENT).getBytes(StandardCharsets.UTF_8);
          TargetRequest request = Odd.put(context, sender, body).withoutHeader("Content-Type");
          return contentType.isEmpty() ? request : request.header("Content-Type", contentType);
        });
  }
}
