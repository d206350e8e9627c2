package io.todevice.clientkit;

import static io.todevice.clientkit.ClientAbility.ENCRYPTION;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.clientkit.Moment.Call;
import io.todevice.conformance.suite.Json;
import io.todevice.conformance.suite.SigningKey;
import io.todevice.faults.Effects;
import io.todevice.faults.ProxyRequest;
import io.todevice.testing.Session;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Scenarios of keys for end-to-end encryption. */
final class KeyScenarios {

  private static final String ONE_TIME_KEYS = "one_time_keys";
  private static final String ALGORITHM = "signed_curve25519";

  /** With so few keys left a client has to upload more. */
  private static final int FEW = 3;

  private static final Duration WATCHED = Duration.ofSeconds(2);
  private static final Predicate<ProxyRequest> UPLOADS = ProxyRequest.of("POST", "/keys/upload");
  private static final Predicate<ProxyRequest> QUERIES = ProxyRequest.of("POST", "/keys/query");

  private KeyScenarios() {}

  static List<Scenario> list() {
    return ScenarioList.join(uploads(), follows());
  }

  private static ScenarioList uploads() {
    return new ScenarioList("End-to-end encryption", "end-to-end-encryption")
        .must(
            "K2.upload-lost-response",
            "Keys whose upload is repeated keep their values.",
            stage -> {
              stage.fault(Effects.answerLost(), "uploadKeys", 1);
              stage.start();
              stage.until("a second upload", () -> keyUploads(stage).size() > 1);
              Map<String, JsonNode> values = new HashMap<>();
              for (Call upload : stage.calls(UPLOADS)) {
                upload
                    .body()
                    .path(ONE_TIME_KEYS)
                    .properties()
                    .forEach(
                        key -> {
                          JsonNode first = values.putIfAbsent(key.getKey(), key.getValue());
                          Stage.expect(
                              first == null || Json.areSame(first, key.getValue()),
                              "the value of before for the key " + key.getKey(),
                              "another value under the same ID",
                              upload.place());
                        });
              }
            },
            ENCRYPTION)
        .must(
            "K6.refills",
            "When others have taken most of the one-time keys, more are uploaded.",
            stage -> {
              startWithKeys(stage);
              int before = keyUploads(stage).size();
              String device = deviceId(stage);
              for (int left = count(stage); left > FEW; left--) {
                ObjectNode claim = JsonNodeFactory.instance.objectNode();
                claim
                    .putObject(ONE_TIME_KEYS)
                    .putObject(stage.bed().login().userId())
                    .put(device, ALGORITHM);
                stage.bed().call("/keys/claim", claim.toString());
              }
              stage.until(
                  "an upload of one-time keys while few are left",
                  () -> keyUploads(stage).size() > before);
            },
            ENCRYPTION)
        .should(
            "K6.enough",
            "As long as there are enough one-time keys, none are uploaded.",
            stage -> {
              startWithKeys(stage);
              int before = keyUploads(stage).size();
              for (int i = 0; i < 3; i++) {
                stage.deliver(1);
                stage.untilHandled();
              }
              stage.quiet(WATCHED);
              Stage.expect(
                  keyUploads(stage).size() == before,
                  "no upload while " + count(stage) + " keys are left",
                  keyUploads(stage).size() - before + " uploads of more keys",
                  Stage.last(keyUploads(stage)));
            },
            ENCRYPTION);
  }

  /** Waits until one-time keys are uploaded, and a sync says how many there are. */
  private static void startWithKeys(Stage stage) throws InterruptedException {
    stage.start();
    stage.until("an upload of one-time keys", () -> uploaded(stage) > 0);
    stage.deliver(1);
    stage.untilHandled();
    stage.until("a sync that counts the keys", () -> count(stage) > FEW);
    stage.quiet(WATCHED);
  }

  private static List<Call> keyUploads(Stage stage) {
    return stage.calls(UPLOADS).stream()
        .filter(call -> !call.body().path(ONE_TIME_KEYS).isEmpty())
        .toList();
  }

  private static long uploaded(Stage stage) {
    return keyUploads(stage).stream().filter(call -> call.isAnswered(200)).count();
  }

  /** How many keys the server has of the client, as it was told last. */
  private static int count(Stage stage) {
    return stage.calls(request -> request.isSync() || UPLOADS.test(request)).stream()
        .filter(call -> call.isAnswered(200))
        .map(Call::responseBody)
        .map(
            body ->
                body.path("device_one_time_keys_count").isMissingNode()
                    ? body.path("one_time_key_counts")
                    : body.path("device_one_time_keys_count"))
        .mapToInt(counts -> counts.path(ALGORITHM).asInt())
        .reduce(0, (before, last) -> last);
  }

  private static String deviceId(Stage stage) {
    return stage.calls(UPLOADS).stream()
        .map(call -> call.body().at("/device_keys/device_id").asText())
        .filter(id -> !id.isEmpty())
        .findFirst()
        .orElse(stage.bed().login().deviceId());
  }

  private static ScenarioList follows() {
    return new ScenarioList(
            "Tracking the device list for a user", "tracking-the-device-list-for-a-user")
        .must(
            "K7.changed",
            "The keys of a user whose devices have changed are queried again.",
            stage -> {
              follow(stage);
              int before = queries(stage).size();
              publishDevice(stage, stage.bed().peer().onDevice("SECOND"));
              stage.until(
                  "a query for the keys of " + stage.bed().peer().userId(),
                  () -> queries(stage).size() > before);
            },
            ENCRYPTION)
        .should(
            "K7.query-repeated",
            "A query that a proxy answers with 503 is repeated.",
            stage -> {
              follow(stage);
              long before = answered(stage);
              stage.fault(Effects.unavailable(), "queryKeys", 1);
              publishDevice(stage, stage.bed().peer().onDevice("SECOND"));
              stage.until(
                  "a query for the keys of " + stage.bed().peer().userId() + " that is answered",
                  () -> answered(stage) > before);
            },
            ENCRYPTION);
  }

  private static void follow(Stage stage) throws InterruptedException {
    publishDevice(stage, stage.bed().peer());
    stage.start();
    stage.followPeer();
    stage.until(
        "a query for the keys of " + stage.bed().peer().userId(), () -> answered(stage) > 0);
  }

  private static List<Call> queries(Stage stage) {
    return stage.calls(QUERIES).stream()
        .filter(call -> call.body().path("device_keys").has(stage.bed().peer().userId()))
        .toList();
  }

  private static long answered(Stage stage) {
    return queries(stage).stream().filter(call -> call.isAnswered(200)).count();
  }

  /** Uploads identity keys of a device of the peer. */
  private static void publishDevice(Stage stage, Session device) {
    SigningKey key = SigningKey.create();
    ObjectNode keys =
        JsonNodeFactory.instance
            .objectNode()
            .put("user_id", device.userId())
            .put("device_id", device.deviceId());
    keys.putArray("algorithms").add("m.olm.v1.curve25519-aes-sha2").add("m.megolm.v1.aes-sha2");
    keys.putObject("keys")
        .put("ed25519:" + device.deviceId(), key.publicKey())
        .put("curve25519:" + device.deviceId(), SigningKey.create().publicKey());
    ObjectNode upload = JsonNodeFactory.instance.objectNode();
    upload.set("device_keys", key.sign(keys, device.userId(), device.deviceId()));
    stage.bed().call(device, "/keys/upload", upload.toString());
  }
}
