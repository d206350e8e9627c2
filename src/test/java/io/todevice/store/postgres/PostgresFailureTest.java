package io.todevice.store.postgres;

import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.TYPE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.EventType;
import io.todevice.domain.MatrixException;
import io.todevice.domain.Transaction;
import io.todevice.settings.Settings;
import io.todevice.store.StoreBusyException;
import io.todevice.store.StoreUnavailableException;
import io.todevice.store.contract.WaitingStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What callers learn where the database does not do what it should. */
@Tag("proof")
class PostgresFailureTest {

  @RegisterExtension final TestDatabases databases = new TestDatabases();

  private String database = "";
  private WaitingStore on;

  @BeforeEach
  void start() {
    database = databases.create();
    on = new WaitingStore(databases.open(database, Settings.NONE, InstantSource.system()));
    on.signIn(ALICE_PHONE);
    on.signIn(BOB_PHONE);
  }

  @Test
  @DisplayName("P1: what was committed and perhaps not replicated is of unknown outcome")
  void replicationIsCancelled() throws Exception {
    Transaction transaction = on.transaction(ALICE_PHONE, "1");
    try {
      TestDatabases.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
      TestDatabases.execute("SELECT pg_reload_conf()");
      CompletableFuture<Boolean> sent = send(transaction);
      await().until(() -> number("SELECT count(*) FROM pg_stat_activity WHERE " + WAITS) > 0);
      TestDatabases.execute("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE " + WAITS);

      assertThat(sent)
          .failsWithin(Duration.ofSeconds(5))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(StoreUnavailableException.class);
    } finally {
      TestDatabases.execute("ALTER SYSTEM RESET synchronous_standby_names");
      TestDatabases.execute("SELECT pg_reload_conf()");
    }
    assertThat(send(transaction).get(10, TimeUnit.SECONDS)).isFalse();
    assertThat(on.inbox(BOB_PHONE)).containsExactly(content(1));
  }

  private static final String WAITS = "wait_event = 'SyncRep'";

  @Test
  @DisplayName("P1: of an interrupted connection the outcome is unknown, and the next one is good")
  void connectionIsCut() throws Exception {
    Transaction transaction = on.transaction(ALICE_PHONE, "1");
    try (Connection blocker = TestDatabases.connect(database);
        Statement lock = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      lock.execute("LOCK TABLE message");
      CompletableFuture<Boolean> sent = send(transaction);
      String waits = "wait_event_type = 'Lock' AND datname = '" + name() + "'";
      await().until(() -> number("SELECT count(*) FROM pg_stat_activity WHERE " + waits) > 0);
      TestDatabases.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE " + waits);

      assertThat(sent)
          .failsWithin(Duration.ofSeconds(5))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(StoreUnavailableException.class);
    }
    assertThat(send(transaction).get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(on.inbox(BOB_PHONE)).containsExactly(content(1));
  }

  @Test
  @DisplayName("R3: more than the queue holds is refused, nothing of it is done, the rest is")
  void queueIsFull() throws Exception {
    int requests = 25_000;
    List<CompletableFuture<Boolean>> sent = new ArrayList<>();
    try (Connection blocker = TestDatabases.connect(database);
        Statement lock = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      lock.execute("LOCK TABLE message");
      for (int i = 0; i < requests; i++) {
        sent.add(
            on.store()
                .messages()
                .send(Optional.empty(), BOB, TYPE, Map.of(BOB, only(BOB_PHONE, content(i))))
                .toCompletableFuture());
      }
      blocker.rollback();
    }
    int refused = 0;
    for (CompletableFuture<Boolean> each : sent) {
      try {
        assertThat(each.get(30, TimeUnit.SECONDS)).isTrue();
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(StoreBusyException.class);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(4_000);
    assertThat(on.inbox(BOB_PHONE)).hasSize(requests - refused);
  }

  @Test
  @DisplayName("ROBUST: what PostgreSQL can't hold is the request's own fault, and nobody else's")
  void nulCharacter() throws Exception {
    CompletableFuture<Boolean> bad =
        on.store()
            .messages()
            .send(
                Optional.empty(),
                BOB,
                new EventType("a\0b"),
                Map.of(BOB, only(BOB_PHONE, content(1))))
            .toCompletableFuture();
    CompletableFuture<Boolean> good = send(on.transaction(ALICE_PHONE, "1"));

    assertThat(good.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(bad)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(
            MatrixException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.M_INVALID_PARAM));
    assertThat(on.inbox(BOB_PHONE)).containsExactly(content(1));
  }

  private CompletableFuture<Boolean> send(Transaction transaction) {
    return on.store()
        .messages()
        .send(
            Optional.of(transaction),
            transaction.sender().user(),
            TYPE,
            Map.of(BOB, only(BOB_PHONE, content(1))))
        .toCompletableFuture();
  }

  private String name() {
    return database.replaceAll(".*/|\\?.*", "");
  }

  private static long number(String sql) throws SQLException {
    try (Connection connection = TestDatabases.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : -1;
    }
  }
}
