package io.todevice.store.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks for damage in a whole file: of its structure, of what is counted, and of JSON texts, which
 * responses contain as they are.
 *
 * @param connection to the file, for reading
 */
record FileCheck(SqliteConnection connection) {

  private static final int MOST_LINES = 20;

  /** Counts that are kept beside what they count, with a statement that finds wrong ones. */
  private static final Map<String, String> COUNTS =
      Map.of(
          "inboxes whose messages are counted wrong",
          "SELECT COUNT(*) FROM inbox i WHERE i.messages <> (SELECT COUNT(*) FROM message m"
              + " WHERE m.bucket = i.bucket AND m.inbox = i.inbox)",
          "messages of no inbox",
          "SELECT COUNT(*) FROM message m WHERE NOT EXISTS (SELECT 1 FROM inbox i"
              + " WHERE i.bucket = m.bucket AND i.inbox = m.inbox)",
          "messages without a content",
          "SELECT COUNT(*) FROM message m WHERE m.content IS NULL AND NOT EXISTS (SELECT 1"
              + " FROM content c WHERE c.bucket = m.bucket AND c.id = m.shared)",
          "devices without an inbox",
          "SELECT COUNT(*) FROM device d WHERE NOT EXISTS (SELECT 1 FROM inbox i"
              + " WHERE i.bucket = d.bucket AND i.inbox = d.inbox AND i.ended = 0)");

  /** Whose inbox a row belongs to. */
  private static final String DEVICE =
      "(SELECT i.owner || ' ' || i.device_id FROM inbox i"
          + " WHERE i.bucket = t.bucket AND i.inbox = t.inbox)";

  /** Tables with a column of JSON, and an expression that names a row. */
  private static final List<JsonColumn> JSON =
      List.of(
          new JsonColumn("message", "content", "t.seq || ' of ' || " + DEVICE),
          new JsonColumn("content", "text", "t.id"),
          new JsonColumn("filter", "text", "t.id || ' of ' || t.owner"),
          new JsonColumn("profile", "value", "t.field || ' of ' || t.owner"),
          new JsonColumn("account_data", "content", "t.type || ' of ' || t.owner"),
          new JsonColumn("push_rule", "actions", "t.id || ' of ' || t.owner"),
          new JsonColumn("push_rule", "conditions", "t.id || ' of ' || t.owner"),
          new JsonColumn("backup", "auth_data", "t.number || ' of ' || t.owner"),
          new JsonColumn("backup_key", "text", "t.session || ' of ' || t.owner"),
          new JsonColumn("keyring", "json", DEVICE),
          new JsonColumn("one_time_key", "json", "t.id || ' of ' || " + DEVICE),
          new JsonColumn("fallback_key", "json", "t.id || ' of ' || " + DEVICE),
          new JsonColumn("cross_signing_key", "json", "t.public_key || ' of ' || t.owner"));

  private record JsonColumn(String table, String column, String row) {

    /** Names the rows whose text is not JSON, in a line each. */
    String statement() {
      return "SELECT '%s %s is not JSON: ' || coalesce(%s, 'of nobody') FROM %s t WHERE t.%s IS NOT NULL"
              .formatted(table, column, row, table, column)
          + " AND NOT json_valid(CAST(t.%s AS TEXT)) LIMIT %d".formatted(column, MOST_LINES);
    }
  }

  /** A part of the check, which returns a line for each damage. */
  @FunctionalInterface
  private interface Part {
    List<String> run() throws SQLException;
  }

  /** Returns what is damaged, in one line each. */
  List<String> run() {
    List<String> faults = new ArrayList<>();
    add(faults, "the structure", this::structure);
    COUNTS.forEach((name, statement) -> add(faults, name, () -> count(name, statement)));
    JSON.forEach(json -> add(faults, json.table(), () -> connection.texts(json.statement())));
    return faults;
  }

  /** Goes on behind what can't be read. */
  private static void add(List<String> faults, String name, Part part) {
    try {
      faults.addAll(part.run());
    } catch (SQLException e) {
      faults.add("can't be checked (" + name + "): " + SqliteFailures.describe(e));
    }
  }

  private List<String> structure() throws SQLException {
    return connection.texts("PRAGMA integrity_check(" + MOST_LINES + ")").stream()
        .flatMap(String::lines)
        .filter(line -> !line.equals("ok") && !line.startsWith("***"))
        .toList();
  }

  private List<String> count(String name, String statement) throws SQLException {
    long wrong = connection.number(statement);
    return wrong == 0 ? List.of() : List.of(wrong + " " + name);
  }
}
