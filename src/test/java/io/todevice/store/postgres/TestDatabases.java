package io.todevice.store.postgres;

import static org.junit.jupiter.api.Assumptions.abort;

import io.todevice.settings.Settings;
import io.todevice.store.Store;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Databases for one test, on a server that is started for all tests of the JVM, and the stores that
 * were opened on them. The server comes out of a Maven artifact and needs nothing of the machine.
 * Where it can't run, set {@value #SKIP} in the environment: the tests then say that they were
 * skipped.
 */
public final class TestDatabases implements AfterEachCallback {

  static final String SKIP = "TODEVICE_SKIP_POSTGRESQL";

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Making a database takes longer than most tests. */
  private static final Deque<String> EMPTIED = new ConcurrentLinkedDeque<>();

  private static @Nullable EmbeddedPostgres server;

  private final List<Store> stores = new ArrayList<>();
  private final List<String> used = new ArrayList<>();
  private final List<String> own = new ArrayList<>();

  /** The server, started with the first call. */
  static synchronized EmbeddedPostgres server() {
    if (System.getenv(SKIP) != null) {
      abort(SKIP + " is set");
    }
    if (server == null) {
      try {
        server =
            EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "300")
                .setServerConfig("synchronous_commit", "on")
                // No test here takes the power away.
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .start();
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL did not start; to skip set " + SKIP, e);
      }
      execute("CREATE DATABASE template OWNER postgres");
      new PostgresSchema(new Sessions(PostgresAddress.parse(address("template"))))
          .prepare(connection -> {});
    }
    return server;
  }

  /** A database with the tables of a store and nothing in them; its address. */
  public String create() {
    EmbeddedPostgres unused = server();
    String name = EMPTIED.isEmpty() ? make("TEMPLATE template") : EMPTIED.pop();
    used.add(name);
    return address(name);
  }

  /** A new database that a test may change in any way; its address. */
  String createOwn() {
    return own("TEMPLATE template");
  }

  /** A new database with nothing in it; its address. */
  public String createEmpty() {
    return own("");
  }

  /** A copy of a database that nobody uses, of which the server has no page in memory. */
  String copyFiles(String database) {
    return own("TEMPLATE " + database.replaceAll(".*/|\\?.*", "") + " STRATEGY file_copy");
  }

  private String own(String options) {
    EmbeddedPostgres unused = server();
    String name = make(options);
    own.add(name);
    return address(name);
  }

  private static String make(String options) {
    String name = "test" + COUNT.incrementAndGet();
    execute("CREATE DATABASE " + name + " " + options);
    return name;
  }

  /** A store on a database, which is closed after the test. */
  PostgresStore open(String address, Settings settings, InstantSource clock) {
    return open(address, settings, clock, WakeUps.INTERVAL);
  }

  /** The same with a given time after which a node looks by itself. */
  PostgresStore open(
      String address, Settings settings, InstantSource clock, Duration wakeInterval) {
    PostgresStore store =
        PostgresStore.open(PostgresAddress.parse(address), settings, clock, wakeInterval);
    stores.add(store);
    return store;
  }

  /** Runs a statement as the server's administrator. */
  public static void execute(String sql) {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** A connection to a database by its name or address. */
  static Connection connect(String database) throws SQLException {
    String name = database.replaceAll(".*/|\\?.*", "");
    return DriverManager.getConnection("jdbc:" + address(name));
  }

  private static String address(String database) {
    return "postgresql://localhost:" + port() + "/" + database + "?user=postgres";
  }

  private static int port() {
    return Objects.requireNonNull(server).getPort();
  }

  /** Tables that keep their rows. */
  private static final String SMALL_TABLES =
      "'epoch', 'inbox_total', 'usage_total', 'counter', 'schema_history'";

  @Override
  public void afterEach(ExtensionContext context) throws SQLException {
    stores.forEach(Store::close);
    for (String database : used) {
      try (Connection connection = connect(database);
          Statement statement = connection.createStatement()) {
        empty(statement);
      }
      EMPTIED.push(database);
    }
    own.forEach(database -> execute("DROP DATABASE " + database + " WITH (FORCE)"));
  }

  private static void empty(Statement statement) throws SQLException {
    String tables = "";
    try (ResultSet row =
        statement.executeQuery(
            "SELECT string_agg(relname, ', ') FROM pg_stat_user_tables WHERE relname NOT IN ("
                + SMALL_TABLES
                + ")")) {
      tables = row.next() ? row.getString(1) : "";
    }
    statement.execute(
        "TRUNCATE "
            + tables
            + "; UPDATE counter SET value = 0; UPDATE inbox_total SET bytes = 0;"
            + " UPDATE usage_total SET bytes = 0, holders = 0");
  }
}
