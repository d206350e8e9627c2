package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.conformance.suite.CrossSigningKeys;
import io.todevice.conformance.suite.SigningKey;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Cross-signing")
class CrossSigningTest extends ServerFixture {

  @Test
  @DisplayName("K8: the first keys and the same again need no password, and others see two of them")
  void firstUpload() {
    Member alice = register();
    Member bob = register();
    query(bob, alice);
    String since = bob.sync().text("next_batch");
    CrossSigningKeys keys = CrossSigningKeys.of(alice.userId());

    assertThat(upload(alice, keys.upload()).status()).isEqualTo(200);
    assertThat(upload(alice, keys.upload()).body()).isEqualTo("{}");

    assertThat(key(query(alice, alice), "master_keys", alice)).isEqualTo(keys.master().publicKey());
    assertThat(key(query(alice, alice), "user_signing_keys", alice))
        .isEqualTo(keys.userSigning().publicKey());
    Answer seen = query(bob, alice);
    assertThat(key(seen, "master_keys", alice)).isEqualTo(keys.master().publicKey());
    assertThat(key(seen, "self_signing_keys", alice)).isEqualTo(keys.selfSigning().publicKey());
    assertThat(seen.json().path("user_signing_keys")).isEmpty();
    assertThat(bob.sync(since).json().at("/device_lists/changed/0").asText())
        .isEqualTo(alice.userId());
  }

  @Test
  @DisplayName("K8: replacing keys needs the password")
  void replacing() {
    Member alice = register();
    CrossSigningKeys first = CrossSigningKeys.of(alice.userId());
    CrossSigningKeys second = CrossSigningKeys.of(alice.userId());
    upload(alice, first.upload());

    Answer challenge = upload(alice, second.upload());
    assertThat(challenge.status()).isEqualTo(401);
    assertThat(challenge.json().at("/flows/0/stages/0").asText()).isEqualTo("m.login.password");
    assertThat(key(query(alice, alice), "master_keys", alice))
        .isEqualTo(first.master().publicKey());
    assertThat(upload(alice, withPassword(second.upload(), challenge, "wrong", alice)).status())
        .isEqualTo(401);

    assertThat(
            upload(
                    alice,
                    withPassword(second.upload(), challenge, "pass of " + alice.name(), alice))
                .status())
        .isEqualTo(200);
    assertThat(key(query(alice, alice), "master_keys", alice))
        .isEqualTo(second.master().publicKey());
    assertThat(upload(alice, first.upload()).status()).isEqualTo(401);
  }

  @Test
  @DisplayName("K8: what the master key has not signed is M_INVALID_SIGNATURE")
  void badSignature() {
    Member alice = register();
    CrossSigningKeys keys = CrossSigningKeys.of(alice.userId());
    CrossSigningKeys other = CrossSigningKeys.of(alice.userId());
    String self = "{\"master_key\":" + keys.masterKey() + ",\"self_signing_key\":%s}";
    JsonNode wrong = other.signedByMaster(keys.selfSigning(), "self_signing");
    JsonNode none = keys.publicKey(keys.selfSigning(), "self_signing");
    JsonNode good = keys.signedByMaster(keys.selfSigning(), "self_signing");

    assertThat(upload(alice, self.formatted(wrong)).outcome()).isEqualTo("400 M_INVALID_SIGNATURE");
    assertThat(upload(alice, self.formatted(none)).outcome()).isEqualTo("400 M_INVALID_SIGNATURE");
    assertThat(upload(alice, "{\"self_signing_key\":" + good + "}").outcome())
        .isEqualTo("400 M_MISSING_PARAM");
    assertThat(query(alice, alice).json().path("master_keys")).isEmpty();
  }

  @Test
  @DisplayName(
      "K8: a key of another user, usage or form is 400, and one that is a device ID is 403")
  void malformed() {
    Member alice = register();
    Member bob = register();
    CrossSigningKeys keys = CrossSigningKeys.of(alice.userId());
    String master = keys.masterKey().toString();
    for (String bad :
        List.of(
            master.replace(alice.userId(), bob.userId()),
            master.replace("\"master\"", "\"self_signing\""),
            master.replace("\"master\"", "\"master\",\"self_signing\""),
            master.replace("ed25519:", "x25519:"),
            master.replace(keys.master().publicKey(), "dG9vIHNob3J0"),
            "{}",
            "[]",
            "5")) {
      assertThat(upload(alice, "{\"master_key\":" + bad + "}").status()).as(bad).isEqualTo(400);
    }
    assertThat(query(alice, alice).json().path("master_keys")).isEmpty();

    login(alice, keys.master().publicKey().replace("/", "%2F"));
    Member named = login(alice, keys.master().publicKey());
    assertThat(upload(named, keys.upload()).outcome()).isEqualTo("403 M_FORBIDDEN");
    named.http().post("logout", "{}");
    assertThat(upload(alice, keys.upload()).status()).isEqualTo(200);
    assertThat(anonymous.post("login", loginBody(alice, keys.master().publicKey())).outcome())
        .isEqualTo("403 M_FORBIDDEN");
  }

  @Test
  @DisplayName("K9: signatures of own devices and of the master key are merged for everybody")
  void ownSignatures() {
    Member alice = register();
    Member bob = register();
    CrossSigningKeys keys = CrossSigningKeys.of(alice.userId());
    SigningKey deviceKey = SigningKey.create();
    JsonNode device = device(alice, deviceKey);
    uploadDevice(alice, device, deviceKey);
    upload(alice, keys.upload());
    query(bob, alice);
    String since = bob.sync().text("next_batch");

    Answer answer =
        sign(
            alice,
            "{\"%s\":{\"%s\":%s,\"%s\":%s}}"
                .formatted(
                    alice.userId(),
                    alice.deviceId(),
                    keys.selfSigning().sign(device, alice.userId(), keys.selfSigning().publicKey()),
                    keys.master().publicKey(),
                    deviceKey.sign(
                        keys.publicKey(keys.master(), "master"),
                        alice.userId(),
                        alice.deviceId())));

    assertThat(answer.json().path("failures")).isEmpty();
    JsonNode seen = query(bob, alice).json();
    JsonNode ofDevice =
        seen.path("device_keys")
            .path(alice.userId())
            .path(alice.deviceId())
            .path("signatures")
            .path(alice.userId());
    assertThat(ofDevice.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("ed25519:DEVICE", "ed25519:" + keys.selfSigning().publicKey());
    assertThat(
            seen.path("master_keys")
                .path(alice.userId())
                .path("signatures")
                .path(alice.userId())
                .has("ed25519:DEVICE"))
        .isTrue();
    assertThat(bob.sync(since).json().at("/device_lists/changed/0").asText())
        .isEqualTo(alice.userId());
  }

  @Test
  @DisplayName("K9: a signature of another user's master key is for the signer alone")
  void signaturesOfOthers() {
    Member alice = register();
    Member bob = register();
    Member carol = register();
    CrossSigningKeys alices = CrossSigningKeys.of(alice.userId());
    CrossSigningKeys bobs = CrossSigningKeys.of(bob.userId());
    upload(alice, alices.upload());
    upload(bob, bobs.upload());
    query(alice, bob);
    query(carol, bob);
    String alicesSince = alice.sync().text("next_batch");
    String carolsSince = carol.sync().text("next_batch");
    JsonNode signed =
        alices
            .userSigning()
            .sign(
                bobs.publicKey(bobs.master(), "master"),
                alice.userId(),
                alices.userSigning().publicKey());

    Answer answer =
        sign(
            alice,
            "{\"%s\":{\"%s\":%s}}".formatted(bob.userId(), bobs.master().publicKey(), signed));

    assertThat(answer.json().path("failures")).isEmpty();
    assertThat(signers(query(alice, bob), bob)).containsExactly(alice.userId());
    assertThat(signers(query(carol, bob), bob)).isEmpty();
    assertThat(signers(query(bob, bob), bob)).isEmpty();
    assertThat(alice.sync(alicesSince).json().at("/device_lists/changed/0").asText())
        .isEqualTo(bob.userId());
    assertThat(carol.sync(carolsSince).json().at("/device_lists/changed")).isEmpty();
  }

  @Test
  @DisplayName("K9: each signature that fails is reported, and the others are kept")
  void failures() {
    Member alice = register();
    CrossSigningKeys keys = CrossSigningKeys.of(alice.userId());
    SigningKey deviceKey = SigningKey.create();
    JsonNode device = device(alice, deviceKey);
    uploadDevice(alice, device, deviceKey);
    upload(alice, keys.upload());
    String good =
        keys.selfSigning().sign(device, alice.userId(), keys.selfSigning().publicKey()).toString();

    Answer answer =
        sign(
            alice,
            "{\"%s\":{\"DEVICE\":%s,\"NONE\":%s,\"%s\":%s},\"@nobody:localhost\":{\"X\":{}},\"odd\":{\"X\":{}}}"
                .formatted(
                    alice.userId(),
                    good,
                    good,
                    keys.master().publicKey(),
                    keys.userSigning()
                        .sign(
                            keys.publicKey(keys.master(), "master"),
                            alice.userId(),
                            alice.deviceId())));

    assertThat(answer.status()).isEqualTo(200);
    JsonNode own = answer.json().path("failures").path(alice.userId());
    assertThat(own.has("DEVICE")).isFalse();
    assertThat(own.at("/NONE/errcode").asText()).isEqualTo("M_NOT_FOUND");
    assertThat(own.path(keys.master().publicKey()).path("errcode").asText())
        .isEqualTo("M_INVALID_SIGNATURE");
    assertThat(answer.json().at("/failures/@nobody:localhost/X/errcode").asText())
        .isEqualTo("M_NOT_FOUND");
    assertThat(
            sign(
                    alice,
                    "{\"%s\":{\"DEVICE\":%s}}"
                        .formatted(alice.userId(), good.replace("m.olm", "m.other")))
                .json()
                .path("failures")
                .path(alice.userId())
                .at("/DEVICE/errcode")
                .asText())
        .isEqualTo("M_INVALID_SIGNATURE");
    assertThat(sign(alice, "[]").status()).isEqualTo(400);
    assertThat(sign(alice, "{\"@a:b\":{\"X\":5}}").status()).isEqualTo(400);
    assertThat(sign(alice, "{\"@a:b\":{\"X\":{\"signatures\":5}}}").status()).isEqualTo(400);
  }

  private static JsonNode device(Member member, SigningKey key) {
    ObjectNode device = JsonNodeFactory.instance.objectNode();
    device.put("user_id", member.userId()).put("device_id", member.deviceId());
    device.putArray("algorithms").add("m.olm");
    device.putObject("keys").put("ed25519:" + member.deviceId(), key.publicKey());
    return device;
  }

  private static void uploadDevice(Member member, JsonNode device, SigningKey key) {
    JsonNode signed = key.sign(device, member.userId(), member.deviceId());
    assertThat(member.http().post("keys/upload", "{\"device_keys\":" + signed + "}").status())
        .isEqualTo(200);
  }

  private static Answer upload(Member member, Object body) {
    return member.http().post("keys/device_signing/upload", body.toString());
  }

  private static Answer sign(Member member, String body) {
    return member.http().post("keys/signatures/upload", body);
  }

  private static String withPassword(
      ObjectNode keys, Answer challenge, String password, Member member) {
    String auth =
        "{\"type\":\"m.login.password\",\"session\":\"%s\",\"identifier\":{\"type\":\"m.id.user\",\"user\":\"%s\"},\"password\":\"%s\"}"
            .formatted(challenge.text("session"), member.name(), password);
    String body = keys.toString();
    return body.substring(0, body.length() - 1) + ",\"auth\":" + auth + "}";
  }

  private static Answer query(Member asker, Member user) {
    return asker.http().post("keys/query", "{\"device_keys\":{\"" + user.userId() + "\":[]}}");
  }

  private static String key(Answer query, String kind, Member user) {
    return query.json().path(kind).path(user.userId()).path("keys").elements().next().asText();
  }

  private static Iterable<String> signers(Answer query, Member owner) {
    return () ->
        query.json().path("master_keys").path(owner.userId()).path("signatures").fieldNames();
  }
}
