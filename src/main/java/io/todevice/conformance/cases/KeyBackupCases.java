package io.todevice.conformance.cases;

import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Json;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import java.util.List;

/** Server-side key backups (clause K11). */
final class KeyBackupCases {

  private static final String VERSION = "/room_keys/version";
  private static final String KEY_PATH = "/room_keys/keys/%21reeds%3Aexample.org/c2Vzc2lvbg";
  private static final String BACKUP =
      "{\"algorithm\":\"m.megolm_backup.v1.curve25519-aes-sha2\","
          + "\"auth_data\":{\"public_key\":\"abcdefg\"}}";

  private KeyBackupCases() {}

  static List<ConformanceCase> list() {
    // A user who has a backup already would lose it.
    return new Section(Places.KEY_BACKUP, Capability.KEY_BACKUP, Capability.REGISTRATION)
        .must(
            "K11.no-backup",
            "a user without a key backup has none: 404 M_NOT_FOUND",
            context -> context.newUser().call("GET", VERSION).expectError(404, "M_NOT_FOUND"))
        .must(
            "K11.round-trip",
            "a key comes back as it was backed up, is counted, and changes the etag",
            KeyBackupCases::roundTrip)
        .must(
            "K11.better-key",
            "a verified key stays where one comes that is not",
            context -> betterKey(context, 9))
        .must(
            "K11.verified-first",
            "a verified key stays where one comes that has a lower index and is not",
            context -> betterKey(context, 1))
        .must(
            "K11.lower-index",
            "a key is replaced by one that is as verified and has a lower index or count",
            KeyBackupCases::lowerIndex)
        .must(
            "K11.wrong-version",
            "keys for another backup than the current one are refused, and the error names that",
            KeyBackupCases::wrongVersion)
        .must("K11.deleted", "a deleted backup is gone", KeyBackupCases::deleted)
        .cases();
  }

  private static void roundTrip(CaseContext context) {
    TestDevice device = context.newUser();
    String version = create(device);
    String etag = device.call("GET", VERSION).expectStatus(200).getText("/etag");
    String key = key(3, true, "one");
    put(device, version, key);
    expectKey(device, version, key);
    Reply info = device.call("GET", VERSION).expectStatus(200);
    info.expect(
        info.getJson().path("count").asInt(-1) == 1, "a count of 1", "came " + info.getJson());
    info.expect(!info.getText("/etag").equals(etag), "another etag than " + etag, "came the same");
  }

  private static void betterKey(CaseContext context, int otherIndex) {
    TestDevice device = context.newUser();
    String version = create(device);
    String verified = key(5, true, "one");
    put(device, version, verified);
    put(device, version, key(otherIndex, false, "two"));
    expectKey(device, version, verified);
  }

  private static void lowerIndex(CaseContext context) {
    TestDevice device = context.newUser();
    String version = create(device);
    String lowerIndex = key(4, 2, true, "three");
    String lowerCount = key(4, 1, true, "four");
    put(device, version, key(5, 1, true, "one"));
    put(device, version, lowerIndex);
    expectKey(device, version, lowerIndex);
    put(device, version, lowerCount);
    put(device, version, lowerIndex);
    expectKey(device, version, lowerCount);
  }

  private static void wrongVersion(CaseContext context) {
    TestDevice device = context.newUser();
    String first = create(device);
    String second = create(device);
    Reply reply = device.call("PUT", keyPath(first), key(0, false, "one"));
    reply.expectError(403, "M_WRONG_ROOM_KEYS_VERSION");
    reply.expect(
        reply.getJson().path("current_version").asText("").equals(second),
        "current_version " + second,
        "came " + reply.getJson());
  }

  private static void deleted(CaseContext context) {
    TestDevice device = context.newUser();
    String path = VERSION + "/" + TestDevice.encode(create(device));
    device.call("DELETE", path).expectStatus(200);
    device.call("GET", path).expectError(404, "M_NOT_FOUND");
  }

  private static String create(TestDevice device) {
    return device.call("POST", VERSION, BACKUP).expectStatus(200).getText("/version");
  }

  private static void expectKey(TestDevice device, String version, String key) {
    Reply reply = device.call("GET", keyPath(version)).expectStatus(200);
    reply.expect(
        Json.areSame(reply.getJson(), Json.of(key)), "the key " + key, "came " + reply.getJson());
  }

  private static String keyPath(String version) {
    return KEY_PATH + "?version=" + TestDevice.encode(version);
  }

  private static void put(TestDevice device, String version, String key) {
    device.call("PUT", keyPath(version), key).expectStatus(200);
  }

  private static String key(int firstMessageIndex, boolean isVerified, String data) {
    return key(firstMessageIndex, 0, isVerified, data);
  }

  private static String key(
      int firstMessageIndex, int forwardedCount, boolean isVerified, String data) {
    return "{\"first_message_index\":%d,\"forwarded_count\":%d,\"is_verified\":%s,\"session_data\":{\"mac\":\"%s\"}}"
        .formatted(firstMessageIndex, forwardedCount, isVerified, data);
  }
}
