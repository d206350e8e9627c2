package io.todevice.conformance.cases;

import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Messages;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.SessionSteps;
import io.todevice.conformance.suite.TestDevice;
import java.util.ArrayList;
import java.util.List;

/** A device that gets another token is the same device (clause A6). */
final class SameDeviceCases {

  private static final String TYPE = "io.todevice.test";

  private SameDeviceCases() {}

  static List<ConformanceCase> list() {
    List<ConformanceCase> cases =
        new ArrayList<>(
            new Section(Places.TOKENS_AND_DEVICES)
                .should(
                    "A6.login-again-replaces-token",
                    "a login with the ID of a device ends the token that the device had",
                    SameDeviceCases::replacesToken,
                    Capability.NEW_DEVICES,
                    Capability.PASSWORD_LOGIN)
                .should(
                    "A6.login-again-keeps-inbox",
                    "a login with the ID of a device finds the messages that wait for it",
                    SameDeviceCases::keepsInbox,
                    Capability.NEW_DEVICES,
                    Capability.PASSWORD_LOGIN)
                .cases());
    cases.addAll(
        new Section(Places.REFRESHING)
            .should(
                "A6.refresh-keeps-device",
                "a device that renews its token stays the same and keeps its messages",
                SameDeviceCases::refreshKeepsDevice,
                Capability.REFRESH_TOKENS)
            .cases());
    return cases;
  }

  private static void replacesToken(CaseContext context) {
    TestDevice other = context.newUser();
    TestDevice before = context.newDevice(other);
    TestDevice after = new SessionSteps(context).loginAgain(before);
    before.call("GET", "/sync").expectError(401, "M_UNKNOWN_TOKEN");
    after.sync();
    other.sync();
  }

  private static void keepsInbox(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice user = context.newUser();
    TestDevice before = context.newDevice(user);
    sender.send(TYPE, Messages.to(before, "{\"n\":1}"));
    TestDevice after = new SessionSteps(context).loginAgain(before);
    sender.send(TYPE, Messages.to(after, "{\"n\":2}"));
    after.expectContents("{\"n\":1}", "{\"n\":2}");
  }

  private static void refreshKeepsDevice(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice user = context.newUser();
    SessionSteps steps = new SessionSteps(context);
    SessionSteps.Refreshable before = steps.loginWithRefreshToken(user.session().account());
    sender.send(TYPE, Messages.to(before.device(), "{\"n\":1}"));
    TestDevice after = steps.refresh(before);
    Reply whoami = after.call("GET", "/account/whoami").expectStatus(200);
    String deviceId = whoami.getText("/device_id");
    whoami.expect(
        deviceId.equals(before.device().deviceId()),
        "the device " + before.device().deviceId(),
        "came " + deviceId);
    sender.send(TYPE, Messages.to(after, "{\"n\":2}"));
    after.expectContents("{\"n\":1}", "{\"n\":2}");
  }
}
