package io.todevice.http;

import io.todevice.domain.CrossSigningKey;
import io.todevice.domain.DeviceId;
import io.todevice.domain.JsonObject;
import io.todevice.domain.JsonValue;
import io.todevice.domain.KeyObject;
import io.todevice.domain.KeySignature;
import io.todevice.domain.UserId;
import io.todevice.http.json.JsonReader;
import io.todevice.http.json.JsonWriter;
import io.todevice.model.QueryKeysResponse;
import io.todevice.store.CrossSigningKeys;
import io.todevice.store.UserKeys;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Published keys as they stand in an answer: what was uploaded, and beside it the signatures that
 * were added and the name of the device (clauses K4, K9).
 */
record KeyAnswers(JsonReader reader, JsonWriter writer) {

  private static final String SIGNATURES = "signatures";

  /** Numbers of keys by algorithm, as every sync has them. */
  static Map<String, Long> counts(Map<String, Integer> counts) {
    if (counts.isEmpty()) {
      return Map.of();
    }
    Map<String, Long> numbers = new HashMap<>();
    counts.forEach((algorithm, count) -> numbers.put(algorithm, count.longValue()));
    return numbers;
  }

  QueryKeysResponse query(Map<UserId, UserKeys> found) {
    Map<String, Map<String, JsonObject>> devices = new HashMap<>();
    found.forEach(
        (user, keys) -> {
          if (!keys.devices().isEmpty()) {
            devices.put(user.value(), devices(keys));
          }
        });
    return QueryKeysResponse.of(
        QueryKeysResponse.builder()
            .failures(JsonObject.EMPTY)
            .deviceKeys(devices)
            .masterKeys(crossSigning(found, CrossSigningKeys::master))
            .selfSigningKeys(crossSigning(found, CrossSigningKeys::selfSigning))
            .userSigningKeys(crossSigning(found, CrossSigningKeys::userSigning)));
  }

  private Map<String, JsonObject> devices(UserKeys keys) {
    return new MappedView<>(
        keys.devices(),
        DeviceId::value,
        (device, published) -> {
          Map<String, String> unsigned =
              published
                  .displayName()
                  .map(name -> Map.of("device_display_name", name))
                  .orElse(Map.of());
          return withSignatures(published.object(), keys.signatures(), device.value())
              .with(SignedJson.UNSIGNED, json(unsigned));
        });
  }

  private Map<String, JsonObject> crossSigning(
      Map<UserId, UserKeys> found, Function<CrossSigningKeys, Optional<CrossSigningKey>> which) {
    Map<String, JsonObject> objects = new HashMap<>();
    found.forEach(
        (user, keys) ->
            which
                .apply(keys.crossSigning())
                .ifPresent(
                    key ->
                        objects.put(
                            user.value(),
                            withSignatures(key.object(), keys.signatures(), key.publicKey()))));
    return objects;
  }

  /** The object with the signatures of it that were added. */
  private JsonObject withSignatures(KeyObject object, List<KeySignature> all, String key) {
    List<KeySignature> added =
        all.stream()
            .filter(each -> each.key().equals(key) && each.digest().equals(object.digest()))
            .toList();
    JsonObject json = (JsonObject) object.json();
    if (added.isEmpty()) {
      return json;
    }
    Map<String, JsonValue> members = new LinkedHashMap<>(reader.members(json, "a published key"));
    members.put(SIGNATURES, json(merged(members.get(SIGNATURES), added)));
    return json(members);
  }

  private Map<String, Map<String, String>> merged(
      @Nullable JsonValue uploaded, List<KeySignature> added) {
    Map<String, Map<String, String>> signatures = new LinkedHashMap<>();
    if (uploaded != null) {
      SignedJson.signatures(reader, uploaded)
          .forEach((signer, its) -> signatures.put(signer, new LinkedHashMap<>(its)));
    }
    for (KeySignature each : added) {
      signatures
          .computeIfAbsent(each.signer().value(), signer -> new LinkedHashMap<>())
          .put(each.signedWith().toString(), each.signature());
    }
    return signatures;
  }

  private JsonObject json(Map<String, ?> members) {
    return JsonObject.of(writer.write(members));
  }
}
