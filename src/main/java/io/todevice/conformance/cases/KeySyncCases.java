package io.todevice.conformance.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.CrossSigningKeys;
import io.todevice.conformance.suite.LongPoll;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.SessionSteps;
import io.todevice.conformance.suite.TestDevice;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** What syncs tell of keys (clauses K6, K7 and K10). */
final class KeySyncCases {

  private static final int SYNCS = 20;
  private static final Duration LONG = Duration.ofSeconds(20);

  private KeySyncCases() {}

  static List<ConformanceCase> list() {
    return new Section(Places.KEYS_SYNC, Capability.END_TO_END_KEYS, Capability.NEW_DEVICES)
        .must(
            "K6.counts-in-every-sync",
            "every sync counts the one-time keys, also an empty one and after a claim",
            context -> counts(context, SyncLoop::of))
        .must(
            "K6.unused-fallback-types",
            "every sync lists the fallback keys that are unused, and none that was handed out",
            context -> unusedFallback(context, SyncLoop::of))
        .should(
            "K6.claim-wakes",
            "a claim wakes the waiting sync of the device whose key it was",
            KeySyncCases::claimWakes)
        .must(
            "K7.own-device-changes",
            "a sync names one's own user when another device publishes keys",
            context -> ownChange(context, SyncLoop::of))
        .must(
            "K7.cross-signing-changes",
            "a sync names one's own user when cross-signing keys are published",
            KeySyncCases::crossSigningChange,
            Capability.REGISTRATION)
        .must(
            "K7.followed-user-changes",
            "a sync names a user whose keys were asked for when they change",
            KeySyncCases::followedChange,
            Capability.FOLLOWING_WITHOUT_ROOMS)
        .must(
            "K7.changes-between-tokens",
            "/keys/changes names the users that the syncs between its tokens name",
            KeySyncCases::changesBetween)
        .must(
            "K10.keys-end-with-device",
            "a device that logs out takes its keys along",
            KeySyncCases::endOfDevice)
        .must(
            "K10.end-is-told",
            "a sync names one's own user when a device with keys logs out",
            KeySyncCases::endIsTold)
        .cases();
  }

  static void counts(CaseContext context, Function<TestDevice, SyncLoop> syncing) {
    TestDevice device = context.newUser();
    SyncLoop sync = syncing.apply(device);
    Keys.upload(device, Keys.identity(device));
    Keys.upload(device, Keys.oneTime(0, 1));
    expectCount(sync.next(), sync.keys(), 1);
    expectCount(sync.next(), sync.keys(), 1);
    Keys.claim(device, device);
    expectCount(sync.next(), sync.keys(), 0);
  }

  private static void expectCount(Reply sync, String keys, int count) {
    String pointer = keys + "/device_one_time_keys_count/" + Keys.ALGORITHM;
    JsonNode came = sync.getJson().at(pointer);
    sync.expect(came.isInt() && came.asInt() == count, count + " at " + pointer, "came " + came);
  }

  static void unusedFallback(CaseContext context, Function<TestDevice, SyncLoop> syncing) {
    TestDevice device = context.newUser();
    SyncLoop sync = syncing.apply(device);
    Keys.upload(device, Keys.fallback(1));
    Keys.expectUnused(sync, true);
    Keys.claim(device, device);
    Keys.expectUnused(sync, false);
  }

  private static void claimWakes(CaseContext context) throws InterruptedException {
    TestDevice device = context.newUser();
    Keys.upload(device, Keys.identity(device));
    Keys.upload(device, Keys.oneTime(0, 2));
    String since = LongPoll.settle(context, device);
    try (LongPoll sync = LongPoll.beginAndLook(context, device, since, LONG)) {
      Keys.claim(context.newUser(), device);
      expectCount(sync.getSoon(), "", 1);
    }
  }

  static void ownChange(CaseContext context, Function<TestDevice, SyncLoop> syncing) {
    TestDevice device = context.newUser();
    TestDevice other = context.newDevice(device);
    SyncLoop sync = syncing.apply(device);
    settle(sync);
    Keys.upload(other, Keys.identity(other));
    expectChanged(sync, device);
  }

  private static void crossSigningChange(CaseContext context) {
    TestDevice device = context.newUser();
    SyncLoop sync = SyncLoop.of(device);
    settle(sync);
    Signer.upload(device, CrossSigningKeys.of(device.userId()).upload()).expectStatus(200);
    expectChanged(sync, device);
  }

  private static void followedChange(CaseContext context) {
    TestDevice device = context.newUser();
    TestDevice other = context.newUser();
    SyncLoop sync = SyncLoop.of(device);
    Keys.query(device, other);
    settle(sync);
    Keys.upload(other, Keys.identity(other));
    expectChanged(sync, other);
  }

  private static void changesBetween(CaseContext context) {
    TestDevice device = context.newUser();
    TestDevice other = context.newDevice(device);
    SyncLoop sync = SyncLoop.of(device);
    String from = settle(sync).getNextBatch();
    Keys.upload(other, Keys.identity(other));
    String to = expectChanged(sync, device).getNextBatch();
    Reply changes =
        device
            .call(
                "GET",
                "/keys/changes?from=" + TestDevice.encode(from) + "&to=" + TestDevice.encode(to))
            .expectStatus(200);
    changes.expect(
        Keys.texts(changes.getJson().path("changed")).contains(device.userId()),
        device.userId() + " in /changed",
        "came " + changes.getJson());
  }

  private static void endOfDevice(CaseContext context) {
    TestDevice device = context.newUser();
    TestDevice other = withKeys(context, device);
    new SessionSteps(context).logout(other);
    context.expect(
        Keys.query(device, other).isMissingNode(), "no keys of the device", "they are there");
    Reply claim = Keys.claim(device, other);
    claim.expect(Keys.claimed(claim, other).isMissingNode(), "no one-time key", "there is one");
  }

  private static void endIsTold(CaseContext context) {
    TestDevice device = context.newUser();
    TestDevice other = withKeys(context, device);
    SyncLoop sync = SyncLoop.of(device);
    settle(sync);
    new SessionSteps(context).logout(other);
    expectChanged(sync, device);
  }

  private static TestDevice withKeys(CaseContext context, TestDevice sibling) {
    TestDevice device = context.newDevice(sibling);
    Keys.upload(device, Keys.identity(device));
    Keys.upload(device, Keys.oneTime(0, 2));
    return device;
  }

  /** Syncs until what devices have changed before is told. */
  private static Reply settle(SyncLoop sync) {
    sync.next();
    return sync.next();
  }

  private static Reply expectChanged(SyncLoop sync, TestDevice whose) {
    String pointer = sync.keys() + "/device_lists/changed";
    Predicate<Reply> names =
        reply -> Keys.texts(reply.getJson().at(pointer)).contains(whose.userId());
    Reply reply = sync.next();
    for (int i = 0; i < SYNCS && !names.test(reply); i++) {
      reply = sync.next();
    }
    return reply.expect(
        names.test(reply),
        whose.userId() + " in " + pointer,
        "came " + reply.getJson().at(sync.keys() + "/device_lists"));
  }
}
