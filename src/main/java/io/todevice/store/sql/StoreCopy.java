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

  private static final String SERVER = "server-name";

  /** In which a new store has rows: copied last, at once, so that only a whole copy has them. */
  private static final Set<String> LAST = Set.of("store_property", "counter", "usage_total");

  private final CopyEnd from;
  private final CopyEnd to;

  private StoreCopy(CopyEnd from, CopyEnd to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Checks that a store can be copied: it belongs to a server and is no unfinished copy.
   *
   * @throws UnusableStoreException if it is not so
   */
  public static void checkSource(Connection from) throws SQLException {
    checkFinished(from);
    if (server(from).isEmpty()) {
      throw new UnusableStoreException("holds nothing to copy: no server has used it");
    }
  }

  /**
   * Checks that a store that is there can be copied to: it holds nothing but an unfinished copy.
   *
   * @param name which copy that has to be: {@link #name}
   */
  public static StoreUse target(String name) {
    return to -> {
      boolean unused = isBegun(to, name);
    };
  }

  /**
   * The name of a copy, by which it is told from copies of other stores.
   *
   * @param from has passed {@link #checkSource}
   * @param address says which store {@code from} is
   */
  public static String name(CopyEnd from, String address) {
    try {
      return server(from.connection()).orElseThrow() + " of " + address;
    } catch (SQLException e) {
      throw interrupted(e);
    }
  }

  /**
   * Checks that a store is no unfinished copy.
   *
   * @throws UnusableStoreException if it is one
   */
  static void checkFinished(Connection connection) throws SQLException {
    Optional<String> source = property(connection, MARK);
    if (source.isPresent()) {
      throw new UnusableStoreException(
          "is an unfinished copy of the store of "
              + source.get()
              + ": repeat the command 'store copy', which goes on with it");
    }
  }

  /**
   * Copies.
   *
   * @param name the {@link #name} of this copy, so that the rest of another is not taken
   * @param report gets a line for each table
   * @throws UnusableStoreException if {@code to} holds anything but an unfinished copy of {@code
   *     from}, if what was copied differs, or if the copy was interrupted
   */
  public static void run(CopyEnd from, CopyEnd to, String name, Consumer<String> report) {
    try {
      new StoreCopy(from, to).run(name, report);
    } catch (SQLException e) {
      throw interrupted(e);
    }
  }

  private static UnusableStoreException interrupted(SQLException failure) {
    String reason =
        String.valueOf(failure.getMessage()).lines().findFirst().orElse("unknown reason");
    return new UnusableStoreException(
        "the copy was interrupted; the same command goes on with it: " + reason, failure);
  }

  private void run(String name, Consumer<String> report) throws SQLException {
    List<CopiedTable> tables = CopiedTable.list(from);
    if (!tables.equals(CopiedTable.list(to))) {
      throw new UnusableStoreException("the two stores have different tables");
    }
    if (!isBegun(to.connection(), name)) {
      put(MARK, name);
      put(SERVER, "of an unfinished copy");
      to.connection().commit();
    }
    for (CopiedTable table : tables) {
      if (!LAST.contains(table.name())) {
        table.copy(from.connection(), to.connection());
        compare(table, report);
      }
    }
    finish(tables);
  }

  private static boolean isBegun(Connection to, String name) throws SQLException {
    Optional<String> begun = property(to, MARK);
    if (begun.isPresent() && !begun.get().equals(name)) {
      throw new UnusableStoreException("holds an unfinished copy of the store of " + begun.get());
    }
    if (begun.isEmpty() && server(to).isPresent()) {
      throw new UnusableStoreException("is not empty");
    }
    return begun.isPresent();
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

  /** The name of the server that the store belongs to. */
  static Optional<String> server(Connection connection) throws SQLException {
    return property(connection, SERVER);
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
