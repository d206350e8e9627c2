package io.todevice.store.sql;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The properties of a store on an SQL database: {@link io.todevice.store.Store#ensureProperty}.
 *
 * @param database where they are
 */
public record SqlProperties(Database database) {

  /** The value of a property, which is {@code value} where it had none. */
  public CompletionStage<String> ensure(String name, String value) {
    return database
        .read(tx -> find(tx, name))
        .thenCompose(
            found ->
                found.isPresent()
                    ? CompletableFuture.completedFuture(found.get())
                    : database.write(tx -> put(tx, name, value)));
  }

  private static String put(SqlTransaction tx, String name, String value) throws SQLException {
    tx.update(
        "INSERT INTO store_property(name, value) VALUES (?, ?) ON CONFLICT DO NOTHING",
        name,
        value);
    return find(tx, name).orElse(value);
  }

  private static Optional<String> find(SqlTransaction tx, String name) throws SQLException {
    return tx.find(
        "SELECT value FROM store_property WHERE name = ?", row -> row.getString(1), name);
  }
}
