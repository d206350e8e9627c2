package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.config.ServerConfig;
import io.todevice.config.TestConfig;
import io.todevice.settings.RequestLimits;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("F1: A client beside others who have passwords hashed without end")
@Tag("proof")
class PasswordFairnessTest extends ServerFixture {

  private static final int QUEUE = 40;
  private static final int CONNECTIONS = QUEUE + 10;
  private static final int LOGINS = 5;

  @Override
  ServerConfig config() {
    return TestConfig.withoutRates()
        .with(RequestLimits.PASSWORD_THREADS, 1)
        .with(RequestLimits.PASSWORD_QUEUE, QUEUE);
  }

  /** The hashes have to take longer than the requests for them. */
  @Override
  Embedding embedding() {
    return Embedding.NONE;
  }

  @Test
  @DisplayName("logs in every time, after one turn of the other, whatever one token does")
  void oneToken() {
    Member alice = register();
    Member mallory = register();
    String deletion = "{\"auth\":" + loginBody(mallory, "X") + "}";

    assertServedBeside(alice, 1, () -> mallory.http().delete("devices/X", deletion));
  }

  @Test
  @DisplayName("logs in every time, after one turn of each other, beside right and wrong passwords")
  void severalAccounts() {
    Member alice = register();
    List<Member> others = List.of(register(), register(), register());
    AtomicInteger next = new AtomicInteger();

    assertServedBeside(
        alice,
        others.size(),
        () -> {
          int turn = next.getAndIncrement();
          String right = loginBody(others.get(turn % others.size()), "X");
          anonymous.post("login", turn % 2 == 0 ? right : right.replace("pass of", "no pass of"));
        });
  }

  /** Counts hashes, not seconds: how long one takes is up to the machine. */
  private void assertServedBeside(Member good, int others, Runnable attack) {
    long atFirst = server.counters().hashedPasswords();
    ScheduledExecutorService threads = Executors.newScheduledThreadPool(CONNECTIONS);
    for (int i = 0; i < CONNECTIONS; i++) {
      var unused = threads.scheduleWithFixedDelay(attack, 0, 50, TimeUnit.MILLISECONDS);
    }
    try {
      await().until(() -> server.counters().hashedPasswords() > atFirst);
      for (int i = 0; i < LOGINS; i++) {
        long before = server.counters().hashedPasswords();
        assertThat(anonymous.post("login", loginBody(good, "PHONE")).outcome()).isEqualTo("200");
        // Others go on while the request and its answer are on the way.
        assertThat(server.counters().hashedPasswords() - before).isLessThan(others + QUEUE / 2);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
