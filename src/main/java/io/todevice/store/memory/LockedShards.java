package io.todevice.store.memory;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.MatrixException;
import io.todevice.domain.Requester;
import io.todevice.domain.UserId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shards that an operation has to itself until it closes this. All are taken before the first
 * is used and none is let go before the last use, so that what happens in between is one step to
 * everyone else.
 */
final class LockedShards implements AutoCloseable {

  private final Shards shards;
  private final int[] held;
  private final int count;
  private List<Runnable> afterwards = List.of();

  /**
   * Waits for the shards.
   *
   * @param ascending their numbers, each once; the order is the same for everyone, so that no two
   *     operations wait for each other
   * @param count how many of the numbers count
   */
  LockedShards(Shards shards, int[] ascending, int count) {
    this.shards = shards;
    this.held = ascending;
    this.count = count;
    for (int i = 0; i < count; i++) {
      shards.get(held[i]).lock.lock();
    }
  }

  /** The user, or null where nothing is kept of them. */
  @Nullable MemoryUser find(UserId user) {
    return shardOf(user).users.get(user.value());
  }

  /** The device, or null where it does not exist. */
  @Nullable MemoryDevice find(DeviceAddress device) {
    MemoryUser user = find(device.user());
    return user == null ? null : user.device(device.device());
  }

  /**
   * The device of a caller.
   *
   * @throws MatrixException {@code M_UNKNOWN_TOKEN} where this incarnation has ended (clause F4)
   */
  MemoryDevice get(DeviceIncarnation caller) {
    MemoryDevice device = find(caller.address());
    if (device == null || device.incarnation().number() != caller.number()) {
      throw MatrixException.unknownToken();
    }
    return device;
  }

  /**
   * The user of a caller.
   *
   * @throws MatrixException {@code M_UNKNOWN_TOKEN} where this incarnation has ended (clause F4),
   *     or the user does not exist
   */
  MemoryUser getUser(Requester caller) {
    if (caller instanceof DeviceIncarnation device) {
      get(device);
    }
    MemoryUser user = find(caller.user());
    if (user == null || !user.exists()) {
      throw MatrixException.unknownToken();
    }
    return user;
  }

  /** The user, made where nothing was kept of them. */
  MemoryUser findOrAdd(UserId user) {
    return shardOf(user).users.computeIfAbsent(user.value(), key -> new MemoryUser(user, shards));
  }

  /**
   * Forgets a user who has neither an account nor a device, with their filters and what they kept,
   * unless something that they sent still waits.
   */
  void removeIfUnused(MemoryUser user) {
    if (user.isUnused()) {
      user.unlist();
      shardOf(user.id()).users.remove(user.id().value());
    }
  }

  /** What is remembered for the devices of the user. */
  RememberedTransactions transactions(UserId user) {
    return shardOf(user).transactions;
  }

  /**
   * Makes sure that the user's shard is among these.
   *
   * @throws IllegalStateException if it is not
   */
  void checkHeld(UserId user) {
    shardOf(user);
  }

  /** Has something done by this thread when the shards are free again. */
  void afterwards(Runnable action) {
    if (afterwards.isEmpty()) {
      afterwards = new ArrayList<>(2);
    }
    afterwards.add(action);
  }

  @Override
  public void close() {
    for (int i = count - 1; i >= 0; i--) {
      shards.get(held[i]).lock.unlock();
    }
    afterwards.forEach(Runnable::run);
  }

  /**
   * The user's shard.
   *
   * @throws IllegalStateException if it is not among these
   */
  Shard shardOf(UserId user) {
    Shard shard = shards.of(user);
    if (!shard.lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("the user's shard is not among the locked ones");
    }
    return shard;
  }
}
