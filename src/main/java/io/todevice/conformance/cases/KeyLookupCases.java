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

/** Looking keys up and handing them out (clauses K4 and K5). */
final class KeyLookupCases {

  private static final int AT_ONCE = 20;

  private KeyLookupCases() {}

  static List<ConformanceCase> list() {
    return new Section(Places.KEYS_CLAIM, Capability.END_TO_END_KEYS, Capability.NEW_DEVICES)
        .must(
            "K4.as-uploaded",
            "identity keys come back as they were uploaded",
            KeyLookupCases::asUploaded)
        .must(
            "K4.all-devices",
            "an empty list of devices means all of them",
            KeyLookupCases::allDevices)
        .must(
            "K4.unknown-absent",
            "users and devices that are unknown or not asked for are absent, and no failures",
            KeyLookupCases::unknownAbsent)
        .should(
            "K4.display-name",
            "the name of a device stands beside its keys",
            KeyLookupCases::displayName)
        .should(
            "K5.oldest-first",
            "one-time keys are handed out in the order of their uploads",
            KeyLookupCases::oldestFirst)
        .must(
            "K5.as-uploaded",
            "one-time keys and fallback keys are handed out as they were uploaded",
            KeyLookupCases::claimedAsUploaded)
        .must(
            "K5.once",
            "one-time keys that are claimed at the same time go out once each",
            KeyLookupCases::once)
        .must(
            "K5.fallback-when-none-left",
            "the fallback key is handed out when no other is left, again and again",
            KeyLookupCases::fallback)
        .must(
            "K5.unknown-absent",
            "of devices and algorithms that are unknown no key is handed out",
            KeyLookupCases::unknownClaims)
        .cases();
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

  private static void allDevices(CaseContext context) {
    TestDevice device = context.newUser();
    TestDevice sibling = context.newDevice(device);
    Keys.upload(device, Keys.identity(device));
    Keys.upload(sibling, Keys.identity(sibling));
    Reply reply = Keys.queryUser(context.newUser(), device.userId());
    JsonNode devices = reply.getJson().path("device_keys").path(device.userId());
    reply.expect(
        devices.size() == 2 && devices.has(device.deviceId()) && devices.has(sibling.deviceId()),
        "the keys of two devices",
        "came " + devices);
  }

  private static void unknownAbsent(CaseContext context) {
    TestDevice device = context.newUser();
    Keys.upload(device, Keys.identity(device));
    String nobody = device.userId().replaceFirst("@", "@kit-nobody-");
    Reply reply =
        device
            .call(
                "POST",
                "/keys/query",
                "{\"device_keys\":{\"%s\":[\"KIT_UNKNOWN\"],\"%s\":[]}}"
                    .formatted(device.userId(), nobody))
            .expectStatus(200);
    for (String user : List.of(device.userId(), nobody)) {
      JsonNode devices = reply.getJson().path("device_keys").path(user);
      reply.expect(devices.isEmpty(), "no device of " + user, "came " + devices);
    }
    JsonNode failures = reply.getJson().path("failures");
    reply.expect(failures.isEmpty(), "no failures", "came " + failures);
  }

  private static void displayName(CaseContext context) {
    TestDevice device = context.newUser();
    Keys.upload(device, Keys.identity(device));
    device
        .call(
            "PUT",
            "/devices/" + TestDevice.encode(device.deviceId()),
            "{\"display_name\":\"Heron\"}")
        .expectStatus(200);
    JsonNode name = Keys.query(context.newUser(), device).at("/unsigned/device_display_name");
    context.expect(
        name.asText().equals("Heron"), "Heron at /unsigned/device_display_name", "came " + name);
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

  private static void claimedAsUploaded(CaseContext context) {
    TestDevice device = context.newUser();
    String oneTime = Keys.oneTime(0, 1);
    String fallback = Keys.fallback(1);
    Keys.upload(device, oneTime);
    Keys.upload(device, fallback);
    for (JsonNode expected :
        List.of(Json.of(oneTime).path("one_time_keys"), Json.of(fallback).path("fallback_keys"))) {
      Reply claim = Keys.claim(device, device);
      JsonNode came = Keys.claimed(claim, device);
      claim.expect(Json.areSame(expected, came), "the keys " + expected, "came " + came);
    }
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

  private static void unknownClaims(CaseContext context) {
    TestDevice device = context.newUser();
    Keys.upload(device, Keys.oneTime(0, 1));
    String claim = Keys.claimOf(device);
    for (String unknown :
        List.of(
            claim.replace(device.deviceId(), "KIT_UNKNOWN"),
            claim.replace(Keys.ALGORITHM, "kit_unknown"),
            claim.replace(device.userId(), device.userId().replaceFirst("@", "@kit-nobody-")))) {
      Reply reply = device.call("POST", "/keys/claim", unknown).expectStatus(200);
      JsonNode keys = reply.getJson().path("one_time_keys");
      reply.expect(keys.findValues("key").isEmpty(), "no key", "came " + keys);
    }
    Keys.expectClaim(device, device, Keys.id(0));
  }
}
