package io.todevice.conformance.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import java.util.List;

/** Publishing keys (clauses K1 to K3). */
final class KeyUploadCases {

  private static final int LARGE = 200_000;

  private KeyUploadCases() {}

  static List<ConformanceCase> list() {
    return new Section(Places.KEYS_UPLOAD, Capability.END_TO_END_KEYS, Capability.NEW_DEVICES)
        .must(
            "K1.upload-counts",
            "an upload counts one-time keys, and what is absent stays",
            KeyUploadCases::counts)
        .must(
            "K1.foreign-device-keys",
            "identity keys of another user or device are refused with 400, and nothing is stored",
            KeyUploadCases::foreignKeys)
        .must(
            "K2.same-key-again",
            "a one-time key that is uploaded again is no error and counts once",
            KeyUploadCases::sameAgain)
        .must(
            "K2.other-value",
            "another value under the ID of a one-time key is refused with 400, the first stays",
            KeyUploadCases::otherValue)
        .robust(
            "K2.malformed-stores-nothing",
            "malformed keys are refused, and no key beside them is stored",
            KeyUploadCases::malformed)
        .robust(
            "K2.large-key",
            "a one-time key of 200 kB is refused, or handed out whole",
            KeyUploadCases::large)
        .must(
            "K3.new-fallback-key",
            "a new fallback key takes the place of the one before",
            KeyUploadCases::newFallback)
        .must(
            "K3.new-fallback-key-unused",
            "a new fallback key counts as unused, whatever became of the one before",
            KeyUploadCases::newFallbackUnused)
        .cases();
  }

  private static void counts(CaseContext context) {
    TestDevice device = context.newUser();
    Keys.expectCount(Keys.upload(device, Keys.oneTime(0, 3)), 3);
    Keys.expectCount(Keys.upload(device, Keys.identity(device)), 3);
    Keys.expectCount(Keys.upload(device, "{}"), 3);
  }

  private static void foreignKeys(CaseContext context) {
    TestDevice owner = context.newUser();
    TestDevice other = context.newUser();
    String keys = Keys.identity(owner);
    other.call("POST", "/keys/upload", keys).expectRefusal().expectStatus(400);
    owner
        .call("POST", "/keys/upload", keys.replace(owner.deviceId(), "KIT_OTHER"))
        .expectRefusal()
        .expectStatus(400);
    JsonNode came =
        Keys.queryUser(other, owner.userId()).getJson().path("device_keys").path(owner.userId());
    context.expect(came.isEmpty(), "no keys of the user", "came " + came);
  }

  private static void sameAgain(CaseContext context) {
    TestDevice device = context.newUser();
    Keys.upload(device, Keys.oneTime(0, 2));
    Keys.expectCount(Keys.upload(device, Keys.oneTime(0, 2)), 2);
  }

  private static void otherValue(CaseContext context) {
    TestDevice device = context.newUser();
    Keys.upload(device, Keys.oneTime(0, 1));
    device
        .call(
            "POST",
            "/keys/upload",
            Keys.oneTime(0, 1).replace(Keys.publicKey(0), Keys.publicKey(7)))
        .expectRefusal()
        .expectStatus(400);
    Reply claimed = Keys.claim(device, device);
    String key = Keys.claimed(claimed, device).elements().next().path("key").asText();
    claimed.expect(key.equals(Keys.publicKey(0)), "the first key", "came " + key);
  }

  private static void malformed(CaseContext context) {
    TestDevice device = context.newUser();
    String good = Keys.oneTime(0, 2);
    for (String bad :
        List.of(
            good.replaceFirst("\\{", "{\"device_keys\":5,"),
            good.replace("\"" + Keys.id(1), "\"" + Keys.id(7) + "\":5,\"" + Keys.id(1)),
            good.replace(Keys.id(1), "noalgorithm"),
            good.replaceFirst("\\{", "{\"fallback_keys\":[],"))) {
      device.call("POST", "/keys/upload", bad).expectRefusal().expectStatus(400);
      Keys.expectCount(Keys.upload(device, "{}"), 0);
    }
  }

  private static void large(CaseContext context) {
    TestDevice device = context.newUser();
    String key = "k".repeat(LARGE);
    Reply upload =
        device.call("POST", "/keys/upload", Keys.oneTime(0, 1).replace(Keys.publicKey(0), key));
    if (upload.status() != 200) {
      upload.expectRefusal();
      Keys.expectCount(Keys.upload(device, "{}"), 0);
    } else {
      Reply claim = Keys.claim(device, device);
      JsonNode came = Keys.claimed(claim, device).path(Keys.id(0)).path("key");
      claim.expect(came.asText().equals(key), "the whole key", "came another");
    }
  }

  private static void newFallback(CaseContext context) {
    TestDevice device = context.newUser();
    Keys.upload(device, Keys.fallback(1));
    Keys.upload(device, Keys.fallback(2));
    Keys.expectClaim(device, device, Keys.id(2));
  }

  private static void newFallbackUnused(CaseContext context) {
    TestDevice device = context.newUser();
    SyncLoop sync = SyncLoop.of(device);
    Keys.upload(device, Keys.fallback(1));
    Keys.claim(device, device);
    Keys.upload(device, Keys.fallback(2));
    Keys.expectUnused(sync, true);
  }
}
