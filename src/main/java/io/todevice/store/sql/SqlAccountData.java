package io.todevice.store.sql;

import io.todevice.domain.AccountData;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.PushRules;
import io.todevice.domain.Requester;
import io.todevice.domain.UserId;
import io.todevice.store.AccountDataNews;
import io.todevice.store.AccountDataStore;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The account data of a store on an SQL database.
 *
 * @param quota what users may keep, profiles included
 */
public record SqlAccountData(Database database, Quota quota) implements AccountDataStore {

  private record Positions(long last, long pushRules) {}

  @Override
  public CompletionStage<Boolean> put(Requester caller, AccountData data) {
    return database.write(
        tx -> {
          Callers.check(tx, caller);
          UserId user = caller.user();
          String type = data.type().value();
          long growth =
              DataSize.of(type, data.content())
                  - DataSize.of(type, find(tx, user, data.type()).orElse(null));
          if (!quota.tryAdd(tx, SqlDevices.owner(user), growth)) {
            return false;
          }
          tx.update(
              "INSERT INTO account_data(bucket, owner, type, content, position)"
                  + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (bucket, owner, type) DO UPDATE SET"
                  + " content = excluded.content, position = excluded.position",
              user,
              type,
              data.content().toBytes(),
              nextPosition(tx, user));
          changed(tx, user);
          return true;
        });
  }

  @Override
  public CompletionStage<Optional<JsonObject>> find(Requester caller, EventType type) {
    return database.read(
        tx -> {
          Callers.check(tx, caller);
          return find(tx, caller.user(), type);
        });
  }

  @Override
  public CompletionStage<Optional<PushRules>> findPushRules(Requester caller) {
    return database.read(
        tx -> {
          Callers.check(tx, caller);
          return findPushRules(tx, caller.user());
        });
  }

  @Override
  public CompletionStage<Replacement> replacePushRules(
      Requester caller, Optional<PushRules> expected, PushRules next) {
    return database.write(
        tx -> {
          Callers.check(tx, caller);
          UserId user = caller.user();
          if (!findPushRules(tx, user).equals(expected)) {
            return Replacement.CHANGED_MEANWHILE;
          }
          long growth = DataSize.of(next) - expected.map(DataSize::of).orElse(0L);
          if (!quota.tryAdd(tx, SqlDevices.owner(user), growth)) {
            return Replacement.TOO_LARGE;
          }
          PushRuleRows.replace(tx, user, next);
          tx.update(
              "UPDATE owner SET push_position = ? WHERE bucket = ? AND owner = ?",
              nextPosition(tx, user),
              user);
          changed(tx, user);
          return Replacement.DONE;
        });
  }

  @Override
  public CompletionStage<AccountDataNews> news(DeviceIncarnation caller, OptionalLong since) {
    long known = since.orElse(0);
    Optional<Positions> positions =
        database
            .find(CacheKey.inbox(caller.number()), InboxHead.class)
            .flatMap(there -> database.find(CacheKey.data(caller.user()), Positions.class))
            .filter(last -> last.last <= known);
    if (positions.isPresent()) {
      return CompletableFuture.completedFuture(nothing(positions.get()));
    }
    return database.read(
        tx -> {
          Callers.check(tx, caller);
          return news(tx, caller.user(), known);
        });
  }

  private static AccountDataNews news(SqlTransaction tx, UserId user, long known)
      throws SQLException {
    Positions positions = positions(tx, user);
    tx.remember(CacheKey.data(user), positions);
    if (positions.last <= known) {
      return nothing(positions);
    }
    List<AccountData> changed =
        tx.list(
            "SELECT type, content FROM account_data"
                + " WHERE bucket = ? AND owner = ? AND position > ? ORDER BY position",
            row -> new AccountData(new EventType(row.getString(1)), JsonObject.of(row.getBytes(2))),
            user,
            known);
    return new AccountDataNews(
        changed,
        positions.pushRules > known ? Optional.of(PushRuleRows.list(tx, user)) : Optional.empty(),
        positions.last);
  }

  private static AccountDataNews nothing(Positions positions) {
    return new AccountDataNews(List.of(), Optional.empty(), positions.last);
  }

  private static Optional<PushRules> findPushRules(SqlTransaction tx, UserId user)
      throws SQLException {
    return positions(tx, user).pushRules > 0
        ? Optional.of(PushRuleRows.list(tx, user))
        : Optional.empty();
  }

  private static Positions positions(SqlTransaction tx, UserId user) throws SQLException {
    return tx.find(
            "SELECT data_position, push_position FROM owner WHERE bucket = ? AND owner = ?",
            row -> new Positions(row.getLong(1), row.getLong(2)),
            user)
        .orElse(new Positions(1, 0));
  }

  private static long nextPosition(SqlTransaction tx, UserId user) throws SQLException {
    return tx.number(
        "UPDATE owner SET data_position = data_position + 1 WHERE bucket = ? AND owner = ?"
            + " RETURNING data_position",
        user);
  }

  private static void changed(SqlTransaction tx, UserId user) throws SQLException {
    tx.forget(CacheKey.data(user));
    SqlDevices.list(tx, user).forEach(tx::changed);
  }

  private static Optional<JsonObject> find(SqlTransaction tx, UserId user, EventType type)
      throws SQLException {
    return tx.find(
        "SELECT content FROM account_data WHERE bucket = ? AND owner = ? AND type = ?",
        row -> JsonObject.of(row.getBytes(1)),
        user,
        type.value());
  }
}
