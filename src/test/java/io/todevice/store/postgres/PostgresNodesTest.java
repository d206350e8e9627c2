package io.todevice.store.postgres;

import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.TYPE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.only;
import static io.todevice.store.contract.WaitingStore.contents;
import static io.todevice.store.contract.WaitingStore.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.JsonObject;
import io.todevice.domain.Transaction;
import io.todevice.domain.UserId;
import io.todevice.settings.Settings;
import io.todevice.store.InboxPage;
import io.todevice.store.contract.Samples;
import io.todevice.store.contract.Together;
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
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What two server processes see of each other that share a database. */
@Tag("proof")
class PostgresNodesTest {

  /** So long that in the tests of hints no node looks by itself. */
  private static final Duration NEVER = Duration.ofHours(1);

  @RegisterExtension final TestDatabases databases = new TestDatabases();

  private String database = "";
  private WaitingStore one;
  private WaitingStore other;

  @BeforeEach
  void start() {
    database = databases.create();
    one = node(NEVER);
    other = node(NEVER);
    one.signIn(ALICE_PHONE);
    other.signIn(BOB_PHONE);
  }

  private WaitingStore node(Duration wakeInterval) {
    return new WaitingStore(
        databases.open(database, Settings.NONE, InstantSource.system(), wakeInterval));
  }

  @RepeatedTest(5)
  @DisplayName("T2: copies of a request at once on two nodes are carried out once")
  void copiesOnTwoNodes() {
    Transaction transaction = one.transaction(ALICE_PHONE, "1");

    List<Boolean> carriedOut =
        Together.run(
            20, i -> () -> (i % 2 == 0 ? one : other).send(transaction, BOB_PHONE, content(i)));

    assertThat(carriedOut).containsOnlyOnce(true).hasSize(20);
    assertThat(one.inbox(BOB_PHONE)).containsExactly(content(carriedOut.indexOf(true)));
  }

  @Test
  @DisplayName("D8: what one node has answered the other one sees, also what was acknowledged")
  void eachSeesWhatTheOtherDid() {
    one.send(BOB_PHONE, content(1));
    InboxPage page = other.read(BOB_PHONE);
    assertThat(contents(page)).containsExactly(content(1));

    assertThat(other.read(BOB_PHONE, page.next()).messages()).isEmpty();

    assertThat(one.inbox(BOB_PHONE)).isEmpty();
  }

  @Test
  @DisplayName("D4: a reader that waits on another node than the sender's is woken at once")
  void readerOnAnotherNodeIsWoken() {
    AtomicInteger calls = watch(other, BOB_PHONE);
    for (int i = 1; i <= 20; i++) {
      int before = calls.get();
      one.send(BOB_PHONE, content(i));
      await().atMost(Duration.ofSeconds(2)).until(() -> calls.get() > before);
    }
  }

  @Test
  @DisplayName("A5, A6: a reader on another node is woken when the session changes or ends")
  void sessionsOnAnotherNode() {
    AtomicInteger calls = watch(other, ALICE_PHONE);
    one.signIn(ALICE_PHONE);
    await().atMost(Duration.ofSeconds(2)).until(() -> calls.get() > 0);
    int before = calls.get();
    one.delete(ALICE_PHONE);
    await().atMost(Duration.ofSeconds(2)).until(() -> calls.get() > before);
  }

  @Test
  @DisplayName("P3: a message whose sender's node ended before it gave a hint wakes in the bound")
  void messageWithoutAHint() {
    WaitingStore waiting = node(Duration.ofSeconds(2));
    AtomicInteger calls = watch(waiting, BOB_PHONE);

    long inbox = waiting.incarnation(BOB_PHONE).number();
    execute(
        "WITH raised AS (UPDATE inbox SET last_seq = last_seq + 1, messages = messages + 1,"
            + " bytes = bytes + 162 WHERE inbox = "
            + inbox
            + " RETURNING bucket, inbox, last_seq) INSERT INTO message"
            + " SELECT bucket, inbox, last_seq, 0, '@alice:example.org', 't', 162, NULL, '{}'"
            + " FROM raised");

    await().atMost(waiting.store().messages().wakeBound()).until(() -> calls.get() > 0);
  }

  @Test
  @DisplayName("P3: what came while a node did not hear the others wakes when it hears them again")
  void hintsWhileTheListenerIsAway() {
    AtomicInteger calls = watch(other, BOB_PHONE);
    terminate("todevice listener");
    one.send(BOB_PHONE, content(1));

    await().atMost(Duration.ofSeconds(5)).until(() -> calls.get() > 0);
  }

  @Test
  @DisplayName("P3: a hint that could not be sent is missed with the next one, and looked after")
  void hintsWhileTheNotifierIsAway() {
    AtomicInteger bobs = watch(other, BOB_PHONE);
    one.send(ALICE_PHONE, content(1));
    await().until(() -> count("todevice notifier") > 0);
    terminate("todevice notifier");
    one.send(BOB_PHONE, content(2));
    await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              one.send(ALICE_PHONE, content(3));
              return bobs.get() > 0;
            });
  }

  @Test
  @DisplayName("D1, D2, D7: many senders and a reader on both nodes: all come once, in order")
  void manySendersOnBothNodes() {
    int each = 300;
    List<Callable<List<JsonObject>>> tasks = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      WaitingStore node = i % 2 == 0 ? one : other;
      UserId sender = new UserId("@sender" + i + ":example.org");
      int first = i * 10_000;
      tasks.add(
          () -> {
            for (int number = first; number < first + each; number++) {
              outcome(
                  node.store()
                      .messages()
                      .send(
                          Optional.empty(),
                          sender,
                          TYPE,
                          Map.of(BOB, only(BOB_PHONE, content(number)))));
            }
            return List.of();
          });
    }
    tasks.add(() -> drain(6 * each));

    List<JsonObject> received = Together.run(tasks).get(6);

    assertThat(received).hasSize(6 * each);
    for (int i = 0; i < 6; i++) {
      int first = i * 10_000;
      assertThat(received.stream().map(Samples::number).filter(n -> n / 10_000 * 10_000 == first))
          .isEqualTo(IntStream.range(first, first + each).boxed().toList());
    }
    assertThat(number("SELECT sum(messages) + sum(bytes) FROM inbox")).isZero();
    assertThat(number("SELECT sum(bytes) FROM inbox_total")).isZero();
    assertThat(number("SELECT count(*) FROM message")).isZero();
  }

  /** Reads and acknowledges on one node and the other in turn. */
  private List<JsonObject> drain(int count) {
    List<JsonObject> received = new ArrayList<>();
    InboxPage page = one.read(BOB_PHONE);
    for (int i = 0; received.size() < count || !page.messages().isEmpty(); i++) {
      received.addAll(contents(page));
      page = (i % 2 == 0 ? other : one).read(BOB_PHONE, Optional.of(page.next()), 50);
    }
    return received;
  }

  private static AtomicInteger watch(WaitingStore node, DeviceAddress device) {
    AtomicInteger calls = new AtomicInteger();
    DeviceIncarnation incarnation = node.incarnation(device);
    node.store().messages().watch(incarnation, calls::incrementAndGet);
    return calls;
  }

  private void terminate(String application) {
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND application_name = '"
            + application
            + "'");
  }

  private long count(String application) {
    return number(
        "SELECT count(*) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND application_name = '"
            + application
            + "'");
  }

  private void execute(String sql) {
    try (Connection connection = TestDatabases.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private long number(String sql) {
    try (Connection connection = TestDatabases.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : -1;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
