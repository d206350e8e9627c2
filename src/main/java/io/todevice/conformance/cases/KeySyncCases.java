package io.todevice.conformance.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.SessionSteps;
import io.todevice.conformance.suite.TestDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What syncs tell of keys, and cross-signing keys (clauses K6 to K10). */
final class KeySyncCases {

  private static final int SYNCS = 20;

  private KeySyncCases() {}

  static List<ConformanceCase> list() {
    List<ConformanceCase> cases = new ArrayList<>(syncing());
    cases.addAll(crossSigning());
    return cases;
  }

  private static List<ConformanceCase> syncing() {
    return new Section(Places.KEYS_SYNC)
        .must(
            "K6.counts-in-every-sync",
            "every sync counts the one-time keys, also an empty one and after a claim",
            KeySyncCases::counts,
            Capability.END_TO_END_KEYS)
        .must(
            "K6.unused-fallback-types",
            "every sync lists the fallback keys that are unused, and none that was handed out",
            KeySyncCases::unusedFallback,
            Capability.END_TO_END_KEYS)
        .must(
            "K7.own-device-changes",
            "a sync names one's own user when another device publishes keys",
            KeySyncCases::ownChange,
            Capability.END_TO_END_KEYS,
            Capability.NEW_DEVICES)
        .must(
            "K7.changes-between-tokens",
            "/keys/changes names the users that the syncs between its tokens name",
            KeySyncCases::changesBetween,
            Capability.END_TO_END_KEYS,
            Capability.NEW_DEVICES)
        .must(
            "K10.keys-end-with-device",
            "a device that logs out takes its keys along",
            KeySyncCases::endOfDevice,
            Capability.END_TO_END_KEYS,
            Capability.NEW_DEVICES)
        .cases();
  }

  private static List<ConformanceCase> crossSigning() {
    return new Section(Places.CROSS_SIGNING)
        .must(
            "K8.first-upload",
            "the first cross-signing keys and the same again need no password, and others see them",
            KeySyncCases::firstUpload,
            Capability.END_TO_END_KEYS)
        .must(
            "K8.replacing-needs-auth",
            "cross-signing keys are not replaced without user-interactive authentication",
            KeySyncCases::replacing,
            Capability.END_TO_END_KEYS)
        .must(
            "K8.invalid-signature",
            "a self-signing key that the master key has not signed is refused",
            KeySyncCases::invalidSignature,
            Capability.END_TO_END_KEYS)
        .must(
            "K9.failures",
            "a signature that is wrong is reported, and not merged",
            KeySyncCases::wrongSignature,
            Capability.END_TO_END_KEYS)
        .cases();
  }

  private static void counts(CaseContext context) {
    TestDevice device = context.newUser();
    Keys.upload(device, Keys.identity(device));
    Keys.upload(device, Keys.oneTime(0, 1));
    Reply first = expectCount(device.sync(), 1);
    Reply empty = expectCount(device.sync(first.getNextBatch()), 1);
    Keys.claim(device, device);
    expectCount(device.sync(empty.getNextBatch()), 0);
  }

  private static Reply expectCount(Reply sync, int count) {
    JsonNode came = sync.getJson().path("device_one_time_keys_count").path(Keys.ALGORITHM);
    return sync.expect(
        came.isInt() && came.asInt() == count,
        count + " at /device_one_time_keys_count/" + Keys.ALGORITHM,
        "came " + came);
  }

  private static void unusedFallback(CaseContext context) {
    TestDevice device = context.newUser();
    Keys.upload(device, Keys.fallback(1));
    expectUnused(device.sync(), true);
    Keys.claim(device, device);
    expectUnused(device.sync(), false);
  }

  private static void expectUnused(Reply sync, boolean isUnused) {
    List<String> types = Keys.changed(sync.getJson().path("device_unused_fallback_key_types"));
    sync.expect(
        types.contains(Keys.ALGORITHM) == isUnused,
        (isUnused ? "" : "not ") + Keys.ALGORITHM + " in /device_unused_fallback_key_types",
        "came " + types);
  }

  private static void ownChange(CaseContext context) {
    TestDevice device = context.newUser();
    TestDevice other = context.newDevice(device);
    String since = settled(device);
    Keys.upload(other, Keys.identity(other));
    expectChanged(device, since);
  }

  /** A token from which on nothing is told yet: what devices before have changed is over. */
  private static String settled(TestDevice device) {
    String since = device.sync().getNextBatch();
    return device.sync(since).getNextBatch();
  }

  private static Reply expectChanged(TestDevice device, String since) {
    Predicate<Reply> names =
        sync -> Keys.changed(sync.getJson().at("/device_lists/changed")).contains(device.userId());
    Reply sync = device.sync(since);
    for (int i = 0; i < SYNCS && !names.test(sync); i++) {
      sync = device.sync(since);
    }
    return sync.expect(
        names.test(sync),
        device.userId() + " in /device_lists/changed",
        "came " + sync.getJson().path("device_lists"));
  }

  private static void changesBetween(CaseContext context) {
    TestDevice device = context.newUser();
    TestDevice other = context.newDevice(device);
    String from = settled(device);
    Keys.upload(other, Keys.identity(other));
    String to = expectChanged(device, from).getNextBatch();
    Reply changes = changes(device, from, to);
    changes.expect(
        Keys.changed(changes.getJson().path("changed")).contains(device.userId()),
        device.userId() + " in /changed",
        "came " + changes.getJson());
  }

  private static Reply changes(TestDevice device, String from, String to) {
    return device
        .call(
            "GET", "/keys/changes?from=" + TestDevice.encode(from) + "&to=" + TestDevice.encode(to))
        .expectStatus(200);
  }

  private static void endOfDevice(CaseContext context) {
    TestDevice device = context.newUser();
    TestDevice other = context.newDevice(device);
    Keys.upload(other, Keys.identity(other));
    Keys.upload(other, Keys.oneTime(0, 2));
    new SessionSteps(context).logout(other);
    context.expect(
        Keys.query(device, other).isMissingNode(), "no keys of the device", "they are there");
    Reply claim = Keys.claim(device, other);
    claim.expect(Keys.claimed(claim, other).isMissingNode(), "no one-time key", "there is one");
  }

  private static void firstUpload(CaseContext context) {
    TestDevice device = context.newUser();
    uploadMaster(device, 1).expectStatus(200);
    uploadMaster(device, 1).expectStatus(200);
    Reply query =
        context
            .newUser()
            .call("POST", "/keys/query", "{\"device_keys\":{\"" + device.userId() + "\":[]}}");
    JsonNode master = query.getJson().path("master_keys").path(device.userId()).path("keys");
    query.expect(
        master.path("ed25519:" + Keys.publicKey(1)).isTextual(),
        "the key at /master_keys",
        "came " + query.getJson().path("master_keys"));
  }

  private static void replacing(CaseContext context) {
    TestDevice device = context.newUser();
    uploadMaster(device, 1).expectStatus(200);
    uploadMaster(device, 2).expectStatus(401);
  }

  private static Reply uploadMaster(TestDevice device, int number) {
    return device.call(
        "POST",
        "/keys/device_signing/upload",
        "{\"master_key\":" + key(device, "master", number, "") + "}");
  }

  private static String key(TestDevice device, String usage, int number, String more) {
    return "{\"user_id\":\"%1$s\",\"usage\":[\"%2$s\"],\"keys\":{\"ed25519:%3$s\":\"%3$s\"}%4$s}"
        .formatted(device.userId(), usage, Keys.publicKey(number), more);
  }

  private static void invalidSignature(CaseContext context) {
    TestDevice device = context.newUser();
    String signatures =
        ",\"signatures\":{\"%s\":{\"ed25519:%s\":\"%s\"}}"
            .formatted(device.userId(), Keys.publicKey(1), Keys.publicKey(3));
    device
        .call(
            "POST",
            "/keys/device_signing/upload",
            "{\"master_key\":%s,\"self_signing_key\":%s}"
                .formatted(
                    key(device, "master", 1, ""), key(device, "self_signing", 2, signatures)))
        .expectRefusal()
        .expectStatus(400);
  }

  private static void wrongSignature(CaseContext context) {
    TestDevice device = context.newUser();
    uploadMaster(device, 1).expectStatus(200);
    Keys.upload(device, Keys.identity(device));
    String signatures =
        ",\"signatures\":{\"%s\":{\"ed25519:%s\":\"%s\"}}"
            .formatted(device.userId(), device.deviceId(), Keys.publicKey(3));
    Reply reply =
        device
            .call(
                "POST",
                "/keys/signatures/upload",
                "{\"%s\":{\"%s\":%s}}"
                    .formatted(
                        device.userId(), Keys.publicKey(1), key(device, "master", 1, signatures)))
            .expectStatus(200);
    JsonNode failure =
        reply.getJson().path("failures").path(device.userId()).path(Keys.publicKey(1));
    reply.expect(
        failure.path("errcode").isTextual(),
        "an error at /failures for the key",
        "came " + reply.getJson());
  }
}
