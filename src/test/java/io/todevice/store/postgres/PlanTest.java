package io.todevice.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How the statements of batches reach their rows, whatever the planner believes of the tables.
 * Those of rare operations are watched while the contract's tests run them: {@link TestDatabases}.
 */
@Tag("proof")
class PlanTest {

  private static final String TABLES = "message|inbox|device|txn|session";
  private static final Pattern SCAN =
      Pattern.compile("(Seq Scan|Index.* Scan|Index Only Scan).* on (" + TABLES + ")\\b.*");

  @RegisterExtension final TestDatabases databases = new TestDatabases();

  @ParameterizedTest
  @EnumSource(Statements.class)
  @DisplayName("No statement of a batch passes over a table that is new, empty again or large")
  void noTableIsPassedOver(Statements statement) throws SQLException {
    String database = databases.createOwn();
    try (Connection connection = TestDatabases.connect(database);
        Statement sql = connection.createStatement()) {
      sql.execute("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan");
      sql.execute(prepared(statement));
      assertThat(unbounded(sql, statement)).as("new tables").isEmpty();
      addDevices(sql);
      sql.execute("ANALYZE");
      assertThat(unbounded(sql, statement)).as("no messages, analysed").isEmpty();
      addMessages(sql);
      sql.execute("ANALYZE");
      assertThat(unbounded(sql, statement)).as("many messages").isEmpty();
    }
  }

  private static void addDevices(Statement sql) throws SQLException {
    sql.execute(
        "INSERT INTO device SELECT n % 4096, 'u' || n / 3, 'd' || n, n, NULL, n"
            + " FROM generate_series(1, 20000) n");
    sql.execute(
        "INSERT INTO inbox(bucket, inbox, owner, device_id, read_at)"
            + " SELECT n % 4096, n, 'u' || n / 3, 'd' || n, 0 FROM generate_series(1, 20000) n");
  }

  private static void addMessages(Statement sql) throws SQLException {
    sql.execute(
        "INSERT INTO message SELECT n % 4096, n, seq, 0, 'u', 't', 162, NULL, '{}'"
            + " FROM generate_series(1, 20000) n, generate_series(1, 5) seq");
  }

  private static String prepared(Statements statement) {
    AtomicInteger number = new AtomicInteger();
    String text =
        Pattern.compile("--.*|\\?")
            .matcher(statement.sql())
            .replaceAll(match -> match.group().equals("?") ? "\\$" + number.incrementAndGet() : "");
    return "PREPARE plan AS " + text;
  }

  /** The lines of the plan that reach a table in another way than by a condition on an index. */
  private static List<String> unbounded(Statement sql, Statements statement) throws SQLException {
    List<String> lines = new ArrayList<>();
    long parameters = statement.sql().replaceAll("--.*", "").chars().filter(c -> c == '?').count();
    String nulls = String.join(", ", Stream.generate(() -> "NULL").limit(parameters).toList());
    try (ResultSet plan = sql.executeQuery("EXPLAIN EXECUTE plan(" + nulls + ")")) {
      while (plan.next()) {
        lines.add(plan.getString(1));
      }
    }
    List<String> unbounded = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      boolean hasCondition = i + 1 < lines.size() && lines.get(i + 1).contains("Index Cond");
      if (SCAN.matcher(lines.get(i)).find() && !hasCondition) {
        unbounded.add(lines.get(i));
      }
    }
    assertThat(lines).isNotEmpty();
    return unbounded;
  }
}
