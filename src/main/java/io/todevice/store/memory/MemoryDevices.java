package io.todevice.store.memory;

import io.todevice.domain.Device;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.Requester;
import io.todevice.domain.TokenHash;
import io.todevice.domain.UserId;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.DeviceStore;
import io.todevice.store.RenewedTokens;
import io.todevice.store.Session;
import io.todevice.store.SessionTokens;
import io.todevice.store.Watches;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The devices of a {@link MemoryStore} and their sessions. */
final class MemoryDevices implements DeviceStore {

  private final Gate gate;
  private final Shards shards;
  private final Tokens tokens;
  private final Watches watches;
  private final KeyChanges changes;
  private final LongSupplier incarnations;
  private final FairQuota quota;
  private final InstantSource clock;
  private final MemorySessions sessions;

  /**
   * No devices.
   *
   * @param incarnations numbers the incarnations
   */
  MemoryDevices(
      Gate gate,
      Shards shards,
      Tokens tokens,
      Watches watches,
      LongSupplier incarnations,
      Settings settings,
      InstantSource clock) {
    this.gate = gate;
    this.shards = shards;
    this.tokens = tokens;
    this.watches = watches;
    this.changes = shards.keyChanges();
    this.incarnations = incarnations;
    this.quota =
        new FairQuota(
            settings.get(StorageLimits.DEVICES_PER_USER), settings.get(StorageLimits.MAX_DEVICES));
    this.clock = clock;
    this.sessions = new MemorySessions(shards, tokens, watches);
  }

  @Override
  public CompletionStage<Optional<Session>> signIn(
      DeviceAddress address, SessionTokens newTokens, Optional<String> displayName) {
    return gate.answer(
        () -> {
          Session session;
          try (LockedShards locked = shards.lock(address.user())) {
            MemoryDevice device = findOrAdd(locked, address, displayName);
            if (device == null) {
              return Optional.empty();
            }
            session = new Session(device.incarnation(), newTokens);
            tokens.replace(locked, device, new DeviceSession(session, List.of()));
          }
          watches.tell(session.device());
          return Optional.of(session);
        });
  }

  @Override
  public CompletionStage<Optional<Existing>> ensureExists(
      DeviceAddress device, Optional<String> displayName) {
    return gate.answer(
        () -> {
          try (LockedShards locked = shards.lock(device.user())) {
            boolean isNew = locked.find(device) == null;
            return Optional.ofNullable(findOrAdd(locked, device, displayName))
                .map(existing -> new Existing(existing.incarnation(), isNew));
          }
        });
  }

  @Override
  public CompletionStage<Optional<DeviceIncarnation>> findIncarnation(DeviceAddress device) {
    return gate.answer(
        () -> {
          try (LockedShards locked = shards.lock(device.user())) {
            return Optional.ofNullable(locked.find(device)).map(MemoryDevice::incarnation);
          }
        });
  }

  @Override
  public CompletionStage<Optional<Session>> useSession(TokenHash accessToken) {
    return gate.answer(() -> sessions.find(accessToken));
  }

  @Override
  public CompletionStage<Optional<Session>> refresh(TokenHash refreshToken, RenewedTokens renewed) {
    return gate.answer(() -> sessions.refresh(refreshToken, renewed));
  }

  @Override
  public CompletionStage<List<Device>> list(Requester caller) {
    return onBehalfOf(
        caller, (locked, user) -> user.devices().stream().map(MemoryDevice::describe).toList());
  }

  @Override
  public CompletionStage<Optional<Device>> find(Requester caller, DeviceId device) {
    return onBehalfOf(
        caller,
        (locked, user) -> Optional.ofNullable(user.device(device)).map(MemoryDevice::describe));
  }

  @Override
  public CompletionStage<Boolean> rename(Requester caller, DeviceId device, String displayName) {
    return onBehalfOf(
        caller,
        (locked, user) -> {
          MemoryDevice renamed = user.device(device);
          if (renamed == null) {
            return false;
          }
          renamed.rename(displayName);
          if (renamed.publishedKeys() != null) {
            changes.changed(locked, user);
          }
          return true;
        });
  }

  @Override
  public CompletionStage<Set<DeviceId>> delete(Requester caller, Set<DeviceId> devices) {
    return onBehalfOf(caller, (locked, user) -> delete(locked, user, devices));
  }

  @Override
  public CompletionStage<Set<DeviceId>> deleteAll(Requester caller) {
    return onBehalfOf(caller, (locked, user) -> delete(locked, user, user.deviceIds()));
  }

  private <T> CompletionStage<T> onBehalfOf(
      Requester caller, BiFunction<LockedShards, MemoryUser, T> operation) {
    return gate.answer(
        () -> {
          try (LockedShards locked = shards.lock(caller.user())) {
            return operation.apply(locked, locked.getUser(caller));
          }
        });
  }

  /** How many sign-ins on a new device were refused. */
  long refused() {
    return quota.refused();
  }

  private static int numberOfDevices(LockedShards locked, UserId user) {
    MemoryUser there = locked.find(user);
    return there == null ? 0 : there.devices().size();
  }

  /** Whether the ID is one of the user's cross-signing keys, which no device may have (K8). */
  private static boolean isPublicKey(LockedShards locked, DeviceAddress device) {
    MemoryUser user = locked.find(device.user());
    MemoryUserKeys keys = user == null ? null : user.keys();
    return keys != null && keys.crossSigning().has(device.device().value());
  }

  /** The device; null where it is new and the user may not have another one of this ID. */
  private @Nullable MemoryDevice findOrAdd(
      LockedShards locked, DeviceAddress device, Optional<String> displayName) {
    MemoryDevice there = locked.find(device);
    if (there != null) {
      return there;
    }
    int own = numberOfDevices(locked, device.user());
    if (isPublicKey(locked, device) || !quota.tryChange(own, own + 1)) {
      return null;
    }
    return locked
        .findOrAdd(device.user())
        .addDevice(device.device(), displayName, incarnations, clock.millis());
  }

  private Set<DeviceId> delete(LockedShards locked, MemoryUser owner, Set<DeviceId> devices) {
    Set<DeviceId> deleted = new LinkedHashSet<>();
    boolean isChanged = false;
    for (DeviceId id : devices) {
      MemoryDevice device = owner.device(id);
      if (device != null) {
        isChanged |= device.publishedKeys() != null;
        owner.removeDevice(device);
        quota.change(owner.devices().size() + 1, owner.devices().size());
        tokens.replace(locked, device, null);
        locked.transactions(owner.id()).forget(device.transactions());
        locked.afterwards(() -> watches.tell(device.incarnation()));
        deleted.add(id);
      }
    }
    if (isChanged) {
      changes.changed(locked, owner);
    }
    locked.removeIfUnused(owner);
    return deleted;
  }
}
