package io.todevice.store.memory;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.KeyObject;
import io.todevice.domain.UserId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final Shards shards;
  private final UserInboxes inboxes;
  private final Outbox outbox;
  private final UserTransactions transactions;

  /** By device ID, in order of creation. Keyed by string for the reason given at {@link Shard}. */
  private final Map<String, MemoryDevice> devices = new LinkedHashMap<>(4);

  private final UserData data;
  private final UserBackups backups;
  private @Nullable Account account;
  private @Nullable RecentFilters filters;
  private @Nullable MemoryUserKeys keys;

  /** A user without anything. */
  MemoryUser(UserId id, Shards shards) {
    this.id = id;
    this.shards = shards;
    this.inboxes = new UserInboxes(shards, this);
    this.outbox = new Outbox(shards);
    this.transactions = new UserTransactions(shards, this);
    this.data = new UserData(shards.dataQuota());
    this.backups = new UserBackups(shards.backupQuota());
  }

  UserId id() {
    return id;
  }

  /** What the messages in all inboxes of this user take. */
  UserInboxes usageOfInboxes() {
    return inboxes;
  }

  /** All inboxes of this user. */
  List<Inbox> inboxes() {
    return devices.values().stream().map(MemoryDevice::inbox).toList();
  }

  /** What this user has sent that still waits. */
  Outbox outbox() {
    return outbox;
  }

  /** What is remembered of the transactions of all devices of this user. */
  UserTransactions transactions() {
    return transactions;
  }

  @Nullable Account account() {
    return account;
  }

  void setAccount(Account newAccount) {
    account = newAccount;
  }

  /** The key backups of this user. */
  UserBackups backups() {
    return backups;
  }

  /** What this user keeps. */
  UserData data() {
    return data;
  }

  @Nullable RecentFilters filters() {
    return filters;
  }

  RecentFilters filtersOrAdd(int limit) {
    RecentFilters there = filters;
    if (there == null) {
      there = new RecentFilters(shards, id, limit);
      filters = there;
    }
    return there;
  }

  @Nullable MemoryUserKeys keys() {
    return keys;
  }

  MemoryUserKeys keysOrAdd() {
    MemoryUserKeys there = keys;
    if (there == null) {
      there = new MemoryUserKeys(shards, this);
      keys = there;
    }
    return there;
  }

  /** The keys of the devices that have published any. */
  List<Keyring> keyrings() {
    return devices.values().stream().map(MemoryDevice::keyring).filter(Objects::nonNull).toList();
  }

  /**
   * Whether a key is published and says the same.
   *
   * @param key the ID of a device, or a public cross-signing key
   */
  boolean publishes(String key, String digest) {
    MemoryDevice device = devices.get(key);
    KeyObject ofDevice = device == null ? null : device.publishedKeys();
    MemoryUserKeys there = keys;
    return ofDevice != null && ofDevice.digest().equals(digest)
        || there != null
            && there
                .crossSigning()
                .all()
                .anyMatch(
                    cross ->
                        cross.publicKey().equals(key) && cross.object().digest().equals(digest));
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

  /** All devices in their present incarnations. */
  List<DeviceIncarnation> incarnations() {
    return devices.values().stream().map(MemoryDevice::incarnation).toList();
  }

  /** A new device with an empty inbox, where there is none of this ID. */
  MemoryDevice addDevice(
      DeviceId device, Optional<String> displayName, LongSupplier incarnations, long now) {
    MemoryDevice added =
        new MemoryDevice(
            new DeviceIncarnation(new DeviceAddress(id, device), incarnations.getAsLong()),
            displayName,
            this,
            now);
    devices.put(device.value(), added);
    return added;
  }

  /** Takes a device away together with what waits for it and its keys. */
  void removeDevice(MemoryDevice device) {
    devices.remove(device.address().device().value());
    device.inbox().clear();
    Keyring keyring = device.keyring();
    if (keyring != null) {
      keyring.clear();
    }
  }

  /** Whether there is an account or a device. */
  boolean exists() {
    return account != null || !devices.isEmpty();
  }

  boolean isUnused() {
    return !exists() && outbox.isEmpty();
  }

  /** Gives up everything that counts against a bound. The user holds nothing any more. */
  void unlist() {
    inboxes.unlist();
    outbox.unlist();
    transactions.unlist();
    data.clear();
    backups.clear();
    RecentFilters there = filters;
    if (there != null) {
      there.clear();
      there.unlist();
    }
    MemoryUserKeys thereOfKeys = keys;
    if (thereOfKeys != null) {
      thereOfKeys.clear();
      thereOfKeys.unlist();
    }
  }
}
