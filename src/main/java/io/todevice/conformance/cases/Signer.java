package io.todevice.conformance.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.CrossSigningKeys;
import io.todevice.conformance.suite.Json;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.SigningKey;
import io.todevice.conformance.suite.TestDevice;
import java.util.Map;

/** A user with cross-signing keys, and a device of the user. */
record Signer(TestDevice device, CrossSigningKeys keys) {

  static Signer of(CaseContext context) {
    TestDevice device = context.newUser();
    CrossSigningKeys keys = CrossSigningKeys.of(device.userId());
    upload(device, keys.upload()).expectStatus(200);
    return new Signer(device, keys);
  }

  String userId() {
    return device.userId();
  }

  String masterKey() {
    return keys.master().publicKey();
  }

  /** Publishes the identity keys of a device. */
  JsonNode publish(TestDevice its, SigningKey key) {
    JsonNode identity = Json.of(Keys.identity(its)).path("device_keys");
    ((ObjectNode) identity.path("keys")).put("ed25519:" + its.deviceId(), key.publicKey());
    JsonNode signed = key.sign(identity, userId(), its.deviceId());
    Keys.upload(its, object("device_keys", signed).toString());
    return signed;
  }

  /** Uploads signed objects of one user by their keys; the answer's failures. */
  JsonNode sign(String owner, Map<String, ? extends JsonNode> signed) {
    ObjectNode byKey = JsonNodeFactory.instance.objectNode().setAll(signed);
    return device
        .call("POST", "/keys/signatures/upload", object(owner, byKey).toString())
        .expectStatus(200)
        .getJson()
        .path("failures")
        .path(owner);
  }

  ObjectNode selfSigned(JsonNode identity) {
    return keys.selfSigning().sign(identity, userId(), keys.selfSigning().publicKey());
  }

  /** This user's signatures of a user's master key, as somebody sees them. */
  JsonNode signatures(TestDevice asker, String owner) {
    return Keys.queryUser(asker, owner)
        .getJson()
        .path("master_keys")
        .path(owner)
        .path("signatures")
        .path(userId());
  }

  /** Publishes cross-signing keys, and returns whatever comes. */
  static Reply upload(TestDevice device, ObjectNode body) {
    return device.call("POST", "/keys/device_signing/upload", body.toString());
  }

  static ObjectNode object(String member, JsonNode value) {
    return JsonNodeFactory.instance.objectNode().set(member, value);
  }
}
