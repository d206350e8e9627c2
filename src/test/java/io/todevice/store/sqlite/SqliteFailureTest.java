package io.todevice.store.sqlite;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.TYPE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.json;
import static io.todevice.store.contract.Samples.only;
import static io.todevice.store.contract.WaitingStore.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.JsonObject;
import io.todevice.domain.Transaction;
import io.todevice.settings.Settings;
import io.todevice.store.Store;
import io.todevice.store.StoreBusyException;
import io.todevice.store.StoreUnavailableException;
import io.todevice.store.Watches;
import io.todevice.store.contract.ManualClock;
import io.todevice.store.contract.WaitingStore;
import io.todevice.store.sql.SqlParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store does that can't write, or not as fast as it is asked to. */
class SqliteFailureTest {

  private static final long MIB = 1 << 20;

  @TempDir Path directory;
  private Path file;
  private SqliteDatabase database;
  private Store store;
  private WaitingStore on;

  @BeforeEach
  void open() {
    file = directory.resolve("store");
    SqliteFile opened = SqliteFile.open(SqlitePath.of(file), connection -> {});
    ManualClock clock = new ManualClock();
    SqliteDialect dialect = new SqliteDialect(opened.life());
    Watches watches = new Watches();
    database = new SqliteDatabase(opened, dialect, watches::tell, clock);
    SqlParts parts = SqlParts.on(database, dialect, Settings.NONE, clock, watches);
    store = new SqliteStore(opened, database, parts, watches);
    on = new WaitingStore(store);
    on.signIn(ALICE_PHONE);
    on.signIn(BOB_PHONE);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private CompletionStage<Boolean> send(Optional<Transaction> transaction, JsonObject content) {
    return store
        .messages()
        .send(transaction, ALICE, TYPE, Map.of(ALICE, only(ALICE_PHONE, content)));
  }

  private static JsonObject large(int number) {
    return json("{\"number\":" + number + ",\"body\":\"" + "x".repeat(60_000) + "\"}");
  }

  @Test
  @DisplayName("P1: on a full disk a send is unavailable, and its repeat is stored once")
  void fullDisk() {
    Optional<Transaction> transaction = Optional.of(on.transaction(BOB_PHONE, "1"));
    outcome(
        database.write(
            tx -> tx.number("PRAGMA max_page_count = " + tx.number("PRAGMA page_count"))));

    assertThat(send(transaction, large(1)).toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(StoreUnavailableException.class)
        .withMessageContaining("the disk is full");

    assertThat(outcome(send(transaction, large(1)))).isTrue();
    assertThat(outcome(send(transaction, large(1)))).isFalse();
    assertThat(on.inbox(ALICE_PHONE)).containsExactly(large(1));
    assertThat(SqliteMaintenance.check(file)).isEmpty();
  }

  /** Has everything else wait, to be written together, until {@code goOn}. */
  private CompletionStage<Boolean> blockWriter(CountDownLatch goOn) throws InterruptedException {
    CountDownLatch writing = new CountDownLatch(1);
    CompletionStage<Boolean> blocked =
        database.write(
            tx -> {
              writing.countDown();
              try {
                goOn.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return true;
            });
    writing.await();
    return blocked;
  }

  private CompletableFuture<Boolean> failHalfWay() {
    return database
        .<Boolean>write(
            tx -> {
              tx.update("UPDATE inbox SET last_seq = last_seq + 1, messages = 0");
              tx.update("DELETE FROM message");
              tx.update("DELETE FROM txn");
              throw new IllegalStateException("half-way");
            })
        .toCompletableFuture();
  }

  @Test
  @DisplayName("What fails half-way changes nothing, nor what is written together with it")
  void failsHalfWay() throws InterruptedException {
    Optional<Transaction> transaction = Optional.of(on.transaction(BOB_PHONE, "1"));
    CountDownLatch goOn = new CountDownLatch(1);
    CompletionStage<Boolean> blocked = blockWriter(goOn);
    CompletionStage<Boolean> first = send(transaction, content(1));
    CompletableFuture<Boolean> failing = failHalfWay();
    CompletionStage<Boolean> second = send(Optional.empty(), content(2));
    CompletableFuture<Boolean> failingAgain = failHalfWay();
    CompletionStage<Boolean> repeated = send(transaction, content(1));
    goOn.countDown();

    assertThat(outcome(blocked)).isTrue();
    assertThat(outcome(first)).isTrue();
    assertThat(outcome(second)).isTrue();
    assertThat(outcome(repeated)).isFalse();
    for (CompletableFuture<Boolean> failed : List.of(failing, failingAgain)) {
      assertThat(failed)
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableThat()
          .withCauseInstanceOf(IllegalStateException.class);
    }
    assertThat(on.inbox(ALICE_PHONE)).containsExactly(content(1), content(2));
    assertThat(SqliteMaintenance.check(file)).isEmpty();
  }

  @Test
  @DisplayName("F2: what the writer can't keep up with is refused, and the rest is carried out")
  void busy() throws InterruptedException {
    CountDownLatch goOn = new CountDownLatch(1);
    CompletionStage<Boolean> blocked = blockWriter(goOn);
    List<CompletableFuture<Boolean>> sends = new ArrayList<>();
    CompletableFuture<Boolean> last = new CompletableFuture<>();
    for (int i = 0; i < 2_000 && !last.isCompletedExceptionally(); i++) {
      last = send(Optional.empty(), large(i)).toCompletableFuture();
      sends.add(last);
    }
    goOn.countDown();

    assertThat(last)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(StoreBusyException.class);
    assertThat(outcome(blocked)).isTrue();
    sends.remove(sends.size() - 1);
    sends.forEach(sent -> assertThat(outcome(sent)).isTrue());
  }

  @Test
  @DisplayName("who reads for long, as a backup does, holds up nobody who writes")
  void longRead() throws SQLException {
    try (SqliteConnection reader = SqliteConnection.open(SqliteConnection.readers(file))) {
      reader.run("BEGIN");
      assertThat(reader.number("SELECT COUNT(*) FROM message")).isZero();
      CompletableFuture<Void> sends =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 600; i++) {
                  assertThat(outcome(send(Optional.empty(), large(i)))).isTrue();
                }
              });

      assertThat(sends).as("36 MiB in 600 commits").succeedsWithin(Duration.ofSeconds(60));
      reader.run("COMMIT");
    }
  }

  @Test
  @DisplayName(
      "The log stays within 64 MiB and the file within bounds, however much passes through")
  void sizes() throws IOException {
    long largestLog = 0;
    for (int round = 0; round < 8; round++) {
      List<CompletionStage<Boolean>> sends = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        sends.add(send(Optional.empty(), large(i)));
      }
      for (CompletionStage<Boolean> sent : sends) {
        outcome(sent);
        largestLog = Math.max(largestLog, Files.size(directory.resolve("store-wal")));
      }
      on.read(ALICE_PHONE, on.read(ALICE_PHONE).next());
    }

    assertThat(largestLog).isLessThan(64 * MIB);
    assertThat(Files.size(file)).isLessThan(100 * MIB);
    on.send(ALICE_PHONE, content(1));
    assertThat(on.inbox(ALICE_PHONE)).containsExactly(content(1));
  }
}
