package io.todevice.store.sql;

import io.todevice.store.UnusableStoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Copies everything from one store to another: accounts, devices with their positions, messages,
 * transactions, keys. A copy that was interrupted goes on where it ended when it is made again; no
 * server takes the unfinished one. In the end every table is read from both stores and compared.
 */
public final class StoreCopy {

  /** What an unfinished copy is of. */
  static final String MARK = "copy";

  /** In which a new store has rows: copied last, at once, so that only a whole copy has them. */
  private static final Set<String> LAST = Set.of("store_property", "counter", "usage_total");

  private final CopyEnd from;
  private final CopyEnd to;

  private StoreCopy(CopyEnd from, CopyEnd to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Copies.
   *
   * @param source says which store {@code from} is, so that the rest of another is not taken
   * @param report gets a line for each table
   * @throws UnusableStoreException if {@code to} holds anything but an unfinished copy of {@code
   *     from}, if {@code from} holds nothing, if what was copied differs, or if the copy was
   *     interrupted
   */
  public static void run(CopyEnd from, CopyEnd to, String source, Consumer<String> report) {
    try {
      new StoreCopy(from, to).run(source, report);
    } catch (SQLException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown reason");
      throw new UnusableStoreException(
          "the copy was interrupted; the same command goes on with it: " + reason, e);
    }
  }

  private void run(String source, Consumer<String> report) throws SQLException {
    List<CopiedTable> tables = CopiedTable.list(from);
    if (!tables.equals(CopiedTable.list(to))) {
      throw new UnusableStoreException("the two stores have different tables");
    }
    String server =
        property(from.connection(), "server-name")
            .orElseThrow(() -> new UnusableStoreException("there is nothing to copy"));
    if (property(from.connection(), MARK).isPresent()) {
      throw new UnusableStoreException("it is itself an unfinished copy");
    }
    begin(server + " of " + source);
    for (CopiedTable table : tables) {
      if (!LAST.contains(table.name())) {
        table.copy(from.connection(), to.connection());
        compare(table, report);
      }
    }
    finish(tables);
  }

  private void begin(String source) throws SQLException {
    Optional<String> begun = property(to.connection(), MARK);
    if (begun.isPresent() && !begun.get().equals(source)) {
      throw new UnusableStoreException("holds an unfinished copy of the store of " + begun.get());
    }
    if (begun.isEmpty() && property(to.connection(), "server-name").isPresent()) {
      throw new UnusableStoreException("is not empty");
    }
    if (begun.isEmpty()) {
      put(MARK, source);
      put("server-name", "of an unfinished copy");
      to.connection().commit();
    }
  }

  private void compare(CopiedTable table, Consumer<String> report) throws SQLException {
    CopiedTable.Digest read = table.digest(from.connection());
    if (!read.equals(table.digest(to.connection()))) {
      throw new UnusableStoreException(
          "the rows of " + table.name() + " differ: delete the copy and begin again");
    }
    report.accept("%s: %d rows, SHA-256 %s".formatted(table.name(), read.rows(), read.sha256()));
  }

  /** In one step: from then on it is a store. */
  private void finish(List<CopiedTable> tables) throws SQLException {
    try (Statement statement = to.connection().createStatement()) {
      statement.executeUpdate("DELETE FROM store_property WHERE name = '" + MARK + "'");
      for (CopiedTable table : tables) {
        if (LAST.contains(table.name())) {
          table.clear(to.connection());
          table.insertAll(from.connection(), to.connection());
        }
      }
    }
    to.derive();
    to.connection().commit();
  }

  private static Optional<String> property(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT value FROM store_property WHERE name = ?")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  private void put(String name, String value) throws SQLException {
    try (PreparedStatement statement =
        to.connection().prepareStatement("INSERT INTO store_property(name, value) VALUES (?, ?)")) {
      statement.setString(1, name);
      statement.setString(2, value);
      statement.executeUpdate();
    }
  }
}
