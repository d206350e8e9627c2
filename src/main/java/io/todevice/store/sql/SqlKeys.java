package io.todevice.store.sql;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.KeyObject;
import io.todevice.domain.KeySignature;
import io.todevice.domain.Requester;
import io.todevice.domain.UserId;
import io.todevice.store.ClaimedKey;
import io.todevice.store.CrossSigningKeys;
import io.todevice.store.DeviceKeys;
import io.todevice.store.KeyCounts;
import io.todevice.store.KeyNews;
import io.todevice.store.KeyPosition;
import io.todevice.store.KeyStore;
import io.todevice.store.KeyUpload;
import io.todevice.store.UserKeys;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The public keys of a store on an SQL database.
 *
 * @param oneTimeKeysPerDevice how many one-time keys a device may have
 * @param followedUsers how many users one user may follow
 * @param room keeps to what the keys of all users may take
 */
public record SqlKeys(Database database, int oneTimeKeysPerDevice, int followedUsers, KeyRoom room)
    implements KeyStore {

  @Override
  public CompletionStage<Optional<KeyCounts>> upload(DeviceIncarnation caller, KeyUpload upload) {
    return database.write(
        tx -> {
          Callers.check(tx, caller);
          if (Keyrings.contradicts(tx, caller, upload.oneTimeKeys())) {
            return Optional.empty();
          }
          if (Keyrings.add(tx, caller, upload, oneTimeKeysPerDevice)) {
            KeyChanges.changed(tx, caller.user());
          }
          room.make(tx);
          tx.forget(CacheKey.keys(caller));
          return Optional.of(Keyrings.state(tx, caller).counts());
        });
  }

  @Override
  public CompletionStage<Map<UserId, UserKeys>> query(
      Requester caller, Map<UserId, Set<DeviceId>> wanted) {
    return database.write(
        tx -> {
          Callers.check(tx, caller);
          UserId asker = caller.user();
          Map<UserId, UserKeys> found = new LinkedHashMap<>();
          boolean hasLeft = false;
          for (Map.Entry<UserId, Set<DeviceId>> entry : wanted.entrySet()) {
            UserId user = entry.getKey();
            hasLeft |= !user.equals(asker) && Follows.add(tx, asker, user, followedUsers);
            Optional<UserKeys> keys = describe(tx, asker, user, entry.getValue());
            if (keys.isPresent()) {
              found.put(user, keys.get());
            }
          }
          if (hasLeft) {
            KeyChanges.notifyDevices(tx, asker);
          }
          room.make(tx);
          return found;
        });
  }

  /** The keys of a user; empty where the user has published nothing. */
  private static Optional<UserKeys> describe(
      SqlTransaction tx, UserId asker, UserId user, Set<DeviceId> wanted) throws SQLException {
    Map<DeviceId, DeviceKeys> devices = new LinkedHashMap<>();
    boolean[] hasKeyring = {false};
    tx.each(
        "SELECT k.json, k.digest, d.device_id, d.display_name FROM device d"
            + " JOIN keyring k ON k.bucket = d.bucket AND k.inbox = d.inbox"
            + " WHERE d.bucket = ? AND d.owner = ? ORDER BY d.place",
        row -> {
          hasKeyring[0] = true;
          DeviceId id = new DeviceId(row.getString(3));
          if (row.getBytes(1) != null && (wanted.isEmpty() || wanted.contains(id))) {
            Optional<String> displayName = Optional.ofNullable(row.getString(4));
            devices.put(id, new DeviceKeys(Keyrings.key(row, 1), displayName));
          }
          return true;
        },
        user);
    CrossSigningKeys crossSigning = CrossSigning.find(tx, user);
    List<KeySignature> signatures = new ArrayList<>(Signatures.list(tx, user, user));
    if (!asker.equals(user)) {
      signatures.addAll(Signatures.list(tx, asker, user));
    }
    return hasKeyring[0] || !crossSigning.equals(CrossSigningKeys.NONE)
        ? Optional.of(new UserKeys(devices, crossSigning, signatures))
        : Optional.empty();
  }

  @Override
  public CompletionStage<Map<DeviceAddress, ClaimedKey>> claim(
      Requester caller, Map<DeviceAddress, String> wanted) {
    return database.write(
        tx -> {
          Callers.check(tx, caller);
          Map<DeviceAddress, ClaimedKey> claimed = new LinkedHashMap<>();
          for (Map.Entry<DeviceAddress, String> entry : wanted.entrySet()) {
            Optional<DeviceIncarnation> device = SqlDevices.find(tx, entry.getKey());
            if (device.isPresent()) {
              OneTimeKeys.claim(tx, device.get(), entry.getValue())
                  .ifPresent(key -> claimed.put(entry.getKey(), key));
            }
          }
          return claimed;
        });
  }

  @Override
  public CompletionStage<KeyNews> news(DeviceIncarnation caller, Optional<KeyPosition> since) {
    Optional<Keyrings.State> known = database.find(CacheKey.keys(caller), Keyrings.State.class);
    Optional<Long> last = database.find(CacheKey.KEY_POSITION, Long.class);
    if (known.isPresent()
        && last.isPresent()
        && since.map(KeyPosition::deviceLists).orElse(last.get()).equals(last.get())) {
      return CompletableFuture.completedFuture(known.get().news(List.of(), List.of(), last.get()));
    }
    return database.read(
        tx -> {
          Callers.check(tx, caller);
          Keyrings.State state = Keyrings.state(tx, caller);
          tx.remember(CacheKey.keys(caller), state);
          long position = KeyChanges.position(tx);
          long from = since.map(KeyPosition::deviceLists).orElse(position);
          // A position that was never given out counts as the first.
          long after = from > position ? 0 : from;
          boolean isAtEnd = from == position;
          return state.news(
              isAtEnd ? List.of() : KeyChanges.changedSince(tx, caller.user(), after),
              isAtEnd ? List.of() : Follows.leftSince(tx, caller.user(), after),
              position);
        });
  }

  @Override
  public CompletionStage<Replacement> replaceCrossSigningKeys(
      Requester caller, CrossSigningKeys expected, CrossSigningKeys next) {
    return database.write(
        tx -> {
          Callers.check(tx, caller);
          UserId user = caller.user();
          if (!CrossSigning.find(tx, user).equals(expected)) {
            return Replacement.CHANGED_MEANWHILE;
          }
          if (SqlDevices.list(tx, user).stream()
              .anyMatch(device -> next.has(device.address().device().value()))) {
            return Replacement.IS_DEVICE_ID;
          }
          if (!next.equals(expected)) {
            CrossSigning.replace(tx, user, next);
            KeyChanges.changed(tx, user);
            room.make(tx);
          }
          return Replacement.DONE;
        });
  }

  @Override
  public CompletionStage<List<KeySignature>> addSignatures(
      Requester caller, List<KeySignature> signatures) {
    return database.write(
        tx -> {
          Callers.check(tx, caller);
          List<KeySignature> refused = new ArrayList<>();
          for (KeySignature signature : signatures) {
            if (!isPublished(tx, signature)) {
              refused.add(signature);
            } else if (Signatures.put(tx, signature)) {
              noteSignature(tx, caller.user(), signature.owner());
            }
          }
          room.make(tx);
          return refused;
        });
  }

  private static void noteSignature(SqlTransaction tx, UserId signer, UserId owner)
      throws SQLException {
    if (signer.equals(owner)) {
      KeyChanges.changed(tx, owner);
    } else {
      KeyChanges.changedFor(tx, signer, owner);
    }
  }

  /** Whether the key that is signed is published and says the same. */
  private static boolean isPublished(SqlTransaction tx, KeySignature signature)
      throws SQLException {
    UserId owner = signature.owner();
    Map<String, KeyObject> published = new TreeMap<>();
    Optional<DeviceId> id = DeviceId.find(signature.key());
    if (id.isPresent()) {
      Optional<DeviceIncarnation> device = SqlDevices.find(tx, new DeviceAddress(owner, id.get()));
      if (device.isPresent()) {
        Keyrings.identity(tx, device.get()).ifPresent(key -> published.put(signature.key(), key));
      }
    }
    CrossSigning.find(tx, owner)
        .all()
        .forEach(key -> published.putIfAbsent(key.publicKey(), key.object()));
    KeyObject signed = published.get(signature.key());
    return signed != null && signed.digest().equals(signature.digest());
  }
}
