package io.todevice.store.postgres;

import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.cli.LogCapture;
import io.todevice.domain.DeviceAddress;
import io.todevice.settings.Settings;
import io.todevice.store.PageSize;
import io.todevice.store.StoreUnavailableException;
import io.todevice.store.contract.ManualClock;
import io.todevice.store.contract.WaitingStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayName("A page that the disk has altered")
@Tag("proof")
class DamagedPageTest {

  private static final int PAGE = 8192;

  @RegisterExtension final TestDatabases databases = new TestDatabases();

  @Test
  @DisplayName("fails the reads that need it, is reported once, and delivers nothing altered")
  void damaged() throws Exception {
    String original = databases.createOwn();
    ReadRequest alice;
    ReadRequest bob;
    try (PostgresStore store = PostgresStore.open(original, Settings.NONE, new ManualClock())) {
      WaitingStore on = new WaitingStore(store);
      on.signIn(ALICE_PHONE);
      on.signIn(BOB_PHONE);
      for (int page = 0; page < 4; page++) {
        on.send(ALICE_PHONE, json("{\"text\":\"" + "a".repeat(PAGE / 2) + "\"}"));
      }
      on.send(BOB_PHONE, content(1));
      alice = read(on, ALICE_PHONE);
      bob = read(on, BOB_PHONE);
    }
    String database = databases.copyFiles(original);
    alterFirstMessage(original, database);
    PGSimpleDataSource connections = new PGSimpleDataSource();
    connections.setUrl("jdbc:" + database);

    List<String> log =
        LogCapture.of(
            DamageReports.class,
            () -> {
              new BatchConnections(connections)
                  .run(
                      List.of(alice, bob),
                      ReadBatch::new,
                      (batch, connection) -> batch.run(connection),
                      ReadBatch::complete);
              DamageReports.report(new SQLException("ERROR: elsewhere"));
              DamageReports.report(new SQLException("ERROR: elsewhere"));
            });

    assertThat(alice.outcome)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(StoreUnavailableException.class);
    assertThat(WaitingStore.contents(WaitingStore.outcome(bob.outcome).page()))
        .containsExactly(content(1));
    assertThat(log).hasSize(2);
    assertThat(log.get(0)).startsWith("ERROR The database is damaged").contains("block 0 of rel");
  }

  private static ReadRequest read(WaitingStore on, DeviceAddress device) {
    return new ReadRequest(
        on.incarnation(device), Optional.empty(), Optional.empty(), new PageSize(10, 1 << 20));
  }

  /** Alters a byte of what was stored first, which lies at the end of the table's first page. */
  private static void alterFirstMessage(String original, String database)
      throws IOException, SQLException {
    String place = text(original, "SELECT pg_relation_filepath('message')");
    String number =
        text(database, "SELECT oid FROM pg_database WHERE datname = current_database()");
    Path file =
        Path.of(text(database, "SHOW data_directory"))
            .resolve(place.replaceFirst("base/\\d+", "base/" + number));
    try (RandomAccessFile altered = new RandomAccessFile(file.toFile(), "rw")) {
      altered.seek(PAGE - 100);
      int before = altered.read();
      assertThat(before).isEqualTo('a');
      altered.seek(PAGE - 100);
      altered.write('b');
    }
  }

  private static String text(String database, String sql) throws SQLException {
    try (Connection connection = TestDatabases.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
