package io.todevice.store.memory;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.TYPE;
import static io.todevice.store.contract.Samples.device;
import static io.todevice.store.contract.Samples.everyDevice;
import static io.todevice.store.contract.Samples.json;
import static io.todevice.store.contract.Samples.number;
import static io.todevice.store.contract.WaitingStore.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.JsonObject;
import io.todevice.domain.MonotonicClock;
import io.todevice.domain.UserId;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.InboxPage;
import io.todevice.store.PageSize;
import io.todevice.store.contract.Together;
import io.todevice.store.contract.WaitingStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

@DisplayName("F2: the bound on memory is a bound")
@Tag("proof")
class MemoryBoundTest {

  private static final long BOUND = 24L << 20;

  private final Logger drops = (Logger) LoggerFactory.getLogger(Drops.class);

  @BeforeEach
  void keepTheLogShort() {
    drops.setLevel(Level.ERROR);
  }

  @AfterEach
  void logAgain() {
    drops.setLevel(null);
  }

  @ParameterizedTest(name = "on the heap too: contents of {0} bytes, {1} inboxes")
  @CsvSource({"300, 1", "300, 10000", "65536, 1", "65536, 10000"})
  void heapStaysWithinTheBound(int size, int inboxes) {
    // What an earlier test has left may go in the middle of a measurement, but not of each.
    Filled filled = fill(size, inboxes);
    for (int again = 0; again < 3 && filled.used() < filled.counted() / 2; again++) {
      filled = fill(size, inboxes);
    }

    assertThat(filled.counted()).isBetween(BOUND * 14 / 16, BOUND);
    assertThat(filled.used())
        .as("of %s counted", filled.counted())
        .isBetween(filled.counted() / 2, BOUND + (1 << 20));
    assertThat(filled.dropped()).isPositive();
  }

  /** What a store that was filled beyond its bound holds. */
  private record Filled(long counted, long used, long dropped) {}

  private static Filled fill(int size, int inboxes) {
    WaitingStore on = newStore(BOUND);
    List<UserId> users =
        IntStream.range(0, inboxes)
            .mapToObj(i -> new UserId("@user" + i + ":example.org"))
            .toList();
    users.forEach(user -> on.signIn(device(user, "D")));
    long before = usedHeap();

    long messages = 2 * BOUND / (size + 160);
    for (int i = 0; i < messages; i++) {
      UserId to = users.get(i % inboxes);
      UserId from = users.get((i + 1) % inboxes);
      outcome(
          on.store()
              .messages()
              .send(Optional.empty(), from, TYPE, Map.of(to, everyDevice(content(size)))));
    }

    return new Filled(
        ((MemoryStore) on.store()).inboxBytes(),
        usedHeap() - before,
        on.store().statistics().droppedInAll());
  }

  @Test
  @DisplayName(
      "D1, D3, D7: while messages are evicted, each reader sees each once, in order, or never")
  void evictionsRaceWithReaders() {
    int each = 3_000;
    WaitingStore on = newStore(20_000);
    on.signIn(ALICE_PHONE);
    on.signIn(BOB_PHONE);
    List<Callable<List<Integer>>> tasks = new ArrayList<>();
    tasks.add(() -> sendAll(on, ALICE, BOB, each));
    tasks.add(() -> sendAll(on, BOB, ALICE, each));
    tasks.add(() -> readAll(on, ALICE_PHONE, each));
    tasks.add(() -> readAll(on, BOB_PHONE, each));

    List<List<Integer>> read = Together.run(tasks).subList(2, 4);

    long waiting = (long) on.inbox(ALICE_PHONE).size() + on.inbox(BOB_PHONE).size();
    read.forEach(numbers -> assertThat(numbers).isSorted().doesNotHaveDuplicates());
    // A message that was read and then evicted before its acknowledgement counts twice.
    assertThat(read.get(0).size() + read.get(1).size() + waiting)
        .isGreaterThanOrEqualTo(2L * each - on.store().statistics().droppedInAll());
    MemoryStore store = (MemoryStore) on.store();
    assertThat(store.inboxBytes()).isLessThanOrEqualTo(20_000);
    on.read(ALICE_PHONE, on.read(ALICE_PHONE).next());
    on.read(BOB_PHONE, on.read(BOB_PHONE).next());
    assertThat(store.inboxBytes()).isZero();
  }

  private static List<Integer> sendAll(WaitingStore on, UserId from, UserId to, int count) {
    for (int i = 0; i < count; i++) {
      JsonObject content = json("{\"number\":" + i + "}");
      outcome(
          on.store()
              .messages()
              .send(Optional.empty(), from, TYPE, Map.of(to, everyDevice(content))));
    }
    return List.of();
  }

  private static List<Integer> readAll(WaitingStore on, DeviceAddress device, int rounds) {
    List<Integer> numbers = new ArrayList<>();
    var caller = on.incarnation(device);
    InboxPage page = on.read(device, Optional.empty(), 10);
    for (int i = 0; i < rounds; i++) {
      page.messages().forEach(message -> numbers.add(number(message.content())));
      page =
          outcome(
              on.store()
                  .messages()
                  .read(caller, Optional.of(page.next()), new PageSize(10, Long.MAX_VALUE)));
    }
    return numbers;
  }

  private static WaitingStore newStore(long bytes) {
    return new WaitingStore(
        new MemoryStore(
            Settings.NONE
                .with(StorageLimits.INBOX_MESSAGES, 1_000_000)
                .with(StorageLimits.INBOX_MEMORY, bytes),
            new MonotonicClock()));
  }

  private static JsonObject content(int size) {
    return json("{\"x\":\"" + "x".repeat(size - 8) + "\"}");
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    // What earlier tests left may go collection by collection, as their threads end.
    for (int i = 0; i < 10; i++) {
      System.gc();
      long now = runtime.totalMemory() - runtime.freeMemory();
      if (used - now < 1 << 16) {
        return now;
      }
      used = now;
    }
    return used;
  }
}
