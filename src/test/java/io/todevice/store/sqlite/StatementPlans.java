package io.todevice.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** How SQLite finds the rows of statements. */
final class StatementPlans {

  private final Map<String, String> scans = new TreeMap<>();
  private final Map<String, Boolean> seen = new TreeMap<>();

  /** Looks at a statement the first time. */
  synchronized void explain(Connection connection, String sql) throws SQLException {
    if (seen.put(sql, true) != null) {
      return;
    }
    try (PreparedStatement explain = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql);
        ResultSet steps = explain.executeQuery()) {
      while (steps.next()) {
        String step = steps.getString("detail");
        if (step.startsWith("SCAN")
            && !step.contains("CONSTANT ROW")
            && !step.contains("SUBQUERY")) {
          scans.put(sql, step);
        }
      }
    }
  }

  synchronized int count() {
    return seen.size();
  }

  /** The steps that read a whole table or index, by statement. */
  synchronized Map<String, String> scans() {
    return Map.copyOf(scans);
  }
}
