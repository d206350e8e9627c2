package io.todevice.store.postgres;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.settings.Settings;
import io.todevice.store.InboxPosition;
import io.todevice.store.KeyPosition;
import io.todevice.store.UnusableStoreException;
import io.todevice.store.contract.KeySamples;
import io.todevice.store.contract.ManualClock;
import io.todevice.store.contract.Together;
import io.todevice.store.contract.WaitingStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a database must be for a store to open, and what is said of one that isn't. */
@Tag("proof")
class PostgresStartTest {

  @RegisterExtension final TestDatabases databases = new TestDatabases();

  @Test
  @DisplayName("Several nodes that start at once on an empty database make its tables once")
  void nodesStartAtOnce() {
    String empty = databases.createEmpty();

    Together.run(4, i -> () -> open(empty).description());

    WaitingStore on = new WaitingStore(open(empty));
    on.signIn(ALICE_PHONE);
    assertThat(on.exists(ALICE_PHONE)).isTrue();
  }

  @Test
  @DisplayName("P2: another user than the server's administrator can own the database")
  void ownerWithoutPrivileges() {
    String empty = databases.createEmpty();
    TestDatabases.execute("DROP ROLE IF EXISTS plain");
    TestDatabases.execute("CREATE ROLE plain LOGIN PASSWORD 'p@ss word'");
    TestDatabases.execute("ALTER DATABASE " + name(empty) + " OWNER TO plain");

    WaitingStore on =
        new WaitingStore(
            open(empty.replace("://", "://plain:p%40ss%20word@").replace("?user=postgres", "")));

    on.signIn(ALICE_PHONE);
    on.send(ALICE_PHONE, content(1));
    assertThat(on.inbox(ALICE_PHONE)).containsExactly(content(1));
  }

  @Test
  @DisplayName("A newer schema is refused, and nothing is changed")
  void newerSchema() throws SQLException {
    String database = databases.createOwn();
    execute(
        database,
        "INSERT INTO schema_history SELECT installed_rank + 1, '999', 'later', type,"
            + " 'V999__later.sql', 1, installed_by, now(), 1, true FROM schema_history ORDER BY 1"
            + " DESC LIMIT 1");
    String before = state(database);

    assertRefused(database, "newer version");

    assertThat(state(database)).isEqualTo(before);
  }

  @Test
  @DisplayName("The store of a server of another name is refused before its tables are upgraded")
  void otherServerName() throws SQLException {
    String database = databases.createOwn();
    execute(
        database,
        "INSERT INTO store_property VALUES ('server-name', 'a.org');"
            // So that an upgrade would fail.
            + " UPDATE schema_history SET checksum = checksum + 1");
    String before = state(database);

    assertRefused(
        database, "belongs to the server 'a.org' and can't be used as 'localhost' (--server-name)");

    assertThat(state(database)).isEqualTo(before);
  }

  @Test
  @DisplayName("Tables of something else are left alone")
  void otherTables() throws SQLException {
    String database = databases.createEmpty();
    execute(database, "CREATE TABLE message (subject text)");
    String before = state(database);

    assertRefused(database, "holds tables of something else");

    assertThat(state(database)).isEqualTo(before);
  }

  @Test
  @DisplayName("No such database, no such host, no address: one line says what is wrong")
  void unreachable() {
    String there = databases.createOwn();
    assertRefused(there.replace(name(there), "nowhere"), "no such database");
    assertRefused("postgresql://localhost:1/todevice?connectTimeout=1", "localhost:1");
    assertRefused(
        "postgresql://no-such-host.invalid/todevice", "'no-such-host.invalid' is not known");
    for (String address : new String[] {"", "mysql://x/y", "postgresql://x", "postgresql:///y"}) {
      assertThatThrownBy(() -> PostgresAddress.parse(address))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("must be postgresql://");
    }
  }

  @Test
  @DisplayName("A database that takes no changes is refused, and the line says what to look at")
  void readOnly() throws SQLException {
    String database = databases.createOwn();
    execute(
        database, "ALTER DATABASE " + name(database) + " SET default_transaction_read_only = on");

    assertRefused(database, "default_transaction_read_only");
  }

  @Test
  @DisplayName("A user who is refused is named, and who names none is told which one was taken")
  void refusedUser() {
    String there = databases.createOwn();

    assertRefused(there.replace("user=postgres", "user=nobody"), "refuses the user 'nobody'");
    assertRefused(there.replace("?user=postgres", ""), "the address names none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql://h/d?sslmod=verify-full | 'sslmod'; did you mean sslmode?",
        "postgresql://h/d?nothing=1 | 'nothing'",
        "postgresql://h:99999/d | the port '99999'",
        "postgresql://a:1,h:x/d | the port 'x'",
        "postgresql://h:/d | the port ''",
        "postgresql://h/d?direct=h:0 | the port '0'"
      })
  @DisplayName("What the driver would ignore in an address is refused")
  void mistakes(String address, String reason) {
    assertThatThrownBy(() -> PostgresAddress.parse(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://h/d?sslmode=verify-full&sslrootcert=/a&user=u",
        "postgresql://[::1]/d",
        "postgresql://[::1]:5432,h/d?direct=a:1,b",
      })
  @DisplayName("What the driver knows is taken")
  void addresses(String address) {
    assertThat(PostgresAddress.parse(address).database()).isEqualTo("d");
  }

  @Test
  @DisplayName("A database that confirms what is not on disk is refused")
  void confirmsTooEarly() throws SQLException {
    String database = databases.createOwn();
    execute(database, "ALTER DATABASE " + name(database) + " SET synchronous_commit = off");

    assertRefused(database, "synchronous_commit");
  }

  @Test
  @DisplayName("P2: after a copy was restored elsewhere, positions go on above all before")
  void restoredCopy() throws SQLException {
    String database = databases.createOwn();
    WaitingStore before = new WaitingStore(open(database));
    before.signIn(ALICE_PHONE);
    before.send(ALICE_PHONE, content(1));
    InboxPosition seen = before.read(ALICE_PHONE).next();
    InboxPosition seenSinceTheBackup = new InboxPosition(seen.inbox(), seen.sequence() + 5);
    before.store().close();
    execute(database, "UPDATE epoch SET identity = 'somewhere else'");

    WaitingStore after = new WaitingStore(open(database));
    after.send(ALICE_PHONE, content(2));

    assertThat(WaitingStore.contents(after.read(ALICE_PHONE, seenSinceTheBackup)))
        .containsExactly(content(2));
  }

  @Test
  @DisplayName("K7: after a copy was restored elsewhere, everybody whom a device follows is named")
  void restoredKeys() throws SQLException {
    String database = databases.createOwn();
    WaitingStore before = new WaitingStore(open(database));
    before.signIn(BOB_PHONE);
    KeySamples keys = new KeySamples(before.store());
    keys.query(BOB_PHONE, ALICE);
    KeyPosition seen = keys.position(BOB_PHONE);
    KeyPosition seenSinceTheBackup = new KeyPosition(seen.deviceLists() + 5, seen.claims());
    before.store().close();
    execute(database, "UPDATE epoch SET identity = 'somewhere else'");

    KeySamples after = new KeySamples(open(database));

    assertThat(after.changed(BOB_PHONE, seenSinceTheBackup)).containsExactlyInAnyOrder(ALICE, BOB);
    KeyPosition next = after.position(BOB_PHONE);
    assertThat(next.deviceLists()).isGreaterThan(seenSinceTheBackup.deviceLists());
    assertThat(new KeySamples(open(database)).changed(BOB_PHONE, next)).isEmpty();
  }

  @Test
  @DisplayName("An address may hold a password, and never shows it")
  void addressIsShownWithoutPassword() {
    PostgresAddress address =
        PostgresAddress.parse("postgresql://u:s%3Acret@a:1,b:2/d?socketTimeout=7&direct=c:3");

    assertThat(address.toString()).isEqualTo("postgresql://a:1,b:2/d");
    assertThat(address.pooledUrl()).isEqualTo("jdbc:postgresql://a:1,b:2/d");
    assertThat(address.directUrl()).isEqualTo("jdbc:postgresql://c:3/d");
    assertThat(address.properties("x"))
        .containsEntry("password", "s:cret")
        .containsEntry("socketTimeout", "7")
        .containsEntry("targetServerType", "primary")
        .doesNotContainKey("direct");
  }

  private PostgresStore open(String address) {
    return databases.open(address, Settings.NONE, new ManualClock());
  }

  private void assertRefused(String address, String reason) {
    assertThatThrownBy(() -> open(address))
        .isInstanceOf(UnusableStoreException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n");
  }

  private static String name(String address) {
    return address.replaceAll(".*/|\\?.*", "");
  }

  private static void execute(String address, String sql) throws SQLException {
    try (Connection connection = TestDatabases.connect(address);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** All tables with their columns, and the history of the schema. */
  private static String state(String address) throws SQLException {
    try (Connection connection = TestDatabases.connect(address);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT string_agg(table_name || '.' || column_name, ',' ORDER BY 1) FROM"
                    + " information_schema.columns WHERE table_schema = 'public'")) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }
}
