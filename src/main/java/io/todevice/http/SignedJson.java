package io.todevice.http;

import com.fasterxml.jackson.core.type.TypeReference;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.JsonObject;
import io.todevice.domain.JsonValue;
import io.todevice.domain.KeyObject;
import io.todevice.domain.MatrixException;
import io.todevice.http.json.CanonicalJson;
import io.todevice.http.json.JsonReader;
import io.todevice.http.json.JsonWriter;
import io.todevice.service.keys.SignedKey;
import io.todevice.text.Sha256;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A signed object of a request, read member by member, because it has to pass through as it is
 * (clause K4) and cannot become a generated class.
 */
final class SignedJson {

  /** The member that a server writes, whatever was uploaded. */
  static final String UNSIGNED = "unsigned";

  private static final List<String> NOT_COVERED = List.of("signatures", UNSIGNED);
  private static final Type TEXTS = new TypeReference<Map<String, String>>() {}.getType();
  private static final Type LIST = new TypeReference<List<String>>() {}.getType();
  private static final Type SIGNATURES =
      new TypeReference<Map<String, Map<String, String>>>() {}.getType();
  private static final int DIGEST_BYTES = 16;

  private final JsonReader reader;
  private final JsonValue json;
  private final String name;
  private final Map<String, JsonValue> members;

  /**
   * Reads an object.
   *
   * @param name what messages call it
   */
  SignedJson(JsonReader reader, JsonObject json, String name) {
    this.reader = reader;
    this.json = json;
    this.name = name;
    members = reader.members(json, name);
  }

  boolean has(String member) {
    return members.containsKey(member);
  }

  /**
   * A member that has to be there, of this type.
   *
   * @throws MatrixException M_MISSING_PARAM or M_BAD_JSON if it is not
   */
  <T> T get(String member, Type type) {
    JsonValue value = members.get(member);
    if (value == null) {
      throw new MatrixException(
          ErrorCode.M_MISSING_PARAM, name + " has no member '" + member + "'");
    }
    return reader.read(value.toBytes(), type, "'" + member + "' in " + name);
  }

  String getText(String member) {
    return get(member, String.class);
  }

  List<String> getTexts(String member) {
    return get(member, LIST);
  }

  Map<String, String> getTextsByName(String member) {
    return get(member, TEXTS);
  }

  /** The signatures by user and key. */
  Map<String, Map<String, String>> getSignatures() {
    return get("signatures", SIGNATURES);
  }

  /** The value of such a member. */
  static Map<String, Map<String, String>> signatures(JsonReader reader, JsonValue json) {
    return reader.read(json.toBytes(), SIGNATURES, "'signatures'");
  }

  /** The object, with the digest of what its signatures cover. */
  KeyObject signedObject() {
    return new KeyObject(json, digest(reader, json, NOT_COVERED));
  }

  /** The same without what a server writes, so that it can be written without reading the rest. */
  KeyObject signedObject(JsonWriter writer) {
    if (!has(UNSIGNED)) {
      return signedObject();
    }
    Map<String, JsonValue> others = new LinkedHashMap<>(members);
    others.remove(UNSIGNED);
    return new KeyObject(JsonObject.of(writer.write(others)), signedObject().digest());
  }

  /** A key with the digest of all of it. */
  static KeyObject whole(JsonReader reader, JsonValue json) {
    return new KeyObject(json, digest(reader, json, List.of()));
  }

  /** The object with what its signatures cover. */
  SignedKey signedKey() {
    return new SignedKey(
        signedObject(),
        CanonicalJson.find(reader, json, NOT_COVERED),
        has("signatures") ? getSignatures() : Map.of());
  }

  private static String digest(JsonReader reader, JsonValue json, List<String> without) {
    byte[] text = CanonicalJson.find(reader, json, without).orElseGet(json::toBytes);
    return HexFormat.of().formatHex(Arrays.copyOf(Sha256.start().digest(text), DIGEST_BYTES));
  }
}
