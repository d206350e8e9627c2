package io.todevice.store.sql;

import io.todevice.domain.JsonValue;
import io.todevice.domain.Requester;
import io.todevice.domain.UserId;
import io.todevice.store.ProfileStore;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The profiles of a store on an SQL database.
 *
 * @param quota what users may keep, account data included
 */
public record SqlProfiles(Database database, Quota quota) implements ProfileStore {

  @Override
  public CompletionStage<Boolean> put(Requester caller, String field, JsonValue value) {
    return database.write(
        tx -> {
          Callers.check(tx, caller);
          UserId user = caller.user();
          Map<String, JsonValue> profile = list(tx, user);
          JsonValue before = profile.put(field, value);
          long all =
              profile.entrySet().stream()
                  .mapToLong(kept -> DataSize.text(kept.getKey(), kept.getValue()))
                  .sum();
          long growth = DataSize.of(field, value) - DataSize.of(field, before);
          if (all > MAX_BYTES || !quota.tryAdd(tx, SqlDevices.owner(user), growth)) {
            return false;
          }
          tx.update(
              "INSERT INTO profile(bucket, owner, field, value, place) VALUES (?, ?, ?, ?,"
                  + " (SELECT COALESCE(MAX(place), 0) + 1 FROM profile"
                  + " WHERE bucket = ? AND owner = ?))"
                  + " ON CONFLICT (bucket, owner, field) DO UPDATE SET value = excluded.value",
              user,
              field,
              value.toBytes(),
              user);
          return true;
        });
  }

  @Override
  public CompletionStage<Void> remove(Requester caller, String field) {
    return database
        .write(
            tx -> {
              Callers.check(tx, caller);
              UserId user = caller.user();
              Optional<JsonValue> removed =
                  tx.find(
                      "DELETE FROM profile WHERE bucket = ? AND owner = ? AND field = ?"
                          + " RETURNING value",
                      row -> JsonValue.of(row.getBytes(1)),
                      user,
                      field);
              return removed.isPresent()
                  && quota.tryAdd(tx, SqlDevices.owner(user), -DataSize.of(field, removed.get()));
            })
        .thenApply(removed -> null);
  }

  @Override
  public CompletionStage<Optional<Map<String, JsonValue>>> find(UserId user) {
    return database.read(
        tx ->
            Callers.exists(tx, user)
                ? Optional.of(Collections.unmodifiableMap(list(tx, user)))
                : Optional.empty());
  }

  private static Map<String, JsonValue> list(SqlTransaction tx, UserId user) throws SQLException {
    Map<String, JsonValue> profile = new LinkedHashMap<>();
    tx.each(
        "SELECT field, value FROM profile WHERE bucket = ? AND owner = ? ORDER BY place",
        row -> {
          profile.put(row.getString(1), JsonValue.of(row.getBytes(2)));
          return true;
        },
        user);
    return profile;
  }
}
