package io.todevice.conformance.cases;

import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Messages;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import io.todevice.conformance.suite.ToDeviceMessage;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Credentials that are not written as usual (clause A4). */
final class CredentialCases {

  private static final String FILE = "credentials.yaml";
  private static final int LONG = 100_000;
  private static final String TYPE = "io.todevice.test";

  private CredentialCases() {}

  static List<ConformanceCase> list() {
    Section section = new Section(Places.AUTHENTICATION);
    for (CaseData data : CaseData.list(FILE, "title", "headers", "query", "allowed")) {
      Credentials credentials = Credentials.of(data);
      section.robust("A4." + data.id(), data.text("title"), credentials::tryOut);
    }
    return section.cases();
  }

  /**
   * What stands where a token should.
   *
   * @param headers values of {@code Authorization}, in order
   * @param query values of {@code access_token}, percent-encoded
   * @param allowed the statuses that may come; every 4xx and the end of the connection if there are
   *     none
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Credentials(List<String> headers, List<String> query, int... allowed) {

    static Credentials of(CaseData data) {
      if (data.texts("headers").isEmpty() && data.texts("query").isEmpty()) {
        throw data.wrong("has neither headers nor query");
      }
      return new Credentials(data.texts("headers"), data.texts("query"), data.statuses("allowed"));
    }

    /** What comes with a 200 must be the device's own, and the token is good all the while. */
    void tryOut(CaseContext context) {
      TestDevice device = context.newUser();
      device.send(TYPE, Messages.to(device, "{\"n\":1}"));
      device.sync("", 1);
      Optional<Reply> reply = context.sendRaw(request(device));
      if (allowed.length == 0) {
        reply.ifPresent(
            some ->
                some.expect(
                    some.status() >= 400 && some.status() < 500,
                    "a refusal (4xx)",
                    "came " + some.status()));
      } else {
        judge(
            reply.orElseThrow(
                () -> context.unmet("an answer", "the connection was closed without one")));
      }
      device.expectContents("{\"n\":1}");
    }

    private void judge(Reply reply) {
      reply.expectStatus(allowed);
      if (reply.status() == 200) {
        List<ToDeviceMessage> messages = reply.getMessages();
        reply.expect(messages.size() == 1, "the inbox of the token's device", "came " + messages);
      } else {
        reply.expectErrorBody();
      }
    }

    private TargetRequest request(TestDevice device) {
      TargetRequest request =
          TargetRequest.of("GET", TestDevice.API + "/sync").from(device.session().toString());
      for (String header : headers) {
        request = request.header("Authorization", filled(header, device));
      }
      for (String value : query) {
        request = request.query("access_token", filled(value, device));
      }
      return request;
    }

    private static String filled(String template, TestDevice device) {
      String basic = device.userId() + ":" + device.accessToken();
      return template
          .replace("{token}", device.accessToken())
          .replace(
              "{basic}", Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)))
          .replace("{long}", "a".repeat(LONG));
    }
  }
}
