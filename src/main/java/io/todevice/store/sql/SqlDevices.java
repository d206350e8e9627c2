package io.todevice.store.sql;

import io.todevice.domain.Device;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.Requester;
import io.todevice.domain.TokenHash;
import io.todevice.domain.UserId;
import io.todevice.store.DeviceStore;
import io.todevice.store.RenewedTokens;
import io.todevice.store.Session;
import io.todevice.store.SessionTokens;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The devices of a store on an SQL database and their sessions.
 *
 * @param database where they are
 * @param quota how many devices there may be
 */
public record SqlDevices(Database database, Quota quota, Trim trim) implements DeviceStore {

  @Override
  public CompletionStage<Optional<Session>> signIn(
      DeviceAddress device, SessionTokens tokens, Optional<String> displayName) {
    return database.write(
        tx -> {
          Optional<Existing> existing = findOrAdd(tx, device, displayName);
          if (existing.isEmpty()) {
            return Optional.empty();
          }
          DeviceIncarnation incarnation = existing.get().device();
          Sessions.end(tx, incarnation);
          Session session = Sessions.add(tx, incarnation, 0, tokens);
          changed(tx, incarnation);
          return Optional.of(session);
        });
  }

  @Override
  public CompletionStage<Optional<Existing>> ensureExists(
      DeviceAddress device, Optional<String> displayName) {
    return database.write(tx -> findOrAdd(tx, device, displayName));
  }

  @Override
  public CompletionStage<Optional<DeviceIncarnation>> findIncarnation(DeviceAddress device) {
    Optional<DeviceIncarnation> known =
        database.find(CacheKey.device(device), DeviceIncarnation.class);
    return known.isPresent()
        ? CompletableFuture.completedFuture(known)
        : database.read(tx -> find(tx, device));
  }

  @Override
  public CompletionStage<Optional<Session>> useSession(TokenHash accessToken) {
    Optional<Session> known = database.find(CacheKey.session(accessToken), Session.class);
    if (known.isPresent()) {
      return CompletableFuture.completedFuture(known);
    }
    return database
        .read(tx -> Sessions.findCurrent(tx, accessToken))
        .thenCompose(
            found ->
                found.isEmpty() || found.get().isCurrent()
                    ? CompletableFuture.completedFuture(found.map(Sessions.Found::session))
                    : database.write(tx -> Sessions.use(tx, accessToken)));
  }

  @Override
  public CompletionStage<Optional<Session>> refresh(TokenHash refreshToken, RenewedTokens renewed) {
    return database.write(tx -> Sessions.refresh(tx, refreshToken, renewed));
  }

  @Override
  public CompletionStage<List<Device>> list(Requester caller) {
    return database.read(
        tx -> {
          Callers.check(tx, caller);
          return tx.list(
              "SELECT device_id, display_name FROM device WHERE bucket = ? AND owner = ?"
                  + " ORDER BY place",
              SqlDevices::device,
              caller.user());
        });
  }

  @Override
  public CompletionStage<Optional<Device>> find(Requester caller, DeviceId device) {
    return database.read(
        tx -> {
          Callers.check(tx, caller);
          return tx.find(
              "SELECT device_id, display_name FROM device"
                  + " WHERE bucket = ? AND owner = ? AND device_id = ?",
              SqlDevices::device,
              caller.user(),
              device.value());
        });
  }

  @Override
  public CompletionStage<Boolean> rename(Requester caller, DeviceId device, String displayName) {
    return database.write(
        tx -> {
          Callers.check(tx, caller);
          DeviceAddress address = new DeviceAddress(caller.user(), device);
          Optional<DeviceIncarnation> renamed =
              tx.find(
                  "UPDATE device SET display_name = ?"
                      + " WHERE bucket = ? AND owner = ? AND device_id = ? RETURNING inbox",
                  row -> new DeviceIncarnation(address, row.getLong(1)),
                  displayName,
                  caller.user(),
                  device.value());
          if (renamed.isPresent() && Keyrings.hasIdentity(tx, renamed.get())) {
            KeyChanges.changed(tx, caller.user());
          }
          return renamed.isPresent();
        });
  }

  @Override
  public CompletionStage<Set<DeviceId>> delete(Requester caller, Set<DeviceId> devices) {
    return delete(caller, Optional.of(devices));
  }

  @Override
  public CompletionStage<Set<DeviceId>> deleteAll(Requester caller) {
    return delete(caller, Optional.empty());
  }

  /** Deletes devices of the caller's user: those that are named, or all. */
  private CompletionStage<Set<DeviceId>> delete(Requester caller, Optional<Set<DeviceId>> named) {
    return database.write(
        tx -> {
          Callers.check(tx, caller);
          UserId user = caller.user();
          Set<DeviceId> deleted = new LinkedHashSet<>();
          boolean isIdentityGone = false;
          for (DeviceIncarnation device : list(tx, user)) {
            DeviceId id = device.address().device();
            if (named.isEmpty() || named.get().contains(id)) {
              isIdentityGone |= delete(tx, device);
              deleted.add(id);
            }
          }
          if (isIdentityGone) {
            KeyChanges.changed(tx, user);
          }
          if (!deleted.isEmpty()) {
            removeIfUnused(tx, user, deleted.size());
          }
          return deleted;
        });
  }

  /** Deletes a device with everything that belongs to it; returns whether it had identity keys. */
  private boolean delete(SqlTransaction tx, DeviceIncarnation device) throws SQLException {
    UserId user = device.user();
    tx.update(
        "DELETE FROM device WHERE bucket = ? AND owner = ? AND device_id = ?",
        user,
        device.address().device().value());
    quota.tryAdd(tx, owner(user), -1);
    Sessions.end(tx, device);
    boolean hadIdentity = Keyrings.delete(tx, device);
    InboxRow.update(tx, device.number(), "ended = 1, acked_seq = last_seq");
    trim.step(tx, device.number());
    changed(tx, device);
    tx.forget(CacheKey.keys(device));
    tx.forget(CacheKey.device(device.address()));
    return hadIdentity;
  }

  /** Forgets a user who has neither an account nor a device, with everything that they kept. */
  private static void removeIfUnused(SqlTransaction tx, UserId user, int deleted)
      throws SQLException {
    tx.update(
        "UPDATE owner SET devices = devices - ? WHERE bucket = ? AND owner = ?", deleted, user);
    int removed =
        tx.update(
            "DELETE FROM owner"
                + " WHERE bucket = ? AND owner = ? AND has_account = 0 AND devices = 0",
            user);
    if (removed > 0) {
      for (String table : List.of("filter", "profile", "account_data", "push_rule")) {
        forget(tx, table, "owner", user);
      }
      for (String table : List.of("backup", "backup_key", "cross_signing_key")) {
        forget(tx, table, "owner", user);
      }
      forget(tx, "signature", "signer", user);
      forget(tx, "follow", "follower", user);
      forget(tx, "unfollow", "follower", user);
      for (Usage.Kind kind :
          List.of(Usage.Kind.FILTERS, Usage.Kind.DATA, Usage.Kind.BACKUPS, Usage.Kind.KEYS)) {
        Usage all = Usage.find(tx, kind, owner(user));
        Usage.add(tx, kind, owner(user), -all.bytes(), -all.weight());
      }
    }
  }

  private static void forget(SqlTransaction tx, String table, String column, UserId user)
      throws SQLException {
    tx.update("DELETE FROM " + table + " WHERE bucket = ? AND " + column + " = ?", user);
  }

  /** The device; empty where it is new and the user may not have another one of this ID. */
  private Optional<Existing> findOrAdd(
      SqlTransaction tx, DeviceAddress device, Optional<String> displayName) throws SQLException {
    Optional<DeviceIncarnation> there = find(tx, device);
    if (there.isPresent()) {
      return Optional.of(new Existing(there.get(), /* isNew= */ false));
    }
    if (CrossSigning.isPublicKey(tx, device.user(), device.device().value())
        || !quota.tryAdd(tx, owner(device.user()), 1)) {
      return Optional.empty();
    }
    UserId user = device.user();
    long inbox = Bucket.inbox(Bucket.of(user), ThreadLocalRandom.current().nextLong());
    long place =
        tx.number(
            "INSERT INTO owner(bucket, owner, has_account, devices, last_place)"
                + " VALUES (?, ?, 0, 1, 1) ON CONFLICT (bucket, owner) DO UPDATE SET"
                + " devices = owner.devices + 1, last_place = owner.last_place + 1"
                + " RETURNING last_place",
            user);
    tx.update(
        "INSERT INTO device(bucket, owner, device_id, inbox, display_name, place)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        user,
        device.device().value(),
        inbox,
        displayName.orElse(null),
        place);
    tx.update(
        "INSERT INTO inbox(bucket, inbox, owner, device_id, read_at) VALUES (?, ?, ?, ?, ?)",
        Bucket.of(user),
        inbox,
        user.value(),
        device.device().value(),
        tx.now());
    tx.forget(CacheKey.device(device));
    return Optional.of(new Existing(new DeviceIncarnation(device, inbox), /* isNew= */ true));
  }

  static Optional<DeviceIncarnation> find(SqlTransaction tx, DeviceAddress device)
      throws SQLException {
    CacheKey key = CacheKey.device(device);
    Optional<DeviceIncarnation> found = tx.known(key, DeviceIncarnation.class);
    if (found.isEmpty()) {
      found =
          tx.find(
              "SELECT inbox FROM device WHERE bucket = ? AND owner = ? AND device_id = ?",
              row -> new DeviceIncarnation(device, row.getLong(1)),
              device.user(),
              device.device().value());
      found.ifPresent(incarnation -> tx.remember(key, incarnation));
    }
    return found;
  }

  /** The devices of a user, in order of creation. */
  static List<DeviceIncarnation> list(SqlTransaction tx, UserId user) throws SQLException {
    return tx.list(
        "SELECT device_id, inbox FROM device WHERE bucket = ? AND owner = ? ORDER BY place",
        row ->
            new DeviceIncarnation(
                new DeviceAddress(user, new DeviceId(row.getString(1))), row.getLong(2)),
        user);
  }

  /** Notifies the watchers of a device whose inbox or sessions have changed. */
  static void changed(SqlTransaction tx, DeviceIncarnation device) {
    tx.forget(CacheKey.inbox(device.number()));
    tx.changed(device);
  }

  static Usage.Owner owner(UserId user) {
    return new Usage.Owner(Bucket.of(user), user.value());
  }

  private static Device device(ResultSet row) throws SQLException {
    return new Device(new DeviceId(row.getString(1)), Optional.ofNullable(row.getString(2)));
  }
}
