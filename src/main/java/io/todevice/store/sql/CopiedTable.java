package io.todevice.store.sql;

import io.todevice.text.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A table that all SQL stores have, and its rows in the order of its primary key: numbers by size,
 * texts and bytes byte by byte.
 *
 * @param key the columns of the primary key, in its order
 * @param condition which of its rows are copied
 */
record CopiedTable(String name, List<String> columns, List<String> key, String condition) {

  /** How many rows are read and written at once: their contents may have 64 KiB each. */
  private static final int ROWS = 200;

  /** What users take of messages is derived: not every store keeps it. */
  private static final Map<String, String> CONDITIONS =
      Map.of(
          "usage",
          Usage.NOT_OF_MESSAGES,
          "usage_total",
          Usage.NOT_OF_MESSAGES,
          "store_property",
          "name <> '" + StoreCopy.MARK + "'");

  /** A digest and the number of the rows that it is of. */
  record Digest(long rows, String sha256) {}

  /** The tables of a store, but for those that only it has. */
  static List<CopiedTable> list(CopyEnd store) throws SQLException {
    DatabaseMetaData data = store.connection().getMetaData();
    Set<String> names = new HashSet<>();
    try (ResultSet tables = data.getTables(null, schema(store), "%", new String[] {"TABLE"})) {
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME"));
      }
    }
    names.remove("schema_history");
    names.removeAll(store.ownTables());
    List<CopiedTable> found = new ArrayList<>();
    for (String name : names.stream().sorted().toList()) {
      found.add(
          new CopiedTable(
              name,
              columns(data, schema(store), name),
              key(data, schema(store), name),
              CONDITIONS.getOrDefault(name, "1 = 1")));
    }
    return found;
  }

  private static @Nullable String schema(CopyEnd store) throws SQLException {
    return store.connection().getSchema();
  }

  private static List<String> columns(DatabaseMetaData data, @Nullable String schema, String table)
      throws SQLException {
    List<String> columns = new ArrayList<>();
    try (ResultSet rows = data.getColumns(null, schema, table, "%")) {
      while (rows.next()) {
        columns.add(rows.getString("COLUMN_NAME"));
      }
    }
    Collections.sort(columns);
    return columns;
  }

  private static List<String> key(DatabaseMetaData data, @Nullable String schema, String table)
      throws SQLException {
    Map<Integer, String> key = new TreeMap<>();
    try (ResultSet rows = data.getPrimaryKeys(null, schema, table)) {
      while (rows.next()) {
        key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
      }
    }
    return List.copyOf(key.values());
  }

  /** Copies what follows the last row that is in {@code to}, and commits step by step. */
  void copy(Connection from, Connection to) throws SQLException {
    copy(from, to, last(to), true);
  }

  /** Copies all rows of a small table, and leaves the commit to its caller. */
  void insertAll(Connection from, Connection to) throws SQLException {
    copy(from, to, List.of(), false);
  }

  private void copy(
      Connection from, Connection to, List<@Nullable Object> last, boolean isCommitted)
      throws SQLException {
    try (PreparedStatement insert = to.prepareStatement(insert())) {
      eachPage(
          from,
          last,
          rows -> {
            for (List<@Nullable Object> row : rows) {
              bind(insert, row);
              insert.addBatch();
            }
            insert.executeBatch();
            if (isCommitted) {
              to.commit();
            }
          });
    }
  }

  /** Deletes what is copied, so that it can be copied anew. */
  void clear(Connection to) throws SQLException {
    try (PreparedStatement statement =
        to.prepareStatement("DELETE FROM " + name + " WHERE " + condition)) {
      statement.executeUpdate();
    }
  }

  /** A digest of what is copied. */
  Digest digest(Connection connection) throws SQLException {
    MessageDigest digest = Sha256.start();
    long[] count = {0};
    eachPage(
        connection,
        List.of(),
        rows -> {
          rows.forEach(row -> row.forEach(value -> update(digest, value)));
          count[0] += rows.size();
        });
    return new Digest(count[0], HexFormat.of().formatHex(digest.digest()));
  }

  /** Some rows, in order. */
  @FunctionalInterface
  private interface Page {
    void take(List<List<@Nullable Object>> rows) throws SQLException;
  }

  /** Reads what follows the row with the key {@code last}; all where that is empty. */
  private void eachPage(Connection connection, List<@Nullable Object> last, Page page)
      throws SQLException {
    List<List<@Nullable Object>> rows = after(connection, last);
    while (!rows.isEmpty()) {
      page.take(rows);
      rows = after(connection, keyOf(rows.get(rows.size() - 1)));
    }
  }

  private static void update(MessageDigest digest, @Nullable Object value) {
    if (value == null) {
      digest.update((byte) 0);
    } else if (value instanceof Long number) {
      digest.update((byte) 1);
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    } else {
      byte[] bytes =
          value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) value;
      digest.update((byte) (value instanceof String ? 2 : 3));
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
  }

  /** The key of the last row; empty where there is none. */
  private List<@Nullable Object> last(Connection connection) throws SQLException {
    String order = String.join(" DESC, ", key) + " DESC";
    List<List<@Nullable Object>> rows =
        read(
            connection,
            "SELECT "
                + list(columns)
                + " FROM "
                + name
                + " WHERE "
                + condition
                + " ORDER BY "
                + order
                + " LIMIT 1",
            List.of());
    return rows.isEmpty() ? List.of() : keyOf(rows.get(0));
  }

  private List<List<@Nullable Object>> after(Connection connection, List<@Nullable Object> last)
      throws SQLException {
    String after = last.isEmpty() ? "" : " AND (" + list(key) + ") > (" + marks(key.size()) + ")";
    return read(
        connection,
        "SELECT "
            + list(columns)
            + " FROM "
            + name
            + " WHERE "
            + condition
            + after
            + " ORDER BY "
            + list(key)
            + " LIMIT "
            + ROWS,
        last);
  }

  private static List<List<@Nullable Object>> read(
      Connection connection, String sql, List<@Nullable Object> values) throws SQLException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      try (ResultSet result = statement.executeQuery()) {
        int width = result.getMetaData().getColumnCount();
        while (result.next()) {
          List<@Nullable Object> row = new ArrayList<>(width);
          for (int i = 1; i <= width; i++) {
            Object value = result.getObject(i);
            row.add(value instanceof Number number ? (Object) number.longValue() : value);
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private static void bind(PreparedStatement statement, List<@Nullable Object> values)
      throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      Object value = values.get(i);
      if (value == null) {
        statement.setNull(i + 1, Types.NULL);
      } else if (value instanceof byte[] bytes) {
        statement.setBytes(i + 1, bytes);
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }

  private List<@Nullable Object> keyOf(List<@Nullable Object> row) {
    List<@Nullable Object> values = new ArrayList<>();
    key.forEach(column -> values.add(row.get(columns.indexOf(column))));
    return values;
  }

  private String insert() {
    return "INSERT INTO " + name + "(" + list(columns) + ") VALUES (" + marks(columns.size()) + ")";
  }

  private static String list(List<String> names) {
    return String.join(", ", names);
  }

  private static String marks(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }
}
