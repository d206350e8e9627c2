package io.todevice.conformance.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.TestDevice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Keys that are told apart by a number. */
final class Keys {

  static final String ALGORITHM = "signed_curve25519";

  private static final int KEY_BYTES = 32;

  private Keys() {}

  static String id(int number) {
    return ALGORITHM + ":" + number;
  }

  /** Something of the form of a public key. */
  static String publicKey(int number) {
    String text = "k" + number + "-".repeat(KEY_BYTES);
    return Base64.getEncoder()
        .withoutPadding()
        .encodeToString(text.substring(0, KEY_BYTES).getBytes(StandardCharsets.US_ASCII));
  }

  /** With a member that no specification has: who signs it needs it back as it is. */
  private static String key(int number, boolean isFallback) {
    return "\"%s\":{\"key\":\"%s\",%s\"signatures\":{},\"io.todevice.extra\":[1,{\"a\":null}]}"
        .formatted(id(number), publicKey(number), isFallback ? "\"fallback\":true," : "");
  }

  /** An upload of one-time keys with these numbers, the last one not included. */
  static String oneTime(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(number -> key(number, false))
        .collect(Collectors.joining(",", "{\"one_time_keys\":{", "}}"));
  }

  static String fallback(int number) {
    return "{\"fallback_keys\":{" + key(number, true) + "}}";
  }

  /** An upload of a device's identity keys. */
  static String identity(TestDevice device) {
    return ("{\"device_keys\":{\"user_id\":\"%1$s\",\"device_id\":\"%2$s\",\"algorithms\":"
            + "[\"m.olm.v1.curve25519-aes-sha2\"],\"keys\":{\"ed25519:%2$s\":\"%3$s\","
            + "\"curve25519:%2$s\":\"%4$s\"},\"signatures\":{\"%1$s\":{\"ed25519:%2$s\":\"c2ln\"}},"
            + "\"io.todevice.extra\":{\"b\":[1,null],\"a\":\"\\u00e9\"}}}")
        .formatted(device.userId(), device.deviceId(), publicKey(100), publicKey(101));
  }

  static Reply upload(TestDevice device, String body) {
    return device.call("POST", "/keys/upload", body).expectStatus(200);
  }

  static void expectCount(Reply upload, int count) {
    int came = upload.getJson().path("one_time_key_counts").path(ALGORITHM).asInt(0);
    upload.expect(came == count, count + " keys at /one_time_key_counts", "came " + came);
  }

  /** Everything that somebody sees of a user's keys. */
  static Reply queryUser(TestDevice asker, String userId) {
    return asker
        .call("POST", "/keys/query", "{\"device_keys\":{\"" + userId + "\":[]}}")
        .expectStatus(200);
  }

  /** A device's identity keys, as another sees them; missing if there are none. */
  static JsonNode query(TestDevice asker, TestDevice device) {
    return queryUser(asker, device.userId())
        .getJson()
        .path("device_keys")
        .path(device.userId())
        .path(device.deviceId());
  }

  static String claimOf(TestDevice device) {
    return "{\"one_time_keys\":{\"%s\":{\"%s\":\"%s\"}}}"
        .formatted(device.userId(), device.deviceId(), ALGORITHM);
  }

  static Reply claim(TestDevice claimer, TestDevice device) {
    return claimer.call("POST", "/keys/claim", claimOf(device)).expectStatus(200);
  }

  /** The keys of a device in the answer to a claim. */
  static JsonNode claimed(Reply claim, TestDevice device) {
    return claim.getJson().path("one_time_keys").path(device.userId()).path(device.deviceId());
  }

  static void expectClaim(TestDevice claimer, TestDevice device, String id) {
    Reply claim = claim(claimer, device);
    boolean isIt = claimed(claim, device).has(id);
    claim.expect(isIt, "the key " + id, "came " + claimed(claim, device));
  }

  /** The texts in a list, such as the users in {@code device_lists.changed}. */
  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  /** Expects whether the next answer of a sync lists the device's fallback key as unused. */
  static void expectUnused(SyncLoop sync, boolean isUnused) {
    Reply reply = sync.next();
    String pointer = sync.keys() + "/device_unused_fallback_key_types";
    List<String> types = texts(reply.getJson().at(pointer));
    reply.expect(
        types.contains(ALGORITHM) == isUnused,
        (isUnused ? "" : "not ") + ALGORITHM + " in " + pointer,
        "came " + types);
  }
}
