package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.json;

import io.todevice.domain.CrossSigningKey;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.KeyId;
import io.todevice.domain.KeyObject;
import io.todevice.domain.KeySignature;
import io.todevice.domain.UserId;
import io.todevice.store.ClaimedKey;
import io.todevice.store.CrossSigningKeys;
import io.todevice.store.KeyCounts;
import io.todevice.store.KeyNews;
import io.todevice.store.KeyPosition;
import io.todevice.store.KeyUpload;
import io.todevice.store.Store;
import io.todevice.store.UserKeys;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keys of the tests, and a store of keys whose operations are waited for. */
public record KeySamples(Store store) {

  public static final String CURVE = KeyCounts.DEFAULT_ALGORITHM;

  /** A key that its name and value tell from others. */
  public static KeyObject key(String value) {
    return new KeyObject(json("{\"key\":\"" + value + "\"}"), value);
  }

  public static KeyId id(String id) {
    return new KeyId(CURVE, id);
  }

  /** One-time keys of these IDs. */
  public static KeyUpload oneTime(String... ids) {
    Map<KeyId, KeyObject> keys = new LinkedHashMap<>();
    Arrays.stream(ids).forEach(id -> keys.put(id(id), key(id)));
    return new KeyUpload(Optional.empty(), keys, Map.of());
  }

  public static KeyUpload fallback(String id) {
    return new KeyUpload(Optional.empty(), Map.of(), Map.of(id(id), key(id)));
  }

  public static KeyUpload identity(String value) {
    return new KeyUpload(Optional.of(key(value)), Map.of(), Map.of());
  }

  /** The cross-signing keys of a user whose master key this is. */
  public static CrossSigningKeys crossSigning(String master) {
    return new CrossSigningKeys(
        Optional.of(new CrossSigningKey(key(master), master)), Optional.empty(), Optional.empty());
  }

  public static KeySignature signature(UserId owner, String key, UserId signer, String value) {
    return new KeySignature(owner, key, key, signer, new KeyId("ed25519", "signing"), value);
  }

  /** The position at which a device stands. */
  public KeyPosition position(DeviceAddress device) {
    return WaitingStore.outcome(store.keys().news(caller(device), Optional.empty())).position();
  }

  public KeyNews news(DeviceAddress device, KeyPosition since) {
    return WaitingStore.outcome(store.keys().news(caller(device), Optional.of(since)));
  }

  public List<UserId> changed(DeviceAddress device, KeyPosition since) {
    return news(device, since).changed();
  }

  public KeyCounts counts(DeviceAddress device) {
    return WaitingStore.outcome(store.keys().news(caller(device), Optional.empty())).counts();
  }

  public Optional<KeyCounts> upload(DeviceAddress device, KeyUpload upload) {
    return WaitingStore.outcome(store.keys().upload(caller(device), upload));
  }

  /** The keys of a user, whom the asker follows from then on. */
  public Optional<UserKeys> query(DeviceAddress asker, UserId user) {
    return Optional.ofNullable(
        WaitingStore.outcome(store.keys().query(caller(asker), Map.of(user, Set.of()))).get(user));
  }

  /** The ID of the key that is handed out. */
  public Optional<String> claim(DeviceAddress claimer, DeviceAddress owner) {
    Map<DeviceAddress, ClaimedKey> claimed =
        WaitingStore.outcome(store.keys().claim(caller(claimer), Map.of(owner, CURVE)));
    return Optional.ofNullable(claimed.get(owner)).map(key -> key.id().id());
  }

  private DeviceIncarnation caller(DeviceAddress device) {
    return new WaitingStore(store).incarnation(device);
  }
}
