package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Cross-signing")
class CrossSigningTest extends ServerFixture {

  /** The cross-signing keys of one user. */
  private record Keys(Member owner, SigningKey master, SigningKey self, SigningKey user) {

    static Keys of(Member owner) {
      return new Keys(owner, SigningKey.create(), SigningKey.create(), SigningKey.create());
    }

    Map<String, ?> object(SigningKey key, String usage) {
      return Map.of(
          "user_id",
          owner.userId(),
          "usage",
          List.of(usage),
          "keys",
          Map.of("ed25519:" + key.publicKey(), key.publicKey()));
    }

    String masterJson() {
      return SigningKey.unsigned(object(master, "master"));
    }

    String signedByMaster(SigningKey key, String usage) {
      return master.sign(object(key, usage), owner.userId(), master.publicKey());
    }

    String all() {
      return "{\"master_key\":%s,\"self_signing_key\":%s,\"user_signing_key\":%s}"
          .formatted(
              masterJson(),
              signedByMaster(self, "self_signing"),
              signedByMaster(user, "user_signing"));
    }
  }

  @Test
  @DisplayName("K8: the first keys and the same again need no password, and others see two of them")
  void firstUpload() {
    Member alice = register();
    Member bob = register();
    query(bob, alice);
    String since = bob.sync().text("next_batch");
    Keys keys = Keys.of(alice);

    assertThat(upload(alice, keys.all()).status()).isEqualTo(200);
    assertThat(upload(alice, keys.all()).body()).isEqualTo("{}");

    assertThat(key(query(alice, alice), "master_keys", alice)).isEqualTo(keys.master().publicKey());
    assertThat(key(query(alice, alice), "user_signing_keys", alice))
        .isEqualTo(keys.user().publicKey());
    Answer seen = query(bob, alice);
    assertThat(key(seen, "master_keys", alice)).isEqualTo(keys.master().publicKey());
    assertThat(key(seen, "self_signing_keys", alice)).isEqualTo(keys.self().publicKey());
    assertThat(seen.json().path("user_signing_keys")).isEmpty();
    assertThat(bob.sync(since).json().at("/device_lists/changed/0").asText())
        .isEqualTo(alice.userId());
  }

  @Test
  @DisplayName("K8: replacing keys needs the password")
  void replacing() {
    Member alice = register();
    Keys first = Keys.of(alice);
    Keys second = Keys.of(alice);
    upload(alice, first.all());

    Answer challenge = upload(alice, second.all());
    assertThat(challenge.status()).isEqualTo(401);
    assertThat(challenge.json().at("/flows/0/stages/0").asText()).isEqualTo("m.login.password");
    assertThat(key(query(alice, alice), "master_keys", alice))
        .isEqualTo(first.master().publicKey());
    assertThat(upload(alice, withPassword(second.all(), challenge, "wrong", alice)).status())
        .isEqualTo(401);

    assertThat(
            upload(alice, withPassword(second.all(), challenge, "pass of " + alice.name(), alice))
                .status())
        .isEqualTo(200);
    assertThat(key(query(alice, alice), "master_keys", alice))
        .isEqualTo(second.master().publicKey());
    assertThat(upload(alice, first.all()).status()).isEqualTo(401);
  }

  @Test
  @DisplayName("K8: what the master key has not signed is M_INVALID_SIGNATURE")
  void badSignature() {
    Member alice = register();
    Keys keys = Keys.of(alice);
    Keys other = Keys.of(alice);
    String wrong =
        "{\"master_key\":%s,\"self_signing_key\":%s}"
            .formatted(keys.masterJson(), other.signedByMaster(keys.self(), "self_signing"));
    String none =
        "{\"master_key\":%s,\"self_signing_key\":%s}"
            .formatted(
                keys.masterJson(), SigningKey.unsigned(keys.object(keys.self(), "self_signing")));

    assertThat(upload(alice, wrong).outcome()).isEqualTo("400 M_INVALID_SIGNATURE");
    assertThat(upload(alice, none).outcome()).isEqualTo("400 M_INVALID_SIGNATURE");
    assertThat(
            upload(
                    alice,
                    "{\"self_signing_key\":"
                        + keys.signedByMaster(keys.self(), "self_signing")
                        + "}")
                .outcome())
        .isEqualTo("400 M_MISSING_PARAM");
    assertThat(query(alice, alice).json().path("master_keys")).isEmpty();
  }

  @Test
  @DisplayName(
      "K8: a key of another user, usage or form is 400, and one that is a device ID is 403")
  void malformed() {
    Member alice = register();
    Member bob = register();
    Keys keys = Keys.of(alice);
    String master = keys.masterJson();
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
    assertThat(upload(named, keys.all()).outcome()).isEqualTo("403 M_FORBIDDEN");
    named.http().post("logout", "{}");
    assertThat(upload(alice, keys.all()).status()).isEqualTo(200);
    assertThat(anonymous.post("login", loginBody(alice, keys.master().publicKey())).outcome())
        .isEqualTo("403 M_FORBIDDEN");
  }

  @Test
  @DisplayName("K9: signatures of own devices and of the master key are merged for everybody")
  void ownSignatures() {
    Member alice = register();
    Member bob = register();
    Keys keys = Keys.of(alice);
    SigningKey deviceKey = SigningKey.create();
    Map<String, ?> device = device(alice, deviceKey);
    uploadDevice(alice, device, deviceKey);
    upload(alice, keys.all());
    query(bob, alice);
    String since = bob.sync().text("next_batch");

    Answer answer =
        sign(
            alice,
            "{\"%s\":{\"%s\":%s,\"%s\":%s}}"
                .formatted(
                    alice.userId(),
                    alice.deviceId(),
                    keys.self().sign(device, alice.userId(), keys.self().publicKey()),
                    keys.master().publicKey(),
                    deviceKey.sign(
                        keys.object(keys.master(), "master"), alice.userId(), alice.deviceId())));

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
        .containsExactlyInAnyOrder("ed25519:DEVICE", "ed25519:" + keys.self().publicKey());
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
    Keys alices = Keys.of(alice);
    Keys bobs = Keys.of(bob);
    upload(alice, alices.all());
    upload(bob, bobs.all());
    query(alice, bob);
    query(carol, bob);
    String alicesSince = alice.sync().text("next_batch");
    String carolsSince = carol.sync().text("next_batch");
    String signed =
        alices
            .user()
            .sign(bobs.object(bobs.master(), "master"), alice.userId(), alices.user().publicKey());

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
    Keys keys = Keys.of(alice);
    SigningKey deviceKey = SigningKey.create();
    Map<String, ?> device = device(alice, deviceKey);
    uploadDevice(alice, device, deviceKey);
    upload(alice, keys.all());
    String good = keys.self().sign(device, alice.userId(), keys.self().publicKey());

    Answer answer =
        sign(
            alice,
            "{\"%s\":{\"DEVICE\":%s,\"NONE\":%s,\"%s\":%s},\"@nobody:localhost\":{\"X\":{}},\"odd\":{\"X\":{}}}"
                .formatted(
                    alice.userId(),
                    good,
                    good,
                    keys.master().publicKey(),
                    keys.user()
                        .sign(
                            keys.object(keys.master(), "master"),
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

  private static Map<String, ?> device(Member member, SigningKey key) {
    return Map.of(
        "user_id",
        member.userId(),
        "device_id",
        member.deviceId(),
        "algorithms",
        List.of("m.olm"),
        "keys",
        Map.of("ed25519:" + member.deviceId(), key.publicKey()));
  }

  private static void uploadDevice(Member member, Map<String, ?> device, SigningKey key) {
    String signed = key.sign(device, member.userId(), member.deviceId());
    assertThat(member.http().post("keys/upload", "{\"device_keys\":" + signed + "}").status())
        .isEqualTo(200);
  }

  private static Answer upload(Member member, String body) {
    return member.http().post("keys/device_signing/upload", body);
  }

  private static Answer sign(Member member, String body) {
    return member.http().post("keys/signatures/upload", body);
  }

  private static String withPassword(
      String body, Answer challenge, String password, Member member) {
    String auth =
        "{\"type\":\"m.login.password\",\"session\":\"%s\",\"identifier\":{\"type\":\"m.id.user\",\"user\":\"%s\"},\"password\":\"%s\"}"
            .formatted(challenge.text("session"), member.name(), password);
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
