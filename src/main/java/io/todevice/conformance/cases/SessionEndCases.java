package io.todevice.conformance.cases;

import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.LongPoll;
import io.todevice.conformance.suite.Messages;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.SessionSteps;
import io.todevice.conformance.suite.TestDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What ends a token, and that it ends at once (clause A5). */
final class SessionEndCases {

  private static final String TYPE = "io.todevice.test";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String UNKNOWN = "M_UNKNOWN_TOKEN";

  private SessionEndCases() {}

  static List<ConformanceCase> list() {
    List<ConformanceCase> cases =
        new ArrayList<>(
            new Section(Places.LOGOUT)
                .must(
                    "A5.logout",
                    "a device that has logged out is let in no more, the user's others are",
                    SessionEndCases::logout,
                    Capability.NEW_DEVICES)
                .must(
                    "A5.logout-ends-waiting-sync",
                    "a sync that waits ends when its device logs out, with 401 or with nothing",
                    SessionEndCases::logoutEndsWaitingSync,
                    Capability.NEW_DEVICES)
                .cases());
    cases.addAll(
        new Section(Places.LOGOUT_ALL)
            .must(
                "A5.logout-all",
                "all devices of a user are let in no more after /logout/all, waiting ones neither",
                SessionEndCases::logoutAll,
                Capability.NEW_DEVICES,
                Capability.LOGOUT_ALL)
            .cases());
    cases.addAll(
        new Section(Places.DEVICE_DELETION)
            .must(
                "A5.device-deletion",
                "a device that is deleted is let in no more, a waiting one neither",
                SessionEndCases::deviceDeletion,
                Capability.NEW_DEVICES,
                Capability.DEVICE_DELETION)
            .cases());
    return cases;
  }

  private static void logout(CaseContext context) {
    TestDevice staying = context.newUser();
    TestDevice leaving = context.newDevice(staying);
    leaving.call("POST", "/logout", "{}").expectEmptyObject();
    isShutOut(context, leaving);
    isLetIn(staying);
  }

  private static void logoutEndsWaitingSync(CaseContext context) throws InterruptedException {
    TestDevice staying = context.newUser();
    TestDevice leaving = context.newDevice(staying);
    try (LongPoll waiting = waiting(context, leaving)) {
      leaving.call("POST", "/logout", "{}").expectEmptyObject();
      expectEnd(waiting.getSoon());
    }
    isLetIn(staying);
  }

  private static void logoutAll(CaseContext context) throws InterruptedException {
    TestDevice first = context.newUser();
    TestDevice second = context.newDevice(first);
    TestDevice somebodyElse = context.newUser();
    try (LongPoll waiting = waiting(context, second)) {
      first.call("POST", "/logout/all", "{}").expectEmptyObject();
      expectEnd(waiting.getSoon());
    }
    isShutOut(context, first);
    isShutOut(context, second);
    isLetIn(somebodyElse);
  }

  private static void deviceDeletion(CaseContext context) throws InterruptedException {
    TestDevice staying = context.newUser();
    TestDevice deleted = context.newDevice(staying);
    try (LongPoll waiting = waiting(context, deleted)) {
      new SessionSteps(context).delete(staying, deleted);
      expectEnd(waiting.getSoon());
    }
    isShutOut(context, deleted);
    isLetIn(staying);
  }

  private static LongPoll waiting(CaseContext context, TestDevice device)
      throws InterruptedException {
    return LongPoll.beginAndLook(context, device, LongPoll.settle(context, device), TIMEOUT);
  }

  /** A server may notice the end while the sync waits, or answer that there is nothing. */
  private static void expectEnd(Reply reply) {
    if (reply.status() == 200) {
      reply.expect(reply.getMessages().isEmpty(), "no messages", "came " + reply.getMessages());
    } else {
      reply.expectError(401, UNKNOWN);
    }
  }

  private static void isShutOut(CaseContext context, TestDevice device) {
    device.call("GET", "/sync").expectError(401, UNKNOWN);
    device
        .send(TYPE, context.newTransactionId(), Messages.to(device, "{}"))
        .expectError(401, UNKNOWN);
  }

  private static void isLetIn(TestDevice device) {
    device.send(TYPE, Messages.to(device, "{\"n\":1}"));
    device.expectContents("{\"n\":1}");
  }
}
