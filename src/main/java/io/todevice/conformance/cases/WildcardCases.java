package io.todevice.conformance.cases;

import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Messages;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import java.util.List;

/** Which devices a message goes to (clause S2). */
final class WildcardCases {

  private static final String TYPE = "io.todevice.test";

  private WildcardCases() {}

  static List<ConformanceCase> list() {
    return new Section(Places.TO_DEVICE)
        .must(
            "S2.named-device-only",
            "a message to one device comes to that device and to no other of the user",
            WildcardCases::namedDeviceOnly,
            Capability.NEW_DEVICES)
        .must(
            "S2.wildcard-all-devices",
            "a message to * comes to every device of the user, once",
            WildcardCases::allDevices,
            Capability.NEW_DEVICES)
        .cases();
  }

  private static void namedDeviceOnly(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice named = context.newUser();
    TestDevice other = context.newDevice(named);
    sender.send(TYPE, Messages.to(named, "{\"n\":1}"));
    named.expectContents("{\"n\":1}");
    other.expectContents();
  }

  private static void allDevices(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice first = context.newUser();
    TestDevice second = context.newDevice(first);
    sender.send(TYPE, Messages.toAll(first.userId(), "{\"n\":1}"));
    first.expectContents("{\"n\":1}");
    second.expectContents("{\"n\":1}");
    sender.expectContents();
  }
}
