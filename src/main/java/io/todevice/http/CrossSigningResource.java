package io.todevice.http;

import io.todevice.api.UploadCrossSigningKeysApi;
import io.todevice.api.UploadCrossSigningSignaturesApi;
import io.todevice.domain.DeviceId;
import io.todevice.domain.JsonObject;
import io.todevice.domain.KeyId;
import io.todevice.domain.KeyObject;
import io.todevice.http.call.Caller;
import io.todevice.http.error.ErrorEnvelope;
import io.todevice.http.json.JsonReader;
import io.todevice.model.UploadCrossSigningKeysRequest;
import io.todevice.model.UploadCrossSigningSignaturesResponse;
import io.todevice.service.keys.CrossSigningService;
import io.todevice.service.keys.CrossSigningUpload;
import io.todevice.service.keys.SignatureService;
import io.todevice.service.keys.SignatureService.Failure;
import io.todevice.service.keys.UploadedCrossSigningKey;
import io.todevice.service.keys.UploadedSignatures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The operations on cross-signing keys and signatures (clauses K8, K9). */
public record CrossSigningResource(
    CrossSigningService crossSigning,
    SignatureService signatures,
    InteractiveAuth interactive,
    JsonReader reader)
    implements UploadCrossSigningKeysApi, UploadCrossSigningSignaturesApi {

  /** The public Ed25519 key that a device's identity keys hold, if they do. */
  public static Optional<String> findSigningKey(
      JsonReader reader, KeyObject deviceKeys, DeviceId device) {
    Map<String, String> keys =
        new SignedJson(reader, (JsonObject) deviceKeys.json(), "published keys")
            .getTextsByName("keys");
    return Optional.ofNullable(keys.get(new KeyId(KeyId.ED25519, device.value()).toString()));
  }

  @Override
  public CompletionStage<JsonObject> uploadCrossSigningKeys(
      UploadCrossSigningKeysRequest request, Caller caller) {
    CrossSigningUpload upload =
        new CrossSigningUpload(
            key(request.masterKey(), "'master_key'"),
            key(request.selfSigningKey(), "'self_signing_key'"),
            key(request.userSigningKey(), "'user_signing_key'"));
    return crossSigning
        .upload(caller.getUser(), upload, interactive.attempt(request.auth(), caller))
        .thenApply(interactive::completed)
        .thenApply(stored -> JsonObject.EMPTY);
  }

  private Optional<UploadedCrossSigningKey> key(@Nullable JsonObject json, String name) {
    if (json == null) {
      return Optional.empty();
    }
    SignedJson object = new SignedJson(reader, json, name);
    return Optional.of(
        new UploadedCrossSigningKey(
            object.getText("user_id"),
            object.getTexts("usage"),
            object.getTextsByName("keys"),
            object.signedKey()));
  }

  @Override
  public CompletionStage<UploadCrossSigningSignaturesResponse> uploadCrossSigningSignatures(
      Map<String, Map<String, JsonObject>> request, Caller caller) {
    List<UploadedSignatures> uploads = new ArrayList<>();
    request.forEach(
        (user, keys) ->
            keys.forEach(
                (key, json) ->
                    uploads.add(
                        new UploadedSignatures(
                            user, key, new SignedJson(reader, json, "A signed key").signedKey()))));
    return signatures
        .add(caller.getUser(), uploads, caller.network().get())
        .thenApply(
            failures ->
                UploadCrossSigningSignaturesResponse.of(
                    UploadCrossSigningSignaturesResponse.builder().failures(failures(failures))));
  }

  private static Map<String, Map<String, JsonObject>> failures(List<Failure> failures) {
    Map<String, Map<String, JsonObject>> byUser = new LinkedHashMap<>();
    for (Failure failure : failures) {
      byUser
          .computeIfAbsent(failure.uploaded().userId(), user -> new LinkedHashMap<>())
          .put(failure.uploaded().key(), JsonObject.of(ErrorEnvelope.of(failure.error()).body()));
    }
    return byUser;
  }
}
