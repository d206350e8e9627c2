package io.todevice.conformance.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.CrossSigningKeys;
import io.todevice.conformance.suite.Json;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import io.todevice.conformance.suite.SessionSteps;
import io.todevice.conformance.suite.SigningKey;
import io.todevice.conformance.suite.TestDevice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cross-signing keys and signatures (clauses K4, K8 and K9). */
final class CrossSigningCases {

  private CrossSigningCases() {}

  /** Users who have such keys already would lose them, so each case has users of its own. */
  static List<ConformanceCase> list() {
    return new Section(Places.CROSS_SIGNING, Capability.END_TO_END_KEYS, Capability.REGISTRATION)
        .must(
            "K4.cross-signing-keys",
            "cross-signing keys come back as they were uploaded, the user-signing key to its owner"
                + " alone",
            CrossSigningCases::asUploaded)
        .must(
            "K8.first-upload",
            "the first cross-signing keys and the same again need no password, and others see them",
            CrossSigningCases::firstUpload)
        .must(
            "K8.replacing-needs-auth",
            "cross-signing keys are not replaced without user-interactive authentication",
            CrossSigningCases::replacing)
        .must(
            "K8.replaced-with-password",
            "cross-signing keys are replaced with the user's password",
            CrossSigningCases::replacedWithPassword,
            Capability.PASSWORD_LOGIN)
        .must(
            "K8.invalid-signature",
            "a self-signing key that the master key has not signed is refused",
            CrossSigningCases::invalidSignature)
        .must(
            "K8.wrong-usage-or-user",
            "a master key for another usage or of another user is refused with 400",
            CrossSigningCases::wrongUsageOrUser)
        .must(
            "K8.device-id",
            "a cross-signing key that is the ID of a device of the user is refused",
            CrossSigningCases::isDeviceId,
            Capability.PASSWORD_LOGIN)
        .must(
            "K9.failures",
            "a signature that is wrong is reported, and not merged",
            CrossSigningCases::wrongSignature)
        .must(
            "K9.others-kept",
            "signatures beside one that is wrong are merged",
            CrossSigningCases::othersKept)
        .must(
            "K9.merged",
            "the signatures of two uploads stay, beside the one that a key came with",
            CrossSigningCases::merged,
            Capability.NEW_DEVICES)
        .must(
            "K9.private-signatures",
            "a signature of another user's master key is shown to its signer alone",
            CrossSigningCases::privateSignatures)
        .cases();
  }

  private static void asUploaded(CaseContext context) {
    Signer signer = Signer.of(context);
    ObjectNode uploaded = signer.keys().upload();
    for (TestDevice asker : List.of(signer.device(), context.newUser())) {
      JsonNode seen = Keys.queryUser(asker, signer.userId()).getJson();
      for (String kind : List.of("master_key", "self_signing_key", "user_signing_key")) {
        JsonNode came = seen.path(kind + "s").path(signer.userId());
        boolean isShown = asker == signer.device() || !kind.equals("user_signing_key");
        context.expect(
            isShown ? Json.areSame(uploaded.path(kind), came) : came.isMissingNode(),
            isShown ? "the " + kind + " " + uploaded.path(kind) : "no " + kind,
            "came " + came);
      }
    }
  }

  private static void firstUpload(CaseContext context) {
    TestDevice device = context.newUser();
    CrossSigningKeys keys = CrossSigningKeys.of(device.userId());
    Signer.upload(device, keys.upload()).expectStatus(200);
    Signer.upload(device, keys.upload()).expectStatus(200);
    expectMaster(context.newUser(), keys);
  }

  private static void expectMaster(TestDevice asker, CrossSigningKeys keys) {
    Reply query = Keys.queryUser(asker, keys.userId());
    JsonNode master = query.getJson().path("master_keys").path(keys.userId()).path("keys");
    query.expect(
        master.path("ed25519:" + keys.master().publicKey()).isTextual(),
        "the key " + keys.master().publicKey() + " at /master_keys",
        "came " + query.getJson().path("master_keys"));
  }

  private static void replacing(CaseContext context) {
    Signer signer = Signer.of(context);
    Signer.upload(signer.device(), CrossSigningKeys.of(signer.userId()).upload()).expectStatus(401);
    expectMaster(signer.device(), signer.keys());
  }

  private static void replacedWithPassword(CaseContext context) {
    TestDevice device = Signer.of(context).device();
    CrossSigningKeys next = CrossSigningKeys.of(device.userId());
    ObjectNode body = next.upload();
    String session = Signer.upload(device, body).expectStatus(401).getText("/session");
    ObjectNode auth = new SessionSteps(context).login(device.session().account());
    body.set("auth", auth.put("session", session));
    Signer.upload(device, body).expectStatus(200);
    expectMaster(context.newUser(), next);
  }

  private static void invalidSignature(CaseContext context) {
    TestDevice device = context.newUser();
    CrossSigningKeys keys = CrossSigningKeys.of(device.userId());
    ObjectNode body = keys.upload();
    body.set(
        "self_signing_key",
        CrossSigningKeys.of(device.userId()).signedByMaster(keys.selfSigning(), "self_signing"));
    Signer.upload(device, body).expectError(400, "M_INVALID_SIGNATURE");
    expectNoMaster(device);
  }

  private static void wrongUsageOrUser(CaseContext context) {
    TestDevice device = context.newUser();
    CrossSigningKeys keys = CrossSigningKeys.of(device.userId());
    CrossSigningKeys others = CrossSigningKeys.of(context.newUser().userId());
    for (JsonNode wrong :
        List.of(keys.publicKey(keys.master(), "self_signing"), others.masterKey())) {
      Signer.upload(device, Signer.object("master_key", wrong)).expectRefusal().expectStatus(400);
    }
    expectNoMaster(device);
  }

  private static void expectNoMaster(TestDevice device) {
    Reply query = Keys.queryUser(device, device.userId());
    JsonNode keys = query.getJson().path("master_keys").path(device.userId());
    query.expect(keys.isMissingNode(), "no master key", "came " + keys);
  }

  private static void isDeviceId(CaseContext context) {
    TestDevice device = context.newUser();
    CrossSigningKeys keys = CrossSigningKeys.of(device.userId());
    SessionSteps steps = new SessionSteps(context);
    steps.loginOn(device.session().account(), keys.master().publicKey());
    Signer.upload(device, Signer.object("master_key", keys.masterKey())).expectRefusal();
    expectNoMaster(device);
  }

  private static void wrongSignature(CaseContext context) {
    Signer signer = Signer.of(context);
    signer.publish(signer.device(), SigningKey.create());
    expectFailure(context, signer.sign(signer.userId(), wronglySigned(signer)), signer);
    JsonNode signatures = signer.signatures(signer.device(), signer.userId());
    context.expect(signatures.isEmpty(), "no signature of the master key", "came " + signatures);
  }

  /** The master key with a signature by another key than the device's. */
  private static Map<String, ObjectNode> wronglySigned(Signer signer) {
    ObjectNode signed =
        SigningKey.create()
            .sign(signer.keys().masterKey(), signer.userId(), signer.device().deviceId());
    return Map.of(signer.masterKey(), signed);
  }

  private static void expectFailure(CaseContext context, JsonNode failures, Signer signer) {
    context.expect(
        failures.size() == 1 && failures.path(signer.masterKey()).path("errcode").isTextual(),
        "an error at /failures for the master key alone",
        "came " + failures);
  }

  private static void othersKept(CaseContext context) {
    Signer signer = Signer.of(context);
    JsonNode identity = signer.publish(signer.device(), SigningKey.create());
    Map<String, ObjectNode> signed = new HashMap<>(wronglySigned(signer));
    signed.put(signer.device().deviceId(), signer.selfSigned(identity));
    expectFailure(context, signer.sign(signer.userId(), signed), signer);
    expectSigned(context, signer, signer.device());
  }

  /** Expects both signatures of a device: its own and that of the self-signing key. */
  private static void expectSigned(CaseContext context, Signer signer, TestDevice device) {
    JsonNode signatures =
        Keys.query(context.newUser(), device).path("signatures").path(signer.userId());
    context.expect(
        signatures.has("ed25519:" + device.deviceId())
            && signatures.has("ed25519:" + signer.keys().selfSigning().publicKey()),
        "signatures of the device and of the self-signing key",
        "came " + signatures);
  }

  private static void merged(CaseContext context) {
    Signer signer = Signer.of(context);
    TestDevice sibling = context.newDevice(signer.device());
    for (TestDevice device : List.of(signer.device(), sibling)) {
      SigningKey key = SigningKey.create();
      ObjectNode identity = signer.selfSigned(signer.publish(device, key));
      ObjectNode master = key.sign(signer.keys().masterKey(), signer.userId(), device.deviceId());
      JsonNode failures =
          signer.sign(
              signer.userId(), Map.of(device.deviceId(), identity, signer.masterKey(), master));
      context.expect(failures.isEmpty(), "no failures", "came " + failures);
    }
    expectSigned(context, signer, signer.device());
    expectSigned(context, signer, sibling);
    JsonNode signatures = signer.signatures(signer.device(), signer.userId());
    context.expect(
        signatures.has("ed25519:" + signer.device().deviceId())
            && signatures.has("ed25519:" + sibling.deviceId()),
        "signatures of the master key by both devices",
        "came " + signatures);
  }

  private static void privateSignatures(CaseContext context) {
    Signer signer = Signer.of(context);
    Signer other = Signer.of(context);
    String key = signer.keys().userSigning().publicKey();
    ObjectNode signed =
        signer.keys().userSigning().sign(other.keys().masterKey(), signer.userId(), key);
    JsonNode failures = signer.sign(other.userId(), Map.of(other.masterKey(), signed));
    context.expect(failures.isEmpty(), "no failures", "came " + failures);
    JsonNode own = signer.signatures(signer.device(), other.userId());
    context.expect(own.has("ed25519:" + key), "the signature for its signer", "came " + own);
    for (TestDevice asker : List.of(other.device(), context.newUser())) {
      JsonNode came = signer.signatures(asker, other.userId());
      context.expect(came.isEmpty(), "no signature for " + asker, "came " + came);
    }
  }
}
