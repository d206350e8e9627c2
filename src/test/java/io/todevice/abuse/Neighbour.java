package io.todevice.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.http.exchange.RawConnection;
import io.todevice.http.exchange.RawConnection.Reply;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A well-behaved client beside the others: alice writes to bob, and bob fetches what she wrote,
 * over and over. No exchange may fail or take longer than a connection's timeout.
 */
final class Neighbour implements AutoCloseable {

  private static final int PAUSE_MILLIS = 20;

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger exchanges = new AtomicInteger();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final RawConnection alice;
  private final RawConnection bob;
  private String since = "";

  Neighbour(int port) {
    alice = new RawConnection(port);
    bob = new RawConnection(port);
    var unused =
        thread.scheduleWithFixedDelay(this::exchange, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void exchange() {
    try {
      String text = "message " + exchanges.get();
      Reply sent = alice.send(Requests.send("alice", Requests.message("bob", text)), "").read();
      assertThat(sent.body()).isEqualTo("{}");
      Reply got = bob.send(Requests.get("bob", "/sync?timeout=10000" + since), "").read();
      assertThat(got.body()).contains("\"content\":{\"text\":\"" + text + "\"}");
      since = "&since=" + got.body().replaceAll(".*\"next_batch\":\"([^\"]*)\".*", "$1");
      exchanges.incrementAndGet();
    } catch (Throwable t) { // Of another thread: told by isServed().
      failures.add(t);
      throw t;
    }
  }

  /** Waits for an exchange that begins now to end well. */
  void isServed() {
    int now = exchanges.get();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> exchanges.get() > now + 1 || !failures.isEmpty());
    assertThat(failures).isEmpty();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    alice.close();
    bob.close();
  }
}
