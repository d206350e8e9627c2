package io.todevice.cli.store;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.everyDevice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.todevice.cli.CommandRun;
import io.todevice.cli.common.ExitCodes;
import io.todevice.domain.DeviceAddress;
import io.todevice.settings.Settings;
import io.todevice.store.InboxPage;
import io.todevice.store.InboxPosition;
import io.todevice.store.Store;
import io.todevice.store.contract.KeySamples;
import io.todevice.store.contract.WaitingStore;
import io.todevice.store.postgres.PostgresStore;
import io.todevice.store.postgres.TestDatabases;
import io.todevice.store.sql.CopyEnd;
import io.todevice.store.sql.StoreCopy;
import io.todevice.store.sqlite.SqliteCopy;
import io.todevice.store.sqlite.SqliteMaintenance;
import io.todevice.store.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("'store copy'")
@Tag("proof")
class StoreCopyTest {

  private static final int MESSAGES = 500;

  @RegisterExtension final TestDatabases databases = new TestDatabases();
  @TempDir Path directory;

  private static CommandRun run(String... args) {
    return CommandRun.withoutServer(args);
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private static Store sqlite(String file) {
    return SqliteStore.open(file, Settings.NONE, InstantSource.system());
  }

  /** A store with what a copy must keep; returns the page that Alice's phone has read. */
  private static InboxPage fill(String file) {
    try (Store store = sqlite(file)) {
      WaitingStore on = new WaitingStore(store);
      WaitingStore.outcome(store.ensureProperty("server-name", "localhost"));
      on.signIn(ALICE_PHONE);
      on.signIn(ALICE_LAPTOP);
      on.signIn(BOB_PHONE);
      WaitingStore.outcome(
          store.keys().upload(on.incarnation(BOB_PHONE), KeySamples.oneTime("A", "B")));
      for (int i = 1; i <= MESSAGES; i++) {
        on.send(on.transaction(BOB_PHONE, "t" + i), Map.of(ALICE, everyDevice(content(i))));
      }
      return on.read(ALICE_PHONE);
    }
  }

  private static void assertIsWhole(Store store, InboxPage read) {
    WaitingStore on = new WaitingStore(store);
    assertThat(on.send(on.transaction(BOB_PHONE, "t1"), Map.of(ALICE, everyDevice(content(1)))))
        .as("T4: a transaction is remembered")
        .isFalse();
    on.send(on.transaction(BOB_PHONE, "next"), Map.of(ALICE, everyDevice(content(MESSAGES + 1))));
    InboxPage rest = on.read(ALICE_PHONE, read.next());
    int first = read.messages().size() + 1;
    for (int i = first; i <= MESSAGES + 1; ) {
      assertThat(rest.messages()).isNotEmpty();
      for (var message : rest.messages()) {
        assertThat(message.content()).isEqualTo(content(i++));
      }
      assertThat(rest.next().sequence()).isGreaterThan(read.next().sequence());
      rest = on.read(ALICE_PHONE, rest.next());
    }
    assertThat(rest.messages()).isEmpty();
    assertThat(on.inbox(ALICE_LAPTOP).get(0)).isEqualTo(content(1));
  }

  @Test
  @DisplayName(
      "P1, P2, T4: from SQLite to PostgreSQL and back nothing is lost, doubled or renumbered")
  void thereAndBack() {
    InboxPage read = fill(file("a.db"));
    String database = databases.createEmpty();

    CommandRun there = run("store", "copy", "sqlite:" + file("a.db"), database);
    CommandRun back = run("store", "copy", database, "sqlite:" + file("b.db"));

    assertThat(there.err()).isEmpty();
    assertThat(there.exitCode()).isZero();
    assertThat(there.out()).contains("message: 1000 rows, SHA-256 ", ": copied");
    assertThat(back.err()).isEmpty();
    assertThat(back.exitCode()).isZero();
    assertThat(lines(back.out())).isEqualTo(lines(there.out()));
    try (Store store = PostgresStore.open(database, Settings.NONE, InstantSource.system())) {
      assertIsWhole(store, read);
    }
    assertThat(SqliteMaintenance.check(directory.resolve("b.db"))).isEmpty();
    assertThat(messageBytes("b.db")).isEqualTo(messageBytes("a.db")).isPositive();
    try (Store store = sqlite(file("b.db"))) {
      assertIsWhole(store, read);
    }
  }

  @Test
  @DisplayName("P2: a backup that is copied to PostgreSQL gives out no position a second time")
  void restored() {
    fill(file("a.db"));
    InboxPosition acknowledged;
    try (Store store = sqlite(file("a.db"))) {
      WaitingStore on = new WaitingStore(store);
      on.send(ALICE_PHONE, content(0));
      assertThat(run("store", "backup", file("a.db"), file("backup.db")).exitCode()).isZero();
      IntStream.range(0, 5).forEach(i -> on.send(ALICE_PHONE, content(i)));
      acknowledged = readAll(on, ALICE_PHONE);
    }
    String database = databases.createEmpty();
    assertThat(run("store", "copy", "sqlite:" + file("backup.db"), database).exitCode()).isZero();

    try (Store store = PostgresStore.open(database, Settings.NONE, InstantSource.system())) {
      WaitingStore on = new WaitingStore(store);
      IntStream.range(5, 10).forEach(i -> on.send(ALICE_PHONE, content(i)));
      assertThat(WaitingStore.contents(on.read(ALICE_PHONE, acknowledged)))
          .containsExactly(content(5), content(6), content(7), content(8), content(9));
    }
  }

  /** The position behind everything in an inbox. */
  private static InboxPosition readAll(WaitingStore on, DeviceAddress device) {
    InboxPage page = on.read(device);
    while (!page.isComplete()) {
      page = on.read(device, page.next());
    }
    return page.next();
  }

  private long messageBytes(String name) {
    return SqliteMaintenance.statistics(directory.resolve(name))
        .getOrDefault("bytes of messages", 0L);
  }

  /** The tables with their digests, but for messages: PostgreSQL keeps no shared contents. */
  private static List<String> lines(String out) {
    return out.lines()
        .filter(line -> line.contains("SHA-256"))
        .filter(line -> !line.startsWith("message:") && !line.startsWith("content:"))
        .toList();
  }

  @Test
  @DisplayName("P1: of a server that was killed, also what is in the log alone; it stays there")
  void killed() throws Exception {
    try (Store running = sqlite(file("a.db"))) {
      WaitingStore.outcome(running.ensureProperty("server-name", "localhost"));
      new WaitingStore(running).signIn(ALICE_PHONE);
      new WaitingStore(running).send(ALICE_PHONE, content(1));
      Files.copy(directory.resolve("a.db"), directory.resolve("killed.db"));
      Files.copy(directory.resolve("a.db-wal"), directory.resolve("killed.db-wal"));
    }
    byte[] log = Files.readAllBytes(directory.resolve("killed.db-wal"));

    CommandRun run = run("store", "copy", "sqlite:" + file("killed.db"), "sqlite:" + file("b.db"));

    assertThat(run.err()).isEmpty();
    assertThat(directory.resolve("killed.db-wal")).hasBinaryContent(log);
    try (Store store = sqlite(file("b.db"))) {
      assertThat(new WaitingStore(store).inbox(ALICE_PHONE)).containsExactly(content(1));
    }
  }

  @Test
  @DisplayName("a copy that is interrupted goes on, and is no store before its end")
  void interrupted() throws Exception {
    InboxPage read = fill(file("a.db"));
    String source = "sqlite:" + file("a.db");
    assertThatThrownBy(
            () -> {
              try (CopyEnd from = SqliteCopy.source(file("a.db"));
                  CopyEnd to = SqliteCopy.target(file("b.db"), StoreCopy.name(from, source))) {
                StoreCopy.run(
                    from,
                    to,
                    StoreCopy.name(from, source),
                    line -> {
                      if (line.startsWith("message")) {
                        throw new CancellationException();
                      }
                    });
              }
            })
        .isInstanceOf(CancellationException.class);

    assertThatThrownBy(() -> sqlite(file("b.db")))
        .hasMessageContaining("is an unfinished copy of the store of localhost of " + source)
        .hasMessageContaining("repeat the command 'store copy'");
    assertThat(run("store", "copy", "sqlite:" + file("b.db"), "sqlite:" + file("c.db")).err())
        .contains("FROM: ", "b.db: is an unfinished copy");
    assertThat(directory.resolve("c.db")).doesNotExist();
    fill(file("other.db"));
    assertThat(run("store", "copy", "sqlite:" + file("other.db"), "sqlite:" + file("b.db")).err())
        .contains("holds an unfinished copy of the store of localhost of " + source);

    assertThat(run("store", "copy", source, "sqlite:" + file("b.db")).exitCode()).isZero();
    try (Store store = sqlite(file("b.db"))) {
      assertIsWhole(store, read);
    }
  }

  @Test
  @DisplayName(
      "a store that is not empty, in use, or none is named in one line, and nothing changes")
  void refused() {
    fill(file("a.db"));
    fill(file("b.db"));
    String from = "sqlite:" + file("a.db");

    CommandRun full = run("store", "copy", from, "sqlite:" + file("b.db"));
    assertThat(full.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(full.err()).contains("b.db: is not empty");

    String empty = "sqlite:" + file("c.db");
    assertThat(run("store", "copy", from, from).err()).contains("is the store that is copied");
    assertThat(run("store", "copy", "memory", from).err()).contains("FROM", "must be sqlite:PATH");
    try (Store inUse = sqlite(file("a.db"))) {
      assertThat(run("store", "copy", from, empty).err())
          .contains("a.db: is in use by another server");
    }
    String database = databases.createEmpty();
    assertThat(run("store", "copy", database, empty).err()).contains("FROM: ", "is not a store");
    assertThat(directory.resolve("c.db")).doesNotExist();
    try (Store inUse = PostgresStore.open(database, Settings.NONE, InstantSource.system())) {
      await()
          .untilAsserted(
              () ->
                  assertThat(run("store", "copy", from, database).err())
                      .contains("is in use by a server"));
    }
  }
}
