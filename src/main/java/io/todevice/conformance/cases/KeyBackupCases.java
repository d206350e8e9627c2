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
    return new Section(Places.KEY_BACKUP)
        .must(
            "K11.no-backup",
            "a user without a key backup has none: 404 M_NOT_FOUND",
            context -> context.newUser().call("GET", VERSION).expectError(404, "M_NOT_FOUND"),
            Capability.KEY_BACKUP)
        .must(
            "K11.round-trip",
            "a key comes back as it was backed up, is counted, and changes the etag",
            KeyBackupCases::roundTrip,
            Capability.KEY_BACKUP)
        .must(
            "K11.better-key",
            "a verified key stays where one comes that is not",
            KeyBackupCases::betterKey,
            Capability.KEY_BACKUP)
        .must(
            "K11.wrong-version",
            "keys for another backup than the current one are refused, and the error names that",
            KeyBackupCases::wrongVersion,
            Capability.KEY_BACKUP)
        .must(
            "K11.deleted",
            "a deleted backup is gone",
            KeyBackupCases::deleted,
            Capability.KEY_BACKUP)
        .cases();
  }

  private static void roundTrip(CaseContext context) {
    TestDevice device = context.newUser();
    String version = create(device);
    String etag = device.call("GET", VERSION).expectStatus(200).getText("/etag");
    String key = key(3, true, "one");
    device.call("PUT", keyPath(version), key).expectStatus(200);
    expectKey(device, version, key);
    Reply info = device.call("GET", VERSION).expectStatus(200);
    info.expect(
        info.getJson().path("count").asInt(-1) == 1, "a count of 1", "came " + info.getJson());
    info.expect(!info.getText("/etag").equals(etag), "another etag than " + etag, "came the same");
  }

  private static void betterKey(CaseContext context) {
    TestDevice device = context.newUser();
    String version = create(device);
    String verified = key(5, true, "one");
    device.call("PUT", keyPath(version), verified).expectStatus(200);
    device.call("PUT", keyPath(version), key(9, false, "two")).expectStatus(200);
    expectKey(device, version, verified);
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

  private static String key(int firstMessageIndex, boolean isVerified, String data) {
    return "{\"first_message_index\":%d,\"forwarded_count\":0,\"is_verified\":%s,\"session_data\":{\"mac\":\"%s\"}}"
        .formatted(firstMessageIndex, isVerified, data);
  }
}
