package io.todevice.store.sql;

import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.UserId;
import io.todevice.store.CrossSigningKeys;
import java.sql.SQLException;

/**
 * Keeps to what the keys of all users may take, and gives up what {@link
 * io.todevice.store.KeyStore} names, in that order.
 *
 * @param memory how many bytes they may take
 */
public record KeyRoom(long memory, DropCounts drops) {

  /** Drops one thing; returns what became free, 0 where there is nothing of the kind. */
  @FunctionalInterface
  private interface Step {
    long drop() throws SQLException;
  }

  void make(SqlTransaction tx) throws SQLException {
    FairRoom.make(tx, Usage.Kind.KEYS, memory, this::evict);
  }

  private long evict(SqlTransaction tx, Usage.Owner owner, long bytes) throws SQLException {
    UserId user = new UserId(owner.id());
    long freed = drop(tx, bytes, () -> Follows.leaveOldest(tx, user));
    if (freed > 0) {
      KeyChanges.notifyDevices(tx, user);
    }
    for (DeviceIncarnation device : SqlDevices.list(tx, user)) {
      freed +=
          drop(
              tx,
              bytes - freed,
              () -> {
                long dropped = OneTimeKeys.dropOldest(tx, device);
                Keyrings.count(tx, user, -dropped);
                return dropped;
              });
      tx.forget(CacheKey.keys(device));
    }
    freed += drop(tx, bytes - freed, () -> Signatures.dropOldest(tx, user));
    freed += drop(tx, bytes - freed, () -> Follows.dropOldest(tx, user, 0));
    long identities = 0;
    for (DeviceIncarnation device : SqlDevices.list(tx, user)) {
      if (freed + identities < bytes) {
        identities += drop(tx, bytes - freed - identities, () -> Keyrings.dropIdentity(tx, device));
      }
    }
    if (freed + identities < bytes) {
      identities -= CrossSigning.replace(tx, user, CrossSigningKeys.NONE);
    }
    if (identities > 0) {
      KeyChanges.changed(tx, user);
    }
    return freed + identities;
  }

  private long drop(SqlTransaction tx, long goal, Step step) throws SQLException {
    long freed = 0;
    while (freed < goal) {
      long more = step.drop();
      if (more == 0) {
        break;
      }
      freed += more;
      tx.afterCommit(drops.forgottenKeys::increment);
    }
    return freed;
  }
}
