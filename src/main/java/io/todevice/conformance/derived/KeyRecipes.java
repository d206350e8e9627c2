package io.todevice.conformance.derived;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.suite.CrossSigningKeys;
import io.todevice.conformance.suite.TestDevice;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls of the operations on keys, and of sliding sync, which tells of them. */
final class KeyRecipes {

  private static final String ALGORITHM = "signed_curve25519";

  /** Any bytes are an Ed25519 key that nobody signs with. */
  private static final String PUBLIC_KEY = "azEtLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0tLS0";

  private static final String SLIDING_SYNC =
      "{\"conn_id\":\"kit\",\"timeout\":0,\"set_presence\":\"offline\",\"lists\":{},"
          + "\"room_subscriptions\":{},\"extensions\":{\"to_device\":{\"enabled\":true},"
          + "\"e2ee\":{\"enabled\":true}}}";

  private final CallBuilder builder;

  KeyRecipes(CallBuilder builder) {
    this.builder = builder;
  }

  /** By the ID of the operation. */
  Map<String, Supplier<ProperCall>> all() {
    return Map.of(
        "uploadKeys", () -> ofNewDevice(KeyRecipes::upload),
        "queryKeys",
            () ->
                ofKeys(
                    device ->
                        byUserId("device_keys", device, JsonNodeFactory.instance.arrayNode())),
        "claimKeys", () -> ofNewDevice(KeyRecipes::claim),
        "getKeysChanges", this::changes,
        "uploadCrossSigningKeys", this::crossSigning,
        "uploadCrossSigningSignatures", () -> ofKeys(device -> CallBuilder.body()),
        "slidingSync", this::slidingSync);
  }

  private ProperCall ofKeys(Function<TestDevice, JsonNode> body) {
    builder.require(Capability.END_TO_END_KEYS);
    TestDevice device = builder.user();
    return builder.byUser(device, body.apply(device).toString());
  }

  /** By a device of the kit's own: another would lose its keys. */
  private ProperCall ofNewDevice(Function<TestDevice, JsonNode> body) {
    builder.require(Capability.NEW_DEVICES);
    return ofKeys(body);
  }

  private static ObjectNode byUserId(String member, TestDevice device, JsonNode value) {
    ObjectNode request = CallBuilder.body().put("timeout", 1_000);
    request.putObject(member).set(device.userId(), value);
    return request;
  }

  private static ObjectNode claim(TestDevice device) {
    return byUserId("one_time_keys", device, CallBuilder.body().put(device.deviceId(), ALGORITHM));
  }

  private static ObjectNode upload(TestDevice device) {
    ObjectNode request = CallBuilder.body();
    request.set("device_keys", identity(device));
    request.putObject("one_time_keys");
    request.putObject("fallback_keys");
    return request;
  }

  private static ObjectNode identity(TestDevice device) {
    ObjectNode keys = CallBuilder.body();
    keys.put("user_id", device.userId()).put("device_id", device.deviceId());
    keys.putArray("algorithms").add("m.olm.v1.curve25519-aes-sha2");
    keys.putObject("keys").put("ed25519:" + device.deviceId(), PUBLIC_KEY);
    keys.putObject("signatures");
    return keys;
  }

  private ProperCall changes() {
    builder.require(Capability.END_TO_END_KEYS);
    return builder.generic();
  }

  private ProperCall crossSigning() {
    builder.require(Capability.END_TO_END_KEYS);
    TestDevice device = builder.registeredUser();
    return builder.byUser(device, CrossSigningKeys.of(device.userId()).upload().toString());
  }

  private ProperCall slidingSync() {
    TestDevice device = builder.user();
    ProperCall first = builder.byUser(device, SLIDING_SYNC);
    String pos = first.send(builder.context()).expectStatus(200).getText("/pos");
    return builder.byUser(device, SLIDING_SYNC.replaceFirst("\\{", "{\"pos\":\"" + pos + "\","));
  }
}
