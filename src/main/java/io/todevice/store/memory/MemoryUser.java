package io.todevice.store.memory;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.UserId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is kept of one user. Guarded by the lock of the user's shard. */
final class MemoryUser {

  /**
   * An account.
   *
   * @param passwordHash empty where no password opens it
   */
  record Account(Optional<String> passwordHash) {}

  private final UserId id;
  private final ByteCount inboxBytes;

  /** By device ID, in order of creation. Keyed by string for the reason given at {@link Shard}. */
  private final Map<String, MemoryDevice> devices = new LinkedHashMap<>(4);

  private @Nullable Account account;
  private @Nullable RecentFilters filters;

  /**
   * A user.
   *
   * @param shardBytes what the inboxes of all users of the shard take
   */
  MemoryUser(UserId id, ByteCount shardBytes) {
    this.id = id;
    this.inboxBytes = new ByteCount(shardBytes);
  }

  UserId id() {
    return id;
  }

  /** What the messages in all inboxes of this user take. */
  ByteCount inboxBytes() {
    return inboxBytes;
  }

  @Nullable Account account() {
    return account;
  }

  void setAccount(Account newAccount) {
    account = newAccount;
  }

  @Nullable RecentFilters filters() {
    return filters;
  }

  RecentFilters filtersOrAdd(int limit) {
    RecentFilters there = filters;
    if (there == null) {
      there = new RecentFilters(limit);
      filters = there;
    }
    return there;
  }

  @Nullable MemoryDevice device(DeviceId device) {
    return devices.get(device.value());
  }

  Collection<MemoryDevice> devices() {
    return devices.values();
  }

  /** The IDs of all devices, as they are now. */
  Set<DeviceId> deviceIds() {
    return devices.values().stream()
        .map(device -> device.address().device())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The device, made with a fresh inbox where it did not exist. */
  MemoryDevice deviceOrAdd(
      DeviceId device, Optional<String> displayName, LongSupplier incarnations) {
    return devices.computeIfAbsent(
        device.value(),
        key ->
            new MemoryDevice(
                new DeviceIncarnation(new DeviceAddress(id, device), incarnations.getAsLong()),
                displayName,
                inboxBytes));
  }

  /** Takes a device away together with what waits for it; null where it does not exist. */
  @Nullable MemoryDevice removeDevice(DeviceId device) {
    MemoryDevice removed = devices.remove(device.value());
    if (removed != null) {
      removed.inbox().clear();
    }
    return removed;
  }

  boolean isUnused() {
    return account == null && devices.isEmpty();
  }
}
