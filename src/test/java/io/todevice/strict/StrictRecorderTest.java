package io.todevice.strict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.cli.LogCapture;
import io.todevice.strict.StrictRecorder.QueueBounds;
import io.todevice.strict.check.ClientExchange;
import io.todevice.strict.journal.Journal;
import io.todevice.strict.journal.JournalEntry;
import io.todevice.strict.journal.Rule;
import io.todevice.strict.journal.Violation;
import io.todevice.validation.SentRequest;
import io.todevice.validation.SentResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A recorder")
@Timeout(60)
class StrictRecorderTest {

  private static final Violation VIOLATION =
      new Violation(Rule.UNKNOWN_FIELD, Optional.empty(), "op", "what", "", "");

  private final Journal journal = new Journal("v1.8", 10, InstantSource.system());

  @Test
  @DisplayName("drops and counts what does not fit into its queue, and looks at the rest")
  void boundedNumber() {
    CountDownLatch start = new CountDownLatch(1);
    StrictRecorder recorder = recorder(start, new QueueBounds(3, Long.MAX_VALUE));
    holdWorker(recorder);
    List<String> log =
        LogCapture.of(StrictRecorder.class, () -> repeat(10, () -> recorder.record(exchange(0))));

    assertThat(journal.state().dropped()).isEqualTo(7);
    assertThat(log)
        .containsExactly("WARN too many requests to look at all of them: 1 not looked at so far");
    start.countDown();
    recorder.close();
    assertThat(journal.state().examined()).isEqualTo(4);
    assertThat(journal.state().dropped()).isEqualTo(7);
  }

  @Test
  @DisplayName("has a bound for memory too, which is free again when it has looked")
  void boundedBytes() {
    CountDownLatch start = new CountDownLatch(1);
    StrictRecorder recorder = recorder(start, new QueueBounds(100, 2 * exchange(1000).weight()));
    holdWorker(recorder);
    repeat(5, () -> recorder.record(exchange(1000)));

    assertThat(journal.state().dropped()).isEqualTo(3);
    start.countDown();
    await().until(() -> journal.state().examined() == 3);
    recorder.record(exchange(1000));
    recorder.close();
    assertThat(journal.state().examined()).isEqualTo(4);
    assertThat(journal.state().dropped()).isEqualTo(3);
  }

  @Test
  @DisplayName("does not wait for ever when it is closed, and counts what is left")
  void closesInTime() {
    CountDownLatch never = new CountDownLatch(1);
    StrictRecorder recorder = recorder(never, QueueBounds.DEFAULT);
    holdWorker(recorder);
    repeat(5, () -> recorder.record(exchange(0)));
    recorder.close();

    assertThat(journal.state().dropped()).isEqualTo(5);
    recorder.record(exchange(0));
    assertThat(journal.state().dropped()).isEqualTo(6);
    never.countDown();
  }

  @Test
  @DisplayName("goes on when an exchange can't be looked at")
  void survivesFaults() {
    StrictRecorder recorder =
        new StrictRecorder(
            exchange -> {
              if (exchange.receivedNanos() == 0) {
                throw new IllegalStateException("on purpose");
              }
              return List.of(VIOLATION);
            },
            journal,
            QueueBounds.DEFAULT);
    recorder.record(exchange(0));
    recorder.record(new ClientExchange(request(0), response(), Optional.empty(), 1, 1));
    recorder.close();

    assertThat(journal.state().dropped()).isEqualTo(1);
    assertThat(journal.state().examined()).isEqualTo(1);
    assertThat(journal.state().entries())
        .extracting(JournalEntry::violation)
        .containsExactly(VIOLATION);
  }

  @Test
  @DisplayName("logs a violation when it is new, and at the tenth and hundredth time")
  void logsSparingly() {
    List<String> log =
        LogCapture.of(
            StrictRecorder.class,
            () -> {
              StrictRecorder recorder =
                  new StrictRecorder(exchange -> List.of(VIOLATION), journal, QueueBounds.DEFAULT);
              repeat(150, () -> recorder.record(exchange(0)));
              recorder.close();
            });
    assertThat(log)
        .containsExactly(
            "WARN " + VIOLATION,
            "WARN " + VIOLATION + " (10 times)",
            "WARN " + VIOLATION + " (100 times)");
  }

  private StrictRecorder recorder(CountDownLatch start, QueueBounds bounds) {
    return new StrictRecorder(
        exchange -> {
          try {
            start.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return List.of();
        },
        journal,
        bounds);
  }

  /** From now on the worker is busy with an exchange, and nothing leaves the queue. */
  private static void holdWorker(StrictRecorder recorder) {
    recorder.record(exchange(0));
    await().until(() -> recorder.waiting() == 0);
  }

  private static void repeat(int times, Runnable action) {
    for (int i = 0; i < times; i++) {
      action.run();
    }
  }

  private static ClientExchange exchange(int bodyLength) {
    return new ClientExchange(request(bodyLength), response(), Optional.empty(), 0, 0);
  }

  private static SentRequest request(int bodyLength) {
    return new SentRequest("GET", "/", "", Map.of(), new byte[bodyLength]);
  }

  private static SentResponse response() {
    return new SentResponse(200, "", new byte[0]);
  }
}
