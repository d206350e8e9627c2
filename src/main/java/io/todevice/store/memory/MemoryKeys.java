package io.todevice.store.memory;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.KeyObject;
import io.todevice.domain.KeySignature;
import io.todevice.domain.Requester;
import io.todevice.domain.UserId;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.ClaimedKey;
import io.todevice.store.CrossSigningKeys;
import io.todevice.store.DeviceKeys;
import io.todevice.store.KeyCounts;
import io.todevice.store.KeyNews;
import io.todevice.store.KeyPosition;
import io.todevice.store.KeyStore;
import io.todevice.store.KeyUpload;
import io.todevice.store.UserKeys;
import io.todevice.store.Watches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The public keys of a {@link MemoryStore}. */
final class MemoryKeys implements KeyStore {

  private final Gate gate;
  private final Shards shards;
  private final Watches watches;
  private final KeyChanges changes;
  private final int oneTimeKeysPerDevice;
  private final int followedUsers;

  /** No keys. */
  MemoryKeys(Gate gate, Shards shards, Watches watches, Settings settings) {
    this.gate = gate;
    this.shards = shards;
    this.watches = watches;
    this.changes = shards.keyChanges();
    oneTimeKeysPerDevice = settings.get(StorageLimits.ONE_TIME_KEYS_PER_DEVICE);
    followedUsers = settings.get(StorageLimits.FOLLOWED_USERS);
  }

  @Override
  public CompletionStage<Optional<KeyCounts>> upload(DeviceIncarnation caller, KeyUpload upload) {
    return withinBounds(
        () -> {
          try (LockedShards locked = shards.lock(caller.user())) {
            MemoryDevice device = locked.get(caller);
            Keyring keyring = device.keyring();
            if (keyring != null && keyring.contradicts(upload.oneTimeKeys())) {
              return Optional.empty();
            }
            MemoryUser user = locked.getUser(caller);
            keyring = device.keyringOrAdd(user.keysOrAdd());
            if (keyring.add(upload, oneTimeKeysPerDevice)) {
              changes.changed(locked, user);
            }
            return Optional.of(keyring.counts());
          }
        });
  }

  @Override
  public CompletionStage<Map<UserId, UserKeys>> query(
      Requester caller, Map<UserId, Set<DeviceId>> wanted) {
    return withinBounds(
        () -> {
          Map<UserId, UserKeys> found = new LinkedHashMap<>();
          try (LockedShards locked = shards.lock(concerned(caller, wanted.keySet()))) {
            MemoryUser asker = locked.getUser(caller);
            MemoryUserKeys own = asker.keysOrAdd();
            long before = shards.deviceLists().position();
            wanted.forEach(
                (id, devices) -> {
                  if (!id.equals(caller.user())) {
                    own.follow(id, followedUsers);
                  }
                  MemoryUser user = locked.find(id);
                  MemoryUserKeys keys = user == null ? null : user.keys();
                  if (user != null && keys != null) {
                    found.put(id, describe(user, keys, devices, own));
                  }
                });
            if (!own.leftSince(before).isEmpty()) {
              changes.tellDevices(locked, asker);
            }
          }
          return found;
        });
  }

  private static UserKeys describe(
      MemoryUser user, MemoryUserKeys keys, Set<DeviceId> wanted, MemoryUserKeys asker) {
    Map<DeviceId, DeviceKeys> devices = new LinkedHashMap<>();
    for (MemoryDevice device : user.devices()) {
      KeyObject published = device.publishedKeys();
      DeviceId id = device.address().device();
      if (published != null && (wanted.isEmpty() || wanted.contains(id))) {
        devices.put(id, new DeviceKeys(published, device.describe().displayName()));
      }
    }
    List<KeySignature> signatures = new ArrayList<>(keys.signaturesOn(user.id()));
    if (asker != keys) {
      signatures.addAll(asker.signaturesOn(user.id()));
    }
    return new UserKeys(devices, keys.crossSigning(), signatures);
  }

  @Override
  public CompletionStage<Map<DeviceAddress, ClaimedKey>> claim(
      Requester caller, Map<DeviceAddress, String> wanted) {
    return gate.answer(
        () -> {
          Map<DeviceAddress, ClaimedKey> claimed = new LinkedHashMap<>();
          List<UserId> owners = wanted.keySet().stream().map(DeviceAddress::user).toList();
          try (LockedShards locked = shards.lock(concerned(caller, owners))) {
            locked.getUser(caller);
            wanted.forEach(
                (address, algorithm) -> {
                  MemoryDevice device = locked.find(address);
                  ClaimedKey key = device == null ? null : claim(locked, device, algorithm);
                  if (key != null) {
                    claimed.put(address, key);
                  }
                });
          }
          return claimed;
        });
  }

  private @Nullable ClaimedKey claim(LockedShards locked, MemoryDevice device, String algorithm) {
    Keyring keyring = device.keyring();
    if (keyring == null) {
      return null;
    }
    long before = keyring.claims();
    ClaimedKey key = keyring.claim(algorithm);
    if (keyring.claims() != before) {
      locked.afterwards(() -> watches.tell(device.incarnation()));
    }
    return key;
  }

  @Override
  public CompletionStage<KeyNews> news(DeviceIncarnation caller, Optional<KeyPosition> since) {
    return gate.answer(
        () -> {
          try (LockedShards locked = shards.lock(caller.user())) {
            Keyring keyring = locked.get(caller).keyring();
            MemoryUserKeys keys = locked.getUser(caller).keys();
            long position = shards.deviceLists().position();
            long from = since.map(KeyPosition::deviceLists).orElse(position);
            List<UserId> changed = List.of();
            List<UserId> left = List.of();
            if (keys != null && from != position) {
              // A position that was never given out counts as the first.
              long after = from > position ? 0 : from;
              changed = keys.changedSince(after);
              left = keys.leftSince(after);
            }
            return new KeyNews(
                keyring == null ? KeyCounts.NONE : keyring.counts(),
                changed,
                left,
                new KeyPosition(position, keyring == null ? 0 : keyring.claims()));
          }
        });
  }

  @Override
  public CompletionStage<Replacement> replaceCrossSigningKeys(
      Requester caller, CrossSigningKeys expected, CrossSigningKeys next) {
    return withinBounds(
        () -> {
          try (LockedShards locked = shards.lock(caller.user())) {
            MemoryUser user = locked.getUser(caller);
            MemoryUserKeys keys = user.keysOrAdd();
            if (!keys.crossSigning().equals(expected)) {
              return Replacement.CHANGED_MEANWHILE;
            }
            if (user.deviceIds().stream().map(DeviceId::value).anyMatch(next::has)) {
              return Replacement.IS_DEVICE_ID;
            }
            if (!next.equals(expected)) {
              keys.setCrossSigning(next);
              changes.changed(locked, user);
            }
            return Replacement.DONE;
          }
        });
  }

  @Override
  public CompletionStage<List<KeySignature>> addSignatures(
      Requester caller, List<KeySignature> signatures) {
    return withinBounds(
        () -> {
          List<KeySignature> refused = new ArrayList<>();
          List<UserId> owners = signatures.stream().map(KeySignature::owner).toList();
          try (LockedShards locked = shards.lock(concerned(caller, owners))) {
            MemoryUser signer = locked.getUser(caller);
            for (KeySignature signature : signatures) {
              MemoryUser owner = locked.find(signature.owner());
              if (owner == null || !owner.publishes(signature.key(), signature.digest())) {
                refused.add(signature);
              } else if (signer.keysOrAdd().sign(signature)) {
                noteSignature(locked, signer, owner);
              }
            }
          }
          return refused;
        });
  }

  private void noteSignature(LockedShards locked, MemoryUser signer, MemoryUser owner) {
    if (signer == owner) {
      changes.changed(locked, owner);
    } else {
      changes.changedFor(locked, signer, owner);
    }
  }

  private <T> CompletionStage<T> withinBounds(Supplier<T> operation) {
    return gate.answer(
        () -> {
          T result = operation.get();
          shards.keyBound().makeRoom();
          return result;
        });
  }

  private static List<UserId> concerned(Requester caller, Collection<UserId> others) {
    List<UserId> users = new ArrayList<>(others.size() + 1);
    users.addAll(others);
    users.add(caller.user());
    return users;
  }
}
