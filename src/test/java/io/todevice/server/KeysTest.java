package io.todevice.server;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Keys")
class KeysTest extends ServerFixture {

  private static final String CURVE = "signed_curve25519";

  @Test
  @DisplayName("K1: an upload counts the one-time keys, and what is absent stays as it is")
  void uploadCounts() {
    Member alice = register();

    assertThat(count(upload(alice, oneTimeKeys(0, 3)))).isEqualTo(3);
    assertThat(count(upload(alice, deviceKeys(alice)))).isEqualTo(3);
    assertThat(count(upload(alice, "{}"))).isEqualTo(3);
    assertThat(query(alice, alice).has(alice.deviceId())).isTrue();
  }

  @Test
  @DisplayName("K1: identity keys of another user or device are refused, and nothing is stored")
  void foreignDeviceKeys() {
    Member alice = register();
    Member bob = register();
    String another = deviceKeys(alice).replace("\"device_id\":\"DEVICE\"", "\"device_id\":\"X\"");

    assertThat(upload(bob, withOneTimeKeys(deviceKeys(alice), 1)).outcome())
        .isEqualTo("400 M_INVALID_PARAM");
    assertThat(upload(alice, withOneTimeKeys(another, 1)).outcome())
        .isEqualTo("400 M_INVALID_PARAM");

    assertThat(query(alice, alice)).isEmpty();
    assertThat(query(alice, bob)).isEmpty();
    assertThat(count(upload(bob, "{}"))).isZero();
  }

  @Test
  @DisplayName("K2: a one-time key again is no error, its ID with another value is 400")
  void sameIdAgain() {
    Member alice = register();
    upload(alice, oneTimeKeys(0, 2));
    String reordered =
        "{\"one_time_keys\":{\"%s:0\":{ \"signatures\":{}, \"key\":\"k0\"}}}".formatted(CURVE);
    String changed =
        "{\"one_time_keys\":{\"%1$s:7\":%2$s,\"%1$s:1\":{\"key\":\"x\",\"signatures\":{}}}}"
            .formatted(CURVE, key(7));

    assertThat(count(upload(alice, oneTimeKeys(0, 2)))).isEqualTo(2);
    assertThat(count(upload(alice, reordered))).isEqualTo(2);
    assertThat(upload(alice, changed).outcome()).isEqualTo("400 M_INVALID_PARAM");

    assertThat(count(upload(alice, "{}"))).isEqualTo(2);
    assertThat(claimId(alice, alice)).isEqualTo(CURVE + ":0");
    assertThat(claim(alice, alice).at("/" + CURVE + ":1/key").asText()).isEqualTo("k1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"one_time_keys\":{\"signed_curve25519:B\":\"text\"}}",
        "{\"one_time_keys\":{\"curve25519:B\":{\"key\":\"k\",\"signatures\":{}}}}",
        "{\"one_time_keys\":{\"signed_curve25519:B\":{\"key\":1,\"signatures\":{}}}}",
        "{\"one_time_keys\":{\"signed_curve25519:B\":{\"key\":\"k\",\"signatures\":[]}}}",
        "{\"one_time_keys\":{\"signed_curve25519:B\":{\"signatures\":{}}}}",
        "{\"one_time_keys\":{\"signed_curve25519:B\":{\"key\":\"k\"}}}",
        "{\"one_time_keys\":{\"signed_curve25519:B\":null}}",
        "{\"one_time_keys\":{\"signed_curve25519:B\":[]}}",
        "{\"one_time_keys\":{\"signed_curve25519:B\":5}}",
        "{\"one_time_keys\":{\"noColon\":\"k\"}}",
        "{\"one_time_keys\":{\":B\":\"k\"}}",
        "{\"one_time_keys\":{\"curve25519:\":\"k\"}}",
        "{\"one_time_keys\":[]}",
        "{\"one_time_keys\":null}",
        "{\"fallback_keys\":{\"curve25519:B\":\"b\",\"curve25519:C\":\"c\"}}",
        "{\"fallback_keys\":{\"curve25519:B\":{}}}",
        "{\"device_keys\":{}}",
        "{\"device_keys\":[]}",
        "{\"device_keys\":{\"user_id\":1}}",
        "[]",
        "5"
      })
  @DisplayName("K2: what is malformed is 400 and nothing of it is stored")
  void malformed(String body) {
    Member alice = register();
    String whole =
        body.startsWith("{\"one") && body.contains(":{\"")
            ? body.replaceFirst("\\{\"one_time_keys\":\\{", "{\"one_time_keys\":{\"a:1\":\"x\",")
            : body;

    assertThat(upload(alice, body).status()).isEqualTo(400);
    assertThat(upload(alice, whole).status()).isEqualTo(400);

    assertThat(alice.sync().json().path("device_one_time_keys_count").has("a")).isFalse();
    assertThat(query(alice, alice)).isEmpty();
  }

  @Test
  @DisplayName("K2: what is too large is 400 and nothing of it is stored")
  void oversized() {
    Member alice = register();
    String large = "x".repeat(70_000);

    assertThat(
            upload(alice, "{\"one_time_keys\":{\"a:1\":\"k\",\"a:2\":\"%s\"}}".formatted(large))
                .outcome())
        .isEqualTo("400 M_INVALID_PARAM");
    assertThat(
            upload(
                    alice,
                    "{\"one_time_keys\":{\"a:1\":\"k\",\"a:%s\":\"k\"}}".formatted("i".repeat(300)))
                .outcome())
        .isEqualTo("400 M_INVALID_PARAM");

    assertThat(claim(alice, alice, "a")).isEmpty();
  }

  @Test
  @DisplayName("K3, K5: a fallback key is handed out when none is left, and then counts as used")
  void fallback() {
    Member alice = register();
    Member bob = register();
    upload(alice, oneTimeKeys(0, 1));
    upload(alice, fallback("F1"));
    assertThat(unusedFallbacks(alice)).containsExactly(CURVE);

    assertThat(claimId(bob, alice)).isEqualTo(CURVE + ":0");
    assertThat(unusedFallbacks(alice)).containsExactly(CURVE);
    assertThat(claimId(bob, alice)).isEqualTo(CURVE + ":F1");
    assertThat(claimId(bob, alice)).isEqualTo(CURVE + ":F1");
    assertThat(unusedFallbacks(alice)).isEmpty();

    upload(alice, fallback("F1"));
    assertThat(unusedFallbacks(alice)).isEmpty();
    upload(alice, fallback("F2"));
    assertThat(unusedFallbacks(alice)).containsExactly(CURVE);
    assertThat(claimId(bob, alice)).isEqualTo(CURVE + ":F2");
  }

  @Test
  @DisplayName("K4: keys come back as they were uploaded, with the name of the device beside them")
  void queriedAsUploaded() {
    Member alice = register();
    Member bob = register();
    String odd =
        ("{\"z\":[1.50, 1e2 ,12345678901234567890],\"user_id\":\"%s\",\"device_id\":\"DEVICE\","
                + "\"algorithms\":[\"m.olm\"],\"keys\":{\"ed25519:DEVICE\":\"\\u00e9/+\"},"
                + "\"signatures\":{\"%s\":{\"ed25519:DEVICE\":\"sig\"}},\"é\":{}}")
            .formatted(alice.userId(), alice.userId());
    assertThat(upload(alice, "{\"device_keys\":" + odd + "}").status()).isEqualTo(200);
    alice.http().put("devices/DEVICE", "{\"display_name\":\"Phone \\\"1\\\"\"}");

    Answer answer = queryAnswer(bob, "{\"%s\":[]}".formatted(alice.userId()));

    assertThat(answer.json().path("failures")).isEmpty();
    JsonNode keys = answer.json().at("/device_keys/" + alice.userId() + "/DEVICE");
    assertThat(keys.at("/unsigned/device_display_name").asText()).isEqualTo("Phone \"1\"");
    assertThat(answer.body())
        .contains("[1.50, 1e2 ,12345678901234567890]", "\\u00e9/+", "\"é\":{}");
  }

  @Test
  @DisplayName("K4: an empty list means all devices; unknown users and devices are absent")
  void queriedDevices() {
    Member alice = register("ONE");
    Member two = login(alice, "TWO");
    Member keyless = login(alice, "KEYLESS");
    upload(alice, deviceKeys(alice));
    upload(two, deviceKeys(two));

    assertThat(query(keyless, alice).fieldNames()).toIterable().containsExactly("ONE", "TWO");
    JsonNode some =
        queryAnswer(
                keyless,
                "{\"%s\":[\"TWO\",\"KEYLESS\",\"NONE\"],\"@nobody:localhost\":[],\"odd\":[]}"
                    .formatted(alice.userId()))
            .json()
            .path("device_keys");
    assertThat(some.size()).isEqualTo(1);
    assertThat(some.path(alice.userId()).fieldNames()).toIterable().containsExactly("TWO");
    assertThat(
            queryAnswer(keyless, "{\"%s\":[\"*\"]}".formatted(alice.userId()))
                .json()
                .path("device_keys"))
        .isEmpty();
  }

  @Test
  @DisplayName(
      "K5: keys are handed out in the order of upload, each once, and unknown ones are absent")
  void claimedInOrder() {
    Member alice = register();
    Member bob = register();
    upload(alice, oneTimeKeys(0, 2));
    upload(alice, oneTimeKeys(2, 4));

    List<String> claimed = new ArrayList<>();
    IntStream.range(0, 4).forEach(i -> claimed.add(claimId(bob, alice)));

    assertThat(claimed).containsExactly(CURVE + ":0", CURVE + ":1", CURVE + ":2", CURVE + ":3");
    Answer none =
        claimAnswer(
            bob,
            "{\"%s\":{\"DEVICE\":\"%s\",\"NONE\":\"%s\"},\"@nobody:localhost\":{\"X\":\"%s\"}}"
                .formatted(alice.userId(), CURVE, CURVE, CURVE));
    assertThat(none.status()).isEqualTo(200);
    assertThat(none.json().path("one_time_keys")).isEmpty();
    assertThat(none.json().path("failures")).isEmpty();
    assertThat(claim(bob, alice, "unknown")).isEmpty();
  }

  @Test
  @DisplayName("K5: a key that was handed out does not come back with a repeated upload")
  void repeatedUpload() {
    Member alice = register();
    upload(alice, oneTimeKeys(0, 2));
    claimId(alice, alice);

    assertThat(count(upload(alice, oneTimeKeys(0, 2)))).isEqualTo(1);
    assertThat(claimId(alice, alice)).isEqualTo(CURVE + ":1");
  }

  @Test
  @DisplayName("K5: of a thousand keys that are claimed at once none goes twice and none is lost")
  void thousandAtOnce() {
    Member alice = register();
    Member bob = register();
    for (int i = 0; i < 1_000; i += 100) {
      upload(alice, oneTimeKeys(i, i + 100));
    }

    List<CompletableFuture<Answer>> claims =
        IntStream.range(0, 1_000)
            .mapToObj(i -> bob.http().callAsync("POST", "keys/claim", claimBody(alice, CURVE)))
            .toList();
    List<String> ids =
        claims.stream()
            .map(claim -> claim.join().json().at("/one_time_keys/" + alice.userId() + "/DEVICE"))
            .map(keys -> keys.fieldNames().next())
            .toList();

    assertThat(new HashSet<>(ids)).hasSize(1_000);
    assertThat(claim(bob, alice)).isEmpty();
    assertThat(syncCount(alice.sync())).isZero();
  }

  @Test
  @DisplayName("K6: every sync counts the keys, also an empty one and one after the last key went")
  void countsInEverySync() {
    Member alice = register();
    assertThat(alice.sync().json().path("device_one_time_keys_count")).isEmpty();
    upload(alice, withOneTimeKeys(deviceKeys(alice), 2));
    upload(alice, fallback("F"));

    Answer first = alice.sync();
    assertThat(syncCount(first)).isEqualTo(2);
    Answer empty = alice.sync(first.text("next_batch"));
    assertThat(syncCount(empty)).isEqualTo(2);
    assertThat(unusedFallbacks(alice)).containsExactly(CURVE);
    claimId(alice, alice);
    claimId(alice, alice);
    claimId(alice, alice);

    Answer last = alice.sync(empty.text("next_batch"));
    assertThat(last.json().at("/device_one_time_keys_count/" + CURVE).isInt()).isTrue();
    assertThat(syncCount(last)).isZero();
    assertThat(last.json().path("device_unused_fallback_key_types").isArray()).isTrue();
    assertThat(last.json().path("device_unused_fallback_key_types")).isEmpty();
  }

  @Test
  @DisplayName("K6: a claim wakes the waiting sync of the device, and ends one that comes after it")
  void claimWakes() {
    Member alice = register();
    Member bob = register();
    upload(alice, oneTimeKeys(0, 2));
    String since = alice.sync().text("next_batch");
    CompletableFuture<Answer> waiting = waitingSync(alice, since);

    claimId(bob, alice);

    assertThat(waiting)
        .succeedsWithin(Duration.ofSeconds(5))
        .satisfies(answer -> assertThat(syncCount(answer)).isEqualTo(1));
    assertThat(alice.http().callAsync("GET", "sync?timeout=30000&since=" + since, null))
        .succeedsWithin(Duration.ofSeconds(5))
        .satisfies(answer -> assertThat(syncCount(answer)).isEqualTo(1));
  }

  @Test
  @DisplayName("K7: whose keys were asked for is followed, and nobody else")
  void followed() {
    Member alice = register();
    Member bob = register();
    Member carol = register();
    query(alice, bob);
    String since = alice.sync().text("next_batch");

    upload(bob, deviceKeys(bob));
    upload(carol, deviceKeys(carol));

    Answer next = alice.sync(since);
    assertThat(changed(next)).containsExactly(bob.userId());
    assertThat(next.json().at("/device_lists/left").isArray()).isTrue();
    assertThat(changed(alice.sync(next.text("next_batch")))).isEmpty();
    assertThat(changed(alice.sync(since))).containsExactly(bob.userId());
    assertThat(changed(alice.sync())).isEmpty();
  }

  @Test
  @DisplayName("K7: one's own user is followed, by each of the devices")
  void ownUser() {
    Member phone = register("PHONE");
    Member tablet = login(phone, "TABLET");
    String since = phone.sync().text("next_batch");
    CompletableFuture<Answer> waiting = waitingSync(phone, since);

    upload(tablet, deviceKeys(tablet));

    assertThat(waiting)
        .succeedsWithin(Duration.ofSeconds(5))
        .satisfies(answer -> assertThat(changed(answer)).containsExactly(phone.userId()));
    assertThat(query(phone, phone).has("TABLET")).isTrue();
  }

  @Test
  @DisplayName(
      "K7: a change wakes a follower's sync; the same keys again and one-time keys do not change")
  void changeWakes() {
    Member alice = register();
    Member bob = register();
    upload(bob, deviceKeys(bob));
    query(alice, bob);
    String since = alice.sync().text("next_batch");

    upload(bob, deviceKeys(bob));
    upload(bob, oneTimeKeys(0, 3));
    assertThat(changed(alice.sync(since))).isEmpty();
    CompletableFuture<Answer> waiting = waitingSync(alice, since);
    bob.http().put("devices/DEVICE", "{\"display_name\":\"another\"}");

    assertThat(waiting)
        .succeedsWithin(Duration.ofSeconds(5))
        .satisfies(answer -> assertThat(changed(answer)).containsExactly(bob.userId()));
  }

  @Test
  @DisplayName("K7: /keys/changes says the same of two sync tokens")
  void changesBetween() {
    Member alice = register();
    Member bob = register();
    query(alice, bob);
    String from = alice.sync().text("next_batch");
    upload(bob, deviceKeys(bob));
    String to = alice.sync(from).text("next_batch");

    assertThat(texts(changes(alice, from, to).json().path("changed")))
        .containsExactly(bob.userId());
    assertThat(texts(changes(alice, to, to).json().path("changed"))).isEmpty();
    assertThat(changes(alice, "s_1", to).outcome()).isEqualTo("400 M_INVALID_PARAM");
    assertThat(changes(alice, from, "garbage").outcome()).isEqualTo("400 M_INVALID_PARAM");
    assertThat(alice.http().get("keys/changes?from=" + from).outcome())
        .isEqualTo("400 M_MISSING_PARAM");
  }

  @Test
  @DisplayName("K10: logging out takes the keys of the device and tells followers")
  void logoutTakesKeys() {
    Member phone = register("PHONE");
    Member tablet = login(phone, "TABLET");
    Member bob = register();
    upload(phone, withOneTimeKeys(deviceKeys(phone), 2));
    upload(tablet, deviceKeys(tablet));
    assertThat(query(bob, phone)).hasSize(2);
    String since = bob.sync().text("next_batch");
    CompletableFuture<Answer> waiting = waitingSync(bob, since);

    phone.http().post("logout", "{}");

    assertThat(waiting)
        .succeedsWithin(Duration.ofSeconds(5))
        .satisfies(answer -> assertThat(changed(answer)).containsExactly(phone.userId()));
    assertThat(query(bob, phone).fieldNames()).toIterable().containsExactly("TABLET");
    assertThat(claimAnswer(bob, claimBody(phone, CURVE)).json().path("one_time_keys")).isEmpty();
    Member again = login(tablet, "PHONE");
    assertThat(query(bob, phone).has("PHONE")).isFalse();
    assertThat(count(upload(again, "{}"))).isZero();
  }

  private Answer upload(Member member, String body) {
    return member.http().post("keys/upload", body);
  }

  private static int count(Answer upload) {
    assertThat(upload.status()).as(upload.body()).isEqualTo(200);
    return upload.json().at("/one_time_key_counts/" + CURVE).asInt(0);
  }

  private static int syncCount(Answer sync) {
    return sync.json().at("/device_one_time_keys_count/" + CURVE).asInt(-1);
  }

  private static List<String> unusedFallbacks(Member member) {
    return texts(member.sync().json().path("device_unused_fallback_key_types"));
  }

  private static List<String> changed(Answer sync) {
    return texts(sync.json().at("/device_lists/changed"));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static Answer changes(Member member, String from, String to) {
    return member.http().get("keys/changes?from=" + from + "&to=" + to);
  }

  static String deviceKeys(Member member) {
    return ("{\"device_keys\":{\"user_id\":\"%1$s\",\"device_id\":\"%2$s\","
            + "\"algorithms\":[\"m.olm.v1.curve25519-aes-sha2\"],"
            + "\"keys\":{\"ed25519:%2$s\":\"ed\",\"curve25519:%2$s\":\"cv\"},"
            + "\"signatures\":{\"%1$s\":{\"ed25519:%2$s\":\"sig\"}}}}")
        .formatted(member.userId(), member.deviceId());
  }

  private static String oneTimeKeys(int from, int to) {
    return "{\"one_time_keys\":{"
        + IntStream.range(from, to)
            .mapToObj(i -> "\"" + CURVE + ":" + i + "\":" + key(i))
            .collect(joining(","))
        + "}}";
  }

  private static String withOneTimeKeys(String deviceKeys, int count) {
    String keys = oneTimeKeys(0, count);
    return deviceKeys.substring(0, deviceKeys.length() - 1) + "," + keys.substring(1);
  }

  private static String key(int number) {
    return "{\"key\":\"k" + number + "\",\"signatures\":{}}";
  }

  private static String fallback(String id) {
    return "{\"fallback_keys\":{\"%s:%s\":{\"key\":\"%s\",\"fallback\":true,\"signatures\":{}}}}"
        .formatted(CURVE, id, id);
  }

  private static Answer queryAnswer(Member asker, String users) {
    return asker.http().post("keys/query", "{\"device_keys\":" + users + "}");
  }

  private static JsonNode query(Member asker, Member user) {
    return queryAnswer(asker, "{\"" + user.userId() + "\":[]}")
        .json()
        .path("device_keys")
        .path(user.userId());
  }

  private static String claimBody(Member owner, String algorithm) {
    return "{\"one_time_keys\":{\"%s\":{\"%s\":\"%s\"}}}"
        .formatted(owner.userId(), owner.deviceId(), algorithm);
  }

  private static Answer claimAnswer(Member claimer, String users) {
    return claimer
        .http()
        .post(
            "keys/claim",
            users.contains("one_time_keys") ? users : "{\"one_time_keys\":" + users + "}");
  }

  private static JsonNode claim(Member claimer, Member owner) {
    return claim(claimer, owner, CURVE);
  }

  private static JsonNode claim(Member claimer, Member owner, String algorithm) {
    return claimAnswer(claimer, claimBody(owner, algorithm))
        .json()
        .path("one_time_keys")
        .path(owner.userId())
        .path(owner.deviceId());
  }

  private static String claimId(Member claimer, Member owner) {
    return claim(claimer, owner).fieldNames().next();
  }

  private CompletableFuture<Answer> waitingSync(Member member, String since) {
    int before = server.waitingSyncs();
    CompletableFuture<Answer> waiting =
        member.http().callAsync("GET", "sync?timeout=60000&since=" + since, null);
    org.awaitility.Awaitility.await().until(() -> server.waitingSyncs() > before);
    return waiting;
  }
}
