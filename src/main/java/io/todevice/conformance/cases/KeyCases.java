package io.todevice.conformance.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Json;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.TestDevice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Publishing and handing out keys (clauses K1 to K5). */
final class KeyCases {

  private static final int AT_ONCE = 20;

  private KeyCases() {}

  static List<ConformanceCase> list() {
    List<ConformanceCase> cases = new ArrayList<>(uploading());
    cases.addAll(handingOut());
    return cases;
  }

  private static List<ConformanceCase> uploading() {
    return new Section(Places.KEYS_UPLOAD)
        .must(
            "K1.upload-counts",
            "an upload counts one-time keys, and what is absent stays",
            KeyCases::counts,
            Capability.END_TO_END_KEYS)
        .must(
            "K1.foreign-device-keys",
            "identity keys of another device are refused with 400, and nothing is stored",
            KeyCases::foreignKeys,
            Capability.END_TO_END_KEYS)
        .must(
            "K2.same-key-again",
            "a one-time key that is uploaded again is no error and counts once",
            KeyCases::sameAgain,
            Capability.END_TO_END_KEYS)
        .must(
            "K2.other-value",
            "another value under the ID of a one-time key is refused with 400, the first stays",
            KeyCases::otherValue,
            Capability.END_TO_END_KEYS)
        .robust(
            "K2.malformed-stores-nothing",
            "malformed identity keys are refused, and no key beside them is stored",
            KeyCases::malformed,
            Capability.END_TO_END_KEYS)
        .must(
            "K3.new-fallback-key",
            "a new fallback key takes the place of the one before",
            KeyCases::newFallback,
            Capability.END_TO_END_KEYS)
        .cases();
  }

  private static List<ConformanceCase> handingOut() {
    return new Section(Places.KEYS_CLAIM)
        .must(
            "K4.as-uploaded",
            "identity keys come back as they were uploaded",
            KeyCases::asUploaded,
            Capability.END_TO_END_KEYS)
        .must(
            "K4.unknown-absent",
            "devices that are unknown or not asked for are absent",
            KeyCases::unknownAbsent,
            Capability.END_TO_END_KEYS)
        .should(
            "K5.oldest-first",
            "one-time keys are handed out in the order of their uploads",
            KeyCases::oldestFirst,
            Capability.END_TO_END_KEYS)
        .must(
            "K5.once",
            "one-time keys that are claimed at the same time go out once each",
            KeyCases::once,
            Capability.END_TO_END_KEYS)
        .must(
            "K5.fallback-when-none-left",
            "the fallback key is handed out when no other is left, again and again",
            KeyCases::fallback,
            Capability.END_TO_END_KEYS)
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
    other.call("POST", "/keys/upload", Keys.identity(owner)).expectRefusal().expectStatus(400);
    context.expect(
        Keys.query(other, owner).isMissingNode(), "no keys of the device", "they are there");
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
    String keys = Keys.oneTime(0, 2);
    String body = "{\"device_keys\":5," + keys.substring(1);
    device.call("POST", "/keys/upload", body).expectRefusal().expectStatus(400);
    Keys.expectCount(Keys.upload(device, "{}"), 0);
  }

  private static void newFallback(CaseContext context) {
    TestDevice device = context.newUser();
    Keys.upload(device, Keys.fallback(1));
    Keys.upload(device, Keys.fallback(2));
    Keys.expectClaim(device, device, Keys.id(2));
  }

  private static void asUploaded(CaseContext context) {
    TestDevice device = context.newUser();
    String upload = Keys.identity(device);
    Keys.upload(device, upload);
    JsonNode expected = Json.of(upload).path("device_keys");
    JsonNode came = Keys.query(context.newUser(), device).deepCopy();
    if (came instanceof ObjectNode object) {
      object.remove("unsigned");
    }
    context.expect(Json.areSame(expected, came), "the keys " + expected, "came " + came);
  }

  private static void unknownAbsent(CaseContext context) {
    TestDevice device = context.newUser();
    Keys.upload(device, Keys.identity(device));
    Reply reply =
        device
            .call(
                "POST",
                "/keys/query",
                "{\"device_keys\":{\"%s\":[\"KIT_UNKNOWN\"]}}".formatted(device.userId()))
            .expectStatus(200);
    int devices = reply.getJson().path("device_keys").path(device.userId()).size();
    reply.expect(devices == 0, "no device", "came " + devices);
  }

  private static void oldestFirst(CaseContext context) {
    TestDevice device = context.newUser();
    Keys.upload(device, Keys.oneTime(5, 6));
    Keys.upload(device, Keys.oneTime(1, 2));
    Keys.upload(device, Keys.oneTime(3, 4));
    Keys.expectClaim(device, device, Keys.id(5));
    Keys.expectClaim(device, device, Keys.id(1));
    Keys.expectClaim(device, device, Keys.id(3));
  }

  private static void once(CaseContext context) {
    TestDevice device = context.newUser();
    TestDevice claimer = context.newUser();
    Keys.upload(device, Keys.oneTime(0, AT_ONCE));
    List<CompletableFuture<Reply>> claims =
        IntStream.range(0, AT_ONCE)
            .mapToObj(
                i ->
                    context.sendLater(
                        claimer.request("POST", "/keys/claim").json(Keys.claimOf(device))))
            .toList();
    List<String> ids = new ArrayList<>();
    for (CompletableFuture<Reply> claim : claims) {
      Keys.claimed(context.get(claim).expectStatus(200), device)
          .fieldNames()
          .forEachRemaining(ids::add);
    }
    context.expect(
        ids.size() == AT_ONCE && new HashSet<>(ids).size() == AT_ONCE,
        AT_ONCE + " different keys",
        "came " + ids);
  }

  private static void fallback(CaseContext context) {
    TestDevice device = context.newUser();
    Keys.upload(device, Keys.oneTime(0, 1));
    Keys.upload(device, Keys.fallback(9));
    Keys.expectClaim(device, device, Keys.id(0));
    Keys.expectClaim(device, device, Keys.id(9));
    Keys.expectClaim(device, device, Keys.id(9));
  }
}
