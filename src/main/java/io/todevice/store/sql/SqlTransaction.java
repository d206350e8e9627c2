package io.todevice.store.sql;

import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.UserId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Work} runs its statements in: numbered parameters, one text for one statement, so
 * that an engine can keep it prepared. A {@link UserId} among the values stands for two parameters,
 * its bucket and its name, and a {@link DeviceIncarnation} for bucket and inbox. Used by one
 * thread.
 */
public final class SqlTransaction {

  /** Gives prepared statements. */
  @FunctionalInterface
  public interface Statements {

    /** The statement of a text; the same one again where the engine keeps it. */
    PreparedStatement prepare(String sql) throws SQLException;
  }

  private final Statements statements;
  private final Dialect dialect;
  private final StoreListener listener;
  private final StoreCache cache;
  private final long now;
  private Optional<UsageLedger> usages = Optional.empty();
  private final List<Runnable> afterCommit = new ArrayList<>(2);
  private final Map<CacheKey, Optional<Object>> changed = new HashMap<>();
  private final List<Runnable> afterRollback = new ArrayList<>(0);

  /**
   * A transaction that has begun.
   *
   * @param now the time in milliseconds, by the store's clock
   */
  public SqlTransaction(
      Statements statements, Dialect dialect, StoreListener listener, StoreCache cache, long now) {
    this.statements = statements;
    this.dialect = dialect;
    this.listener = listener;
    this.cache = cache;
    this.now = now;
  }

  /** The time in milliseconds, by the store's clock and never by the database's. */
  public long now() {
    return now;
  }

  /** What differs by database. */
  public Dialect dialect() {
    return dialect;
  }

  /** Has what is counted stored with that of other works. For engines, before the work begins. */
  public void countIn(UsageLedger ledger) {
    usages = Optional.of(ledger);
  }

  /** Where to count what users take; empty where it is stored at once. */
  Optional<UsageLedger> usages() {
    return usages;
  }

  /** Notifies the readers of a device when this is committed. */
  void changed(DeviceIncarnation device) {
    afterCommit(() -> listener.changed(device));
  }

  /** Has what this has read kept in memory, where the engine does that. */
  void remember(CacheKey key, Object value) {
    if (!changed.containsKey(key)) {
      cache.put(key, value);
    }
  }

  /** What this would read, where that is known without a statement. */
  <T> Optional<T> known(CacheKey key, Class<T> type) {
    Optional<Object> now = changed.get(key);
    return now == null ? cache.find(key, type) : now.map(type::cast);
  }

  /** Has what changes forgotten when this is committed, before anybody sees the change. */
  void forget(CacheKey key) {
    changed.put(key, Optional.empty());
  }

  /** The same, for what the next transaction that changes something may want to know. */
  void change(CacheKey key, Object value) {
    changed.put(key, Optional.of(value));
  }

  /**
   * What changes when this is committed, and is kept in memory no longer: with what it is then,
   * where that is known. For engines.
   */
  public Map<CacheKey, Optional<Object>> changed() {
    return changed;
  }

  /** Has an action run when the changes are durable, before the stage of the work completes. */
  public void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  /** Has an action run if nothing of this takes place, for what is counted beside the database. */
  public void afterRollback(Runnable action) {
    afterRollback.add(action);
  }

  /** Runs what is to run after the commit. For engines. */
  public void committed() {
    afterCommit.forEach(Runnable::run);
  }

  /** Runs what is to run after the rollback, the last one first. For engines. */
  public void rolledBack() {
    for (int i = afterRollback.size() - 1; i >= 0; i--) {
      afterRollback.get(i).run();
    }
  }

  /** Runs a statement that changes rows; returns how many. */
  public int update(String sql, @Nullable Object... values) throws SQLException {
    return bind(sql, values).executeUpdate();
  }

  /** All rows of a result, in its order. */
  public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... values)
      throws SQLException {
    List<T> rows = new ArrayList<>();
    try (ResultSet result = bind(sql, values).executeQuery()) {
      while (result.next()) {
        rows.add(reader.read(result));
      }
    }
    return rows;
  }

  /**
   * Reads the rows of a result, in its order, as long as {@code reader} returns {@code true}.
   *
   * @return whether it read all of them
   */
  public boolean each(String sql, RowReader<Boolean> reader, @Nullable Object... values)
      throws SQLException {
    try (ResultSet result = bind(sql, values).executeQuery()) {
      while (result.next()) {
        if (!reader.read(result)) {
          return false;
        }
      }
      return true;
    }
  }

  /** The first row of a result. */
  public <T> Optional<T> find(String sql, RowReader<T> reader, @Nullable Object... values)
      throws SQLException {
    try (ResultSet result = bind(sql, values).executeQuery()) {
      return result.next() ? Optional.of(reader.read(result)) : Optional.empty();
    }
  }

  /** The number in the only column of the first row; 0 where there is none. */
  public long number(String sql, @Nullable Object... values) throws SQLException {
    try (ResultSet result = bind(sql, values).executeQuery()) {
      return result.next() ? result.getLong(1) : 0;
    }
  }

  private PreparedStatement bind(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = statements.prepare(sql);
    int at = 1;
    for (Object value : values) {
      if (value instanceof Long number) {
        statement.setLong(at, number);
      } else if (value instanceof Integer number) {
        statement.setInt(at, number);
      } else if (value instanceof String text) {
        statement.setString(at, text);
      } else if (value instanceof byte[] bytes) {
        statement.setBytes(at, bytes);
      } else if (value instanceof UserId user) {
        statement.setInt(at++, Bucket.of(user));
        statement.setString(at, user.value());
      } else if (value instanceof DeviceIncarnation device) {
        statement.setInt(at++, Bucket.of(device.number()));
        statement.setLong(at, device.number());
      } else if (value == null) {
        statement.setObject(at, null);
      } else {
        throw new IllegalArgumentException("no type of a column: " + value.getClass());
      }
      at++;
    }
    return statement;
  }
}
