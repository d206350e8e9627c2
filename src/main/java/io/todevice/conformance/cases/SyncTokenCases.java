package io.todevice.conformance.cases;

import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Syncs with a token that the device was not given (clause D5): refused, or a fresh start. */
final class SyncTokenCases {

  /** A server may wait a while for a place in a stream that it has not reached. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Tokens that no server gave out, by what a report calls them. */
  private static final Map<String, String> GARBAGE = readGarbage();

  private SyncTokenCases() {}

  static List<ConformanceCase> list() {
    return new Section(Places.SYNC)
        .must(
            "D5.token-of-another-device",
            "a sync with a token of another device shows none of that device's messages",
            context -> {
              TestDevice owner = context.newUser();
              otherToken(context, owner, context.newDevice(owner));
            },
            Capability.NEW_DEVICES)
        .must(
            "D5.token-of-another-user",
            "a sync with a token of another user shows none of that user's messages",
            context -> otherToken(context, context.newUser(), context.newUser()))
        .must(
            "D5.garbage-token",
            "a sync with a token that no server gave out is refused or begins afresh",
            SyncTokenCases::garbage)
        .robust(
            "D5.foreign-token-acknowledges-nothing",
            "a token of another user takes nothing out of the inbox",
            SyncTokenCases::acknowledgesNothing)
        .cases();
  }

  private static Map<String, String> readGarbage() {
    Map<String, String> tokens = new LinkedHashMap<>();
    CaseData.list("sync-tokens.yaml", "token")
        .forEach(entry -> tokens.put(entry.id(), entry.text("token")));
    return tokens;
  }

  private static Reply sync(CaseContext context, TestDevice device, String token) {
    Reply reply =
        context.send(
            device
                .request("GET", "/sync")
                .query("since", TestDevice.encode(token))
                .patience(PATIENCE));
    return reply.status() == 200 ? reply : reply.expectRefusal();
  }

  private static void otherToken(CaseContext context, TestDevice owner, TestDevice other) {
    TestDevice sender = context.newUser();
    Numbered.send(sender, owner, 1);
    String token = Numbered.expectFrom(owner, "", 1).getNextBatch();
    Reply reply = sync(context, other, token);
    if (reply.status() == 200) {
      Numbered.expect(reply);
    }
    Numbered.expect(other.sync());
    Numbered.expectFrom(owner, "", 1);
    Numbered.send(sender, other, 2);
    Numbered.expectFrom(other, "", 2);
  }

  private static void garbage(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    Numbered.send(sender, receiver, 1);
    String real = Numbered.expectFrom(receiver, "", 1).getNextBatch();
    Map<String, String> tokens = new LinkedHashMap<>(GARBAGE);
    tokens.put("a real one with more behind it", real + "~x");
    tokens.put("a real one with more before it", "~x" + real);
    for (Map.Entry<String, String> garbage : tokens.entrySet()) {
      Reply reply = sync(context, receiver, garbage.getValue());
      if (reply.status() == 200) {
        List<Integer> came = Numbered.of(reply.getMessages());
        reply.expect(
            came.isEmpty() || came.equals(List.of(1)),
            "the device's own messages at " + garbage.getKey(),
            "came " + came);
      }
    }
    Numbered.send(sender, receiver, 2);
    Numbered.expectFrom(receiver, real, 2);
  }

  /** Its token may be a place in a stream that all users share: that is no acknowledgement. */
  private static void acknowledgesNothing(CaseContext context) {
    TestDevice sender = context.newUser();
    TestDevice receiver = context.newUser();
    TestDevice other = context.newUser();
    Numbered.send(sender, receiver, 1);
    Numbered.send(sender, other, 2);
    String token = Numbered.expectFrom(other, "", 2).getNextBatch();
    var unused = sync(context, receiver, token);
    Numbered.expectInbox(context, receiver, 1);
  }
}
