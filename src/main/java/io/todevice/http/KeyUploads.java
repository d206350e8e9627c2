package io.todevice.http;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonObject;
import io.todevice.domain.JsonValue;
import io.todevice.domain.KeyId;
import io.todevice.domain.KeyObject;
import io.todevice.domain.MatrixException;
import io.todevice.http.json.JsonReader;
import io.todevice.http.json.JsonWriter;
import io.todevice.model.UploadKeysRequest;
import io.todevice.service.keys.PublishedKeys;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the keys of {@code POST /keys/upload}; what is malformed is refused whole (clause K2). */
record KeyUploads(JsonReader reader, JsonWriter writer) {

  PublishedKeys read(UploadKeysRequest request) {
    return new PublishedKeys(
        Optional.ofNullable(request.deviceKeys()).map(this::deviceKeys),
        keys(request.oneTimeKeys(), "one_time_keys"),
        keys(request.fallbackKeys(), "fallback_keys"));
  }

  private PublishedKeys.OfDevice deviceKeys(JsonObject json) {
    SignedJson object = new SignedJson(reader, json, "'device_keys'");
    object.getTexts("algorithms");
    object.getTextsByName("keys");
    object.getSignatures();
    return new PublishedKeys.OfDevice(
        object.getText("user_id"), object.getText("device_id"), object.signedObject(writer));
  }

  private Map<KeyId, KeyObject> keys(@Nullable JsonObject json, String name) {
    Map<KeyId, KeyObject> keys = new LinkedHashMap<>();
    if (json != null) {
      reader
          .members(json, "'" + name + "'")
          .forEach((id, key) -> keys.put(keyId(id, name), key(id, key, name)));
    }
    return keys;
  }

  private static KeyId keyId(String text, String name) {
    return KeyId.find(text)
        .orElseThrow(
            () ->
                new MatrixException(
                    ErrorCode.M_INVALID_PARAM,
                    "'" + name + "' has a key whose name is not algorithm:id"));
  }

  /** A key is a text, or an object with a key and signatures; a signed algorithm has only these. */
  private KeyObject key(String id, JsonValue key, String name) {
    if (key instanceof JsonObject object) {
      if (id.startsWith("curve25519:")) {
        throw malformed(name);
      }
      SignedJson signed = new SignedJson(reader, object, "a key in '" + name + "'");
      signed.getText("key");
      signed.getSignatures();
    } else {
      if (id.startsWith("signed_")) {
        throw malformed(name);
      }
      String unused = reader.read(key.toBytes(), String.class, "A key in '" + name + "'");
    }
    return SignedJson.whole(reader, key);
  }

  private static MatrixException malformed(String name) {
    return new MatrixException(
        ErrorCode.M_BAD_JSON, "'" + name + "' has a key of another form than its algorithm's");
  }
}
