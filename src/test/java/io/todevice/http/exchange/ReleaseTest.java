package io.todevice.http.exchange;

import static io.todevice.http.exchange.TestServer.LIMITS;
import static io.todevice.http.exchange.TestServer.V3;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.http.exchange.TestServer.Mode;
import io.todevice.http.wire.ListenerSettings;
import io.todevice.http.wire.Memory;
import io.todevice.http.wire.MessageLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What connections hold, and when it is let go. */
@DisplayName("What a connection holds")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ReleaseTest {

  private static final String OPEN = "GET " + V3 + "/public HTTP/1.1\nHost: x\n\n";
  private static final String GOOD = "x\nAuthorization: Bearer good\n\n";
  private static final String SEND =
      "PUT " + V3 + "/echo/a/b HTTP/1.1\nHost: x\nAuthorization: Bearer good\n";

  @Test
  @DisplayName("F3: is let go at once when it is closed in the middle of a refused body")
  void abortedBodies() {
    try (TestServer server = new TestServer(Mode.DIRECT)) {
      Memory memory = server.server.memory();
      for (int i = 0; i < 20; i++) {
        RawConnection connection = server.connect();
        connection.send("POST /x HTTP/1.1\nHost: x\nContent-Length: 90000\n\n", "y".repeat(6_000));
        assertThat(connection.read().status()).isEqualTo(404);
        RawConnection wanted = server.connect();
        wanted.send(SEND + "Content-Length: 9000\n\n", "y".repeat(6_000));
        await().until(() -> memory.taken() >= 6_000);
        wanted.close(true);
        connection.close(true);
        await().until(() -> memory.taken() == 0);
      }
    }
  }

  @Test
  @DisplayName("F2: unfinished heads count, and are given back when they are finished or closed")
  void heads() {
    try (TestServer server = new TestServer(Mode.DIRECT)) {
      Memory memory = server.server.memory();
      RawConnection first = server.connect();
      first.write("GET " + V3 + "/public HTTP/1.1\r\nX: " + "y".repeat(4_000));
      await().until(() -> memory.taken() > 4_000);
      first.write("\r\nHost: x\r\n\r\n");
      assertThat(first.read().status()).isEqualTo(200);
      await().until(() -> memory.taken() == 0);
      first.write("GET / HTTP/1.1\r\nX: " + "y".repeat(4_000));
      await().until(() -> memory.taken() > 4_000);
      first.close(true);
      await().until(() -> memory.taken() == 0);
    }
  }

  @Test
  @DisplayName("F2: answers count as a whole until their client has taken them, or is gone")
  void answers() {
    try (TestServer server = new TestServer(Mode.DIRECT);
        RawConnection reader = server.connect()) {
      Memory memory = server.server.memory();
      String big = "GET " + V3 + "/big/20000000 HTTP/1.1\nHost: x\n\n";
      RawConnection gone = server.connect();
      gone.send(big, "");
      await().until(() -> memory.taken() == 20_000_011);
      assertThat(gone.readHead().status()).isEqualTo(200);
      assertThat(gone.readBytes(8_000_000)).isPositive();
      reader.send(big, "");
      await().until(() -> memory.taken() == 40_000_022);
      assertThat(reader.read().body()).hasSize(20_000_011);
      await().until(() -> memory.taken() == 20_000_011);
      gone.close(true);
      await().until(() -> memory.taken() == 0);
    }
  }

  @Test
  @DisplayName("S4: an answer that its client takes late stays as it is, whatever others are sent")
  void lateReader() {
    int requests = 400; // 40 MB, more than the system's buffers between the two take.
    try (TestServer server = new TestServer(Mode.DIRECT);
        RawConnection late = server.connect()) {
      for (int i = 0; i < requests; i++) {
        late.send("GET " + V3 + "/big/100001 HTTP/1.1\nHost: x\n\n", "");
      }
      await().until(() -> server.server.memory().taken() > 0);
      for (int i = 0; i < 8; i++) { // Both threads.
        try (RawConnection other = server.connect()) {
          other.send("GET " + V3 + "/big/100002 HTTP/1.1\nHost: x\n\n", "");
          assertThat(other.read().body()).contains("2".repeat(100_002));
        }
      }
      String expected = "{\"text\":\"" + "1".repeat(100_001) + "\"}";
      for (int i = 0; i < requests; i++) {
        assertThat(late.read().body()).isEqualTo(expected);
      }
    }
  }

  @Test
  @DisplayName("F2: an answer for which there is no memory is 429, and the connection goes on")
  void noMemoryForAnAnswer() {
    try (TestServer server = new TestServer(Mode.DIRECT);
        RawConnection connection = server.connect()) {
      Memory memory = server.server.memory();
      int step = 1 << 20;
      int steps = 0;
      while (memory.tryTake(step)) {
        steps++;
      }
      String big = "GET " + V3 + "/big/2000000 HTTP/1.1\nHost: x\n\n";
      assertThat(connection.send(big, "").read().errcode()).isEqualTo("M_LIMIT_EXCEEDED");
      assertThat(connection.send(OPEN, "").read().status()).isEqualTo(200);
      for (int i = 0; i < steps; i++) {
        memory.giveBack(step);
      }
      assertThat(connection.send(big, "").read().body()).hasSize(2_000_011);
    }
  }

  @Test
  @DisplayName("F1: one connection too many costs one without a token, and never one with a token")
  void tooManyConnections() {
    // One thread takes them in the order in which they connect; one of two threads may lag behind.
    ListenerSettings settings =
        new ListenerSettings("127.0.0.1", 0, 1, 10, Duration.ofSeconds(1), LIMITS);
    List<RawConnection> halfHeads = new ArrayList<>();
    try (TestServer server =
            new TestServer(Mode.DIRECT, settings, () -> {}, ExchangeObserver.NONE);
        RawConnection good = server.connect()) {
      assertThat(good.send(SEND + "Content-Length: 2\n\n", "{}").read().status()).isEqualTo(200);
      for (int i = 0; i < 50; i++) {
        halfHeads.add(server.connect().write("GET / HTTP/1.1\r\nHost: "));
      }
      try (RawConnection late = server.connect()) {
        assertThat(late.send(OPEN, "").read().status()).isEqualTo(200);
      }
      assertThat(good.send(SEND + "Content-Length: 2\n\n", "{}").read().status()).isEqualTo(200);
    } finally {
      halfHeads.forEach(RawConnection::close);
    }
  }

  @Test
  @DisplayName("D1: a client that takes an answer slowly, but steadily, gets all of it")
  void slowReader() {
    try (TestServer server = impatient();
        RawConnection connection = server.connect()) {
      int length = 20_000_011;
      connection.send("GET " + V3 + "/big/20000000 HTTP/1.1\nHost: x\n\n", "");
      assertThat(connection.readHead().status()).isEqualTo(200);
      int read = 0;
      while (read < length) {
        int part = connection.readBytes(Math.min(1_000_000, length - read));
        assertThat(part).isPositive();
        read += part;
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
  }

  @Test
  @DisplayName("F2: a client that takes nothing of an answer is cut off when its time is up")
  void stalledReader() {
    try (TestServer server = impatient();
        RawConnection connection = server.connect()) {
      connection.send("GET " + V3 + "/big/20000000 HTTP/1.1\nHost: x\n\n", "");
      Memory memory = server.server.memory();
      await().until(() -> memory.taken() > 1_000_000);
      await().atMost(Duration.ofSeconds(20)).until(() -> memory.taken() == 0);
      assertThat(connection.readHead().status()).isEqualTo(200);
    }
  }

  private static TestServer impatient() {
    return new TestServer(
        Mode.DIRECT,
        new MessageLimits(
            8192,
            10_000,
            100_000,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMillis(800)),
        Duration.ofSeconds(1),
        () -> {});
  }

  @Test
  @DisplayName("R1: a client that pipelines, reads nothing and goes leaves no trace in the log")
  void quietDisconnects() {
    Queue<LogRecord> warnings = new ConcurrentLinkedQueue<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
              warnings.add(entry);
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger grizzly = Logger.getLogger("org.glassfish.grizzly");
    grizzly.addHandler(handler);
    try (TestServer server = new TestServer(Mode.DIRECT)) {
      for (int i = 0; i < 10; i++) {
        RawConnection connection = server.connect();
        connection.send("GET /nowhere HTTP/1.1\nHost: x\n\n".repeat(2_000), "");
        connection.close(true);
        String name = "x" + i;
        RawConnection held = server.connect();
        held.send(OPEN.replace("/public", "/wait/" + name).replace("x\n\n", GOOD), "");
        await().until(() -> server.resource.waiting.containsKey(name));
        held.send(OPEN.repeat(3), "");
        assertThat(held.isSilentFor(50)).isTrue();
        held.close(true);
        requireNonNull(server.resource.waiting.get(name)).complete(new TestApi.Text("late"));
      }
      assertThat(server.connect().send(OPEN, "").read().status()).isEqualTo(200);
    } finally {
      grizzly.removeHandler(handler);
    }
    assertThat(warnings).isEmpty();
  }
}
