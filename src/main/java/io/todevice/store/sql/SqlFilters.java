package io.todevice.store.sql;

import io.todevice.domain.JsonObject;
import io.todevice.domain.Requester;
import io.todevice.domain.UserId;
import io.todevice.store.FilterStore;
import io.todevice.text.Sha256;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The sync filters of a store on an SQL database. Which one is unused for longest is known to the
 * hour.
 *
 * @param limit how many are kept for one user
 * @param memory how many bytes are kept for all users
 */
public record SqlFilters(Database database, int limit, long memory, DropCounts drops)
    implements FilterStore {

  /** What a filter takes beside its text. */
  private static final long OVERHEAD_BYTES = 240;

  private static final long PRECISION_MILLIS = 3_600_000;

  private record Found(JsonObject filter, long used) {}

  @Override
  public CompletionStage<String> add(Requester caller, JsonObject filter) {
    String id = idOf(filter);
    return database.write(
        tx -> {
          Callers.check(tx, caller);
          if (find(tx, caller.user(), id).isEmpty()) {
            insert(tx, caller.user(), id, filter);
          }
          use(tx, caller.user(), id);
          return id;
        });
  }

  private void insert(SqlTransaction tx, UserId user, String id, JsonObject filter)
      throws SQLException {
    tx.update(
        "INSERT INTO filter(bucket, owner, id, text, used) VALUES (?, ?, ?, ?, 0)",
        user,
        id,
        filter.toBytes());
    long bytes = OVERHEAD_BYTES + filter.size();
    Usage.add(tx, Usage.Kind.FILTERS, SqlDevices.owner(user), bytes, bytes);
    use(tx, user, id);
    long number = tx.number("SELECT COUNT(*) FROM filter WHERE bucket = ? AND owner = ?", user);
    if (number > limit) {
      forgetEldest(tx, SqlDevices.owner(user));
    }
    FairRoom.make(tx, Usage.Kind.FILTERS, memory, this::forget);
  }

  private long forget(SqlTransaction tx, Usage.Owner owner, long bytes) throws SQLException {
    long freed = 0;
    long step;
    do {
      step = forgetEldest(tx, owner);
      freed += step;
      if (step > 0) {
        tx.afterCommit(drops.forgottenFilters::increment);
      }
    } while (step > 0 && freed < bytes);
    return freed;
  }

  /** Forgets the filter unused for longest; returns what it took. */
  private static long forgetEldest(SqlTransaction tx, Usage.Owner owner) throws SQLException {
    long bytes =
        tx.find(
                "DELETE FROM filter WHERE bucket = ? AND owner = ? AND id = (SELECT id FROM filter"
                    + " WHERE bucket = ? AND owner = ? ORDER BY used LIMIT 1) RETURNING text",
                row -> OVERHEAD_BYTES + row.getBytes(1).length,
                owner.bucket(),
                owner.id(),
                owner.bucket(),
                owner.id())
            .orElse(0L);
    Usage.add(tx, Usage.Kind.FILTERS, owner, -bytes, -bytes);
    return bytes;
  }

  @Override
  public CompletionStage<Optional<JsonObject>> find(Requester caller, String filterId) {
    return database.read(
        tx -> {
          Callers.check(tx, caller);
          Optional<Found> found = find(tx, caller.user(), filterId);
          if (found.isPresent() && tx.now() - found.get().used > PRECISION_MILLIS) {
            tx.afterCommit(() -> noteUse(caller.user(), filterId));
          }
          return found.map(Found::filter);
        });
  }

  private void noteUse(UserId user, String id) {
    var unused =
        database.write(
            tx -> {
              use(tx, user, id);
              return true;
            });
  }

  private static void use(SqlTransaction tx, UserId user, String id) throws SQLException {
    long last = tx.number("SELECT MAX(used) FROM filter WHERE bucket = ? AND owner = ?", user);
    tx.update(
        "UPDATE filter SET used = ? WHERE bucket = ? AND owner = ? AND id = ?",
        Math.max(tx.now(), last + 1),
        user,
        id);
  }

  private static Optional<Found> find(SqlTransaction tx, UserId user, String id)
      throws SQLException {
    return tx.find(
        "SELECT text, used FROM filter WHERE bucket = ? AND owner = ? AND id = ?",
        row -> new Found(JsonObject.of(row.getBytes(1)), row.getLong(2)),
        user,
        id);
  }

  /** The digest of the text, in letters that may stand in a URL's path. */
  private static String idOf(JsonObject filter) {
    byte[] digest = Sha256.start().digest(filter.toBytes());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }
}
