package io.todevice.cli.store;

import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.cli.CommandRun;
import io.todevice.cli.common.ExitCodes;
import io.todevice.settings.Settings;
import io.todevice.store.Store;
import io.todevice.store.contract.WaitingStore;
import io.todevice.store.postgres.PostgresStore;
import io.todevice.store.postgres.TestDatabases;
import io.todevice.store.sqlite.SqliteStore;
import io.todevice.text.Sha256;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("'store copy' that is refused changes nothing, not even the version of tables,")
@Tag("proof")
class StoreCopyRefusalTest {

  /** Has the tables upgraded where somebody does that, which fails. */
  private static final String OLDER =
      "UPDATE schema_history SET type = 'BASELINE', version = '0', checksum = NULL";

  private static final String UNFINISHED =
      "INSERT INTO store_property(name, value) VALUES ('copy', 'c.org of sqlite:other')";

  /** All tables of a database, with all rows, and the files that they are in. */
  private static final String CATALOG =
      "SELECT schema_to_xml_and_xmlschema('public', true, true, '')::text || (SELECT"
          + " coalesce(string_agg(relname || relfilenode, ',' ORDER BY oid), '') FROM pg_class"
          + " WHERE relnamespace = 'public'::regnamespace)";

  @RegisterExtension final TestDatabases databases = new TestDatabases();
  @TempDir Path directory;

  enum Engine {
    SQLITE,
    POSTGRESQL
  }

  /** The address of a place where nothing is. */
  private String place(Engine engine, String name) {
    return engine == Engine.SQLITE ? "sqlite:" + directory.resolve(name) : databases.createEmpty();
  }

  private static Store open(String address) {
    return address.startsWith("sqlite:")
        ? SqliteStore.open(
            address.substring("sqlite:".length()), Settings.NONE, InstantSource.system())
        : PostgresStore.open(address, Settings.NONE, InstantSource.system());
  }

  /** The address of a store that a server has used. */
  private String filled(Engine engine, String name) throws SQLException {
    String address = place(engine, name);
    try (Store store = open(address)) {
      WaitingStore on = new WaitingStore(store);
      WaitingStore.outcome(store.ensureProperty("server-name", "localhost"));
      on.signIn(ALICE_PHONE);
      on.send(ALICE_PHONE, content(1));
    }
    if (engine == Engine.POSTGRESQL) {
      // As in a database that was restored elsewhere, which a server notes.
      execute(address, "UPDATE epoch SET identity = 'elsewhere'");
    }
    return address;
  }

  private static void execute(String address, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:" + address);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** The line in which a copy is refused, when nothing has changed. */
  private String refusal(String from, String to) throws IOException, SQLException {
    Map<String, String> before = digests(from, to);
    CommandRun run = CommandRun.withoutServer("store", "copy", from, to);
    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(digests(from, to)).isEqualTo(before).isNotEmpty();
    return run.err();
  }

  private Map<String, String> digests(String... addresses) throws IOException, SQLException {
    Map<String, String> digests = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        digests.put(file.getFileName().toString(), digest(Files.readAllBytes(file)));
      }
    }
    for (String address : addresses) {
      if (address.startsWith("postgresql:")) {
        try (Connection connection = DriverManager.getConnection("jdbc:" + address);
            Statement statement = connection.createStatement();
            ResultSet row = statement.executeQuery(CATALOG)) {
          assertThat(row.next()).isTrue();
          digests.put(address, digest(row.getString(1).getBytes()));
        }
      }
    }
    return digests;
  }

  private static String digest(byte[] bytes) {
    return HexFormat.of().formatHex(Sha256.start().digest(bytes));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("of an unfinished copy")
  void fromUnfinished(Engine engine) throws Exception {
    String from = filled(engine, "from");
    execute(from, UNFINISHED);
    execute(from, OLDER);

    assertThat(refusal(from, place(Engine.SQLITE, "to")))
        .contains("FROM: ", "is an unfinished copy of the store of c.org of sqlite:other");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("of a store that no server has used")
  void fromUnused(Engine engine) throws Exception {
    String from = place(engine, "from");
    open(from).close();
    execute(from, OLDER);

    assertThat(refusal(from, place(Engine.SQLITE, "to"))).contains("FROM: ", "nothing to copy");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("of a store with the tables of an older version")
  void fromOlder(Engine engine) throws Exception {
    String from = filled(engine, "from");
    execute(from, OLDER);

    assertThat(refusal(from, place(Engine.SQLITE, "to"))).contains("FROM: ", "start a server");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("to a store that is not empty")
  void toFilled(Engine engine) throws Exception {
    String from = filled(Engine.SQLITE, "from");
    String to = filled(engine, "to");
    execute(to, OLDER);

    assertThat(refusal(from, to)).contains("TO: ", "is not empty");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("to the unfinished copy of another store")
  void toOtherCopy(Engine engine) throws Exception {
    String from = filled(engine, "from");
    String to = filled(engine, "to");
    execute(to, UNFINISHED);
    execute(to, OLDER);

    assertThat(refusal(from, to))
        .contains("TO: ", "holds an unfinished copy of the store of c.org of sqlite:other");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("to a store of a newer version")
  void toNewer(Engine engine) throws Exception {
    String from = filled(engine, "from");
    String to = place(engine, "to");
    open(to).close();
    execute(to, "UPDATE schema_history SET version = '999', script = 'V999__later.sql'");

    assertThat(refusal(from, to)).contains("TO: ", "newer");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("to the database of another program")
  void toOtherProgram(Engine engine) throws Exception {
    String from = filled(engine, "from");
    String to = place(engine, "to");
    execute(to, "CREATE TABLE song (title TEXT)");

    assertThat(refusal(from, to)).contains("TO: ").containsAnyOf("another program", "else");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("to a store that a server uses")
  void toUsed(Engine engine) throws Exception {
    String from = filled(Engine.SQLITE, "from");
    String to = place(engine, "to");
    try (Store used = open(to)) {
      WaitingStore.outcome(used.ensureProperty("server-name", "localhost"));
      await().untilAsserted(() -> assertThat(refusal(from, to)).contains("is in use by"));
    }
  }
}
