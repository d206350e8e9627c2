package io.todevice.clientkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.clientkit.ReferenceHttp.Answer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of the reference client: of their form only, as nobody encrypts with them. */
final class ReferenceKeys {

  private static final String ALGORITHM = "signed_curve25519";
  private static final int WANTED = 20;
  private static final int KEY_BYTES = 32;

  private final ReferenceHttp http;
  private final String userId;
  private final String deviceId;
  private final SecureRandom random = new SecureRandom();
  private final Set<String> followed = ConcurrentHashMap.newKeySet();
  private int count;

  ReferenceKeys(ReferenceHttp http, JsonNode start) {
    this.http = http;
    userId = start.path("user_id").asText();
    deviceId = start.path("device_id").asText();
  }

  /** Publishes the device, with its first one-time keys. */
  void publish() throws InterruptedException {
    ObjectNode body = ReferenceHttp.MAPPER.createObjectNode();
    ObjectNode device =
        body.putObject("device_keys").put("user_id", userId).put("device_id", deviceId);
    device.putArray("algorithms").add("m.olm.v1.curve25519-aes-sha2");
    device.putObject("keys").put("ed25519:" + deviceId, key()).put("curve25519:" + deviceId, key());
    device.putObject("signatures").putObject(userId).put("ed25519:" + deviceId, "c2ln");
    upload(body, WANTED);
  }

  private String key() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What is not confirmed is uploaded again as it was. */
  private void upload(ObjectNode body, int number) throws InterruptedException {
    ObjectNode keys = body.putObject("one_time_keys");
    int first = count + 1;
    count += number;
    fill(keys, first);
    for (int attempt = 0; ; attempt++) {
      Answer answer = http.send("POST", "keys/upload", Optional.of(body.toString()));
      if (answer.isSuccess() || (answer.status() >= 400 && answer.status() < 429)) {
        return;
      }
      if (http.has(Mistake.NEW_KEYS_WITH_THE_SAME_IDS)) {
        fill(keys, first);
      }
      http.pause(answer, attempt);
    }
  }

  private void fill(ObjectNode keys, int first) {
    for (int i = first; i <= count; i++) {
      ObjectNode key = keys.putObject(ALGORITHM + ":" + i).put("key", key());
      key.putObject("signatures").putObject(userId).put("ed25519:" + deviceId, "c2ln");
    }
  }

  /** Follows the devices of a user. */
  void follow(String user) throws InterruptedException {
    followed.add(user);
    query(user);
  }

  private void query(String user) throws InterruptedException {
    ObjectNode body = ReferenceHttp.MAPPER.createObjectNode();
    body.putObject("device_keys").putArray(user);
    for (int attempt = 0; ; attempt++) {
      Answer answer = http.send("POST", "keys/query", Optional.of(body.toString()));
      if (answer.isSuccess() || http.has(Mistake.QUERIES_KEYS_ONCE)) {
        return;
      }
      http.pause(answer, attempt);
    }
  }

  /** What a sync says of keys. */
  void take(JsonNode sync) throws InterruptedException {
    JsonNode counts = sync.path("device_one_time_keys_count");
    int left = counts.path(ALGORITHM).asInt();
    if ((counts.isObject() && left < WANTED / 2 && !http.has(Mistake.NEVER_REFILLS_KEYS))
        || http.has(Mistake.UPLOADS_KEYS_AFTER_EACH_SYNC)) {
      upload(ReferenceHttp.MAPPER.createObjectNode(), WANTED);
    }
    for (JsonNode user : sync.at("/device_lists/changed")) {
      if (followed.contains(user.asText()) && !http.has(Mistake.IGNORES_CHANGED_DEVICES)) {
        query(user.asText());
      }
    }
  }
}
