package io.todevice.store.memory;

import io.todevice.domain.Device;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.TokenHash;
import io.todevice.domain.UserId;
import io.todevice.store.DeviceStore;
import io.todevice.store.RenewedTokens;
import io.todevice.store.Session;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The devices of a {@link MemoryStore} and their sessions. */
final class MemoryDevices implements DeviceStore {

  private final Gate gate;
  private final Shards shards;
  private final Tokens tokens;
  private final Watches watches;
  private final LongSupplier inboxes;
  private final int perUser;
  private final MemorySessions sessions;

  /**
   * No devices.
   *
   * @param inboxes gives each inbox its ID
   * @param perUser how many devices one user may sign in on
   */
  MemoryDevices(
      Gate gate, Shards shards, Tokens tokens, Watches watches, LongSupplier inboxes, int perUser) {
    this.gate = gate;
    this.shards = shards;
    this.tokens = tokens;
    this.watches = watches;
    this.inboxes = inboxes;
    this.perUser = perUser;
    this.sessions = new MemorySessions(shards, tokens, watches);
  }

  @Override
  public CompletionStage<Boolean> signIn(Session session, Optional<String> displayName) {
    return gate.answer(
        () -> {
          DeviceAddress address = session.device();
          try (LockedShards locked = shards.lock(address.user())) {
            if (locked.find(address) == null && hasAllDevices(locked.find(address.user()))) {
              return false;
            }
            MemoryDevice device = findOrAdd(locked, address, displayName);
            tokens.replace(locked, device, new DeviceSession(session, null));
          }
          watches.tell(address);
          return true;
        });
  }

  @Override
  public CompletionStage<Void> ensureExists(DeviceAddress device, Optional<String> displayName) {
    return gate.run(
        () -> {
          try (LockedShards locked = shards.lock(device.user())) {
            findOrAdd(locked, device, displayName);
          }
        });
  }

  @Override
  public CompletionStage<Optional<Session>> findSession(TokenHash accessToken) {
    return gate.answer(() -> sessions.find(accessToken));
  }

  @Override
  public CompletionStage<Optional<Session>> refresh(TokenHash refreshToken, RenewedTokens renewed) {
    return gate.answer(() -> sessions.refresh(refreshToken, renewed));
  }

  @Override
  public CompletionStage<List<Device>> list(UserId user) {
    return gate.answer(
        () -> {
          try (LockedShards locked = shards.lock(user)) {
            MemoryUser owner = locked.find(user);
            return owner == null
                ? List.of()
                : owner.devices().stream().map(MemoryDevice::describe).toList();
          }
        });
  }

  @Override
  public CompletionStage<Optional<Device>> find(DeviceAddress device) {
    return gate.answer(
        () -> {
          try (LockedShards locked = shards.lock(device.user())) {
            return Optional.ofNullable(locked.find(device)).map(MemoryDevice::describe);
          }
        });
  }

  @Override
  public CompletionStage<Boolean> rename(DeviceAddress device, String displayName) {
    return gate.answer(
        () -> {
          try (LockedShards locked = shards.lock(device.user())) {
            MemoryDevice there = locked.find(device);
            if (there == null) {
              return false;
            }
            there.rename(displayName);
            return true;
          }
        });
  }

  @Override
  public CompletionStage<Set<DeviceId>> delete(UserId user, Set<DeviceId> devices) {
    return gate.answer(
        () -> {
          Set<DeviceId> deleted;
          try (LockedShards locked = shards.lock(user)) {
            deleted = delete(locked, user, devices);
          }
          return tell(user, deleted);
        });
  }

  @Override
  public CompletionStage<Set<DeviceId>> deleteAll(UserId user) {
    return gate.answer(
        () -> {
          Set<DeviceId> deleted;
          try (LockedShards locked = shards.lock(user)) {
            MemoryUser owner = locked.find(user);
            deleted = owner == null ? Set.of() : delete(locked, user, owner.deviceIds());
          }
          return tell(user, deleted);
        });
  }

  private boolean hasAllDevices(@Nullable MemoryUser user) {
    return user != null && user.devices().size() >= perUser;
  }

  private MemoryDevice findOrAdd(
      LockedShards locked, DeviceAddress device, Optional<String> displayName) {
    return locked.findOrAdd(device.user()).deviceOrAdd(device.device(), displayName, inboxes);
  }

  private Set<DeviceId> delete(LockedShards locked, UserId user, Set<DeviceId> devices) {
    MemoryUser owner = locked.find(user);
    if (owner == null) {
      return Set.of();
    }
    Set<DeviceId> deleted = new LinkedHashSet<>();
    for (DeviceId id : devices) {
      MemoryDevice device = owner.removeDevice(id);
      if (device != null) {
        tokens.replace(locked, device, null);
        locked.transactions(user).forget(device.transactions());
        deleted.add(id);
      }
    }
    locked.removeIfUnused(owner);
    return deleted;
  }

  private Set<DeviceId> tell(UserId user, Set<DeviceId> deleted) {
    deleted.forEach(device -> watches.tell(new DeviceAddress(user, device)));
    return deleted;
  }
}
