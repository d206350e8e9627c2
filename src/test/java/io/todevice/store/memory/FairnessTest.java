package io.todevice.store.memory;

import static io.todevice.store.contract.Samples.TYPE;
import static io.todevice.store.contract.Samples.device;
import static io.todevice.store.contract.Samples.only;
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
import io.todevice.store.contract.Samples;
import io.todevice.store.contract.WaitingStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Random crowds share a store that is too small for them. A model that only knows which messages
 * wait says after each request what may be missing.
 */
class FairnessTest {

  private static final int CROWDS_EACH = 30;
  private static final int REQUESTS = 80;

  /** What the store counts for a message, as docs/limits.md says. */
  private static final int OVERHEAD = 160;

  /** A message of the model. */
  private record Sent(UserId from, DeviceAddress to, long bytes) {}

  private final Logger drops = (Logger) LoggerFactory.getLogger(Drops.class);

  @BeforeEach
  void keepTheLogShort() {
    drops.setLevel(Level.ERROR);
  }

  @AfterEach
  void logAgain() {
    drops.setLevel(null);
  }

  static Stream<Long> seeds() {
    return IntStream.range(0, 12).mapToObj(i -> 1_000L * i);
  }

  @ParameterizedTest(name = "thirty crowds from seed {0}")
  @MethodSource("seeds")
  @DisplayName(
      "F1, F2: the bound holds, who takes most loses first, and who is below their share nothing")
  void heaviestLosesFirst(long firstSeed) {
    for (long seed = firstSeed; seed < firstSeed + CROWDS_EACH; seed++) {
      new Crowd(seed).act();
    }
  }

  private static final class Crowd {
    private final long seed;
    private final Random random;
    private final long bound;
    private final WaitingStore on;
    private final List<UserId> users = new ArrayList<>();
    private final List<DeviceAddress> devices = new ArrayList<>();
    private final Map<Integer, Sent> waiting = new LinkedHashMap<>();
    private final IdentityHashMap<JsonObject, Integer> numbers = new IdentityHashMap<>();
    private final int largest;
    private int lastNumber;
    private long droppedBefore;

    Crowd(long seed) {
      this.seed = seed;
      random = new Random(seed);
      bound = 8_000L + random.nextInt(60_000);
      largest = 1 + random.nextInt(random.nextBoolean() ? 300 : 6_000);
      on =
          new WaitingStore(
              new MemoryStore(
                  Settings.NONE.with(StorageLimits.INBOX_MEMORY, bound), new MonotonicClock()));
      int size = 2 + random.nextInt(10);
      for (int i = 0; i < size; i++) {
        UserId user = new UserId("@user" + i + ":example.org");
        users.add(user);
        int own = random.nextInt(5) == 0 ? 1 + random.nextInt(12) : 1 + random.nextInt(2);
        for (int d = 0; d < own; d++) {
          devices.add(device(user, "D" + d));
          on.signIn(device(user, "D" + d));
        }
      }
    }

    void act() {
      for (int i = 0; i < REQUESTS; i++) {
        if (random.nextInt(12) == 0) {
          drain(devices.get(random.nextInt(devices.size())));
        } else {
          send();
        }
      }
      devices.forEach(this::drain);
      assertThat(((MemoryStore) on.store()).inboxBytes()).as("seed %s", seed).isZero();
    }

    /** Some send often and to few, others now and then to anybody. */
    private void send() {
      int skewed = (int) (users.size() * Math.pow(random.nextDouble(), 3));
      UserId from = users.get(skewed);
      int repeats = skewed == 0 ? 1 + random.nextInt(8) : 1;
      DeviceAddress to = devices.get(random.nextInt(devices.size()));
      for (int i = 0; i < repeats; i++) {
        send(from, to);
      }
    }

    private void send(UserId from, DeviceAddress to) {
      JsonObject content = content(++lastNumber, random.nextInt(largest));
      outcome(
          on.store()
              .messages()
              .send(Optional.empty(), from, TYPE, Map.of(to.user(), only(to, content))));
      numbers.put(content, lastNumber);
      waiting.put(lastNumber, new Sent(from, to, OVERHEAD + content.size()));
      check();
    }

    private void check() {
      long dropped = on.store().statistics().droppedInAll();
      if (dropped == droppedBefore) {
        assertThat(bytes(waiting)).as("seed %s", seed).isLessThanOrEqualTo(bound);
        return;
      }
      droppedBefore = dropped;
      Set<Integer> there = new HashSet<>();
      for (DeviceAddress device : devices) {
        List<Integer> numbers = on.inbox(device).stream().map(this::numberOf).toList();
        assertThat(numbers).as("seed %s", seed).isSorted();
        there.addAll(numbers);
      }
      assertThat(waiting.keySet()).as("seed %s", seed).containsAll(there);
      Map<Integer, Sent> before = new LinkedHashMap<>(waiting);
      waiting.keySet().retainAll(there);
      assertThat(bytes(waiting)).as("seed %s", seed).isLessThanOrEqualTo(bound);
      assertThat(bytes(before)).as("seed %s", seed).isGreaterThan(bound);
      long heaviest = heaviest(waiting);
      before.forEach(
          (number, sent) -> {
            if (!there.contains(number)) {
              checkLoss(before, sent, heaviest);
            }
          });
    }

    /** That a lost message was one of somebody who took most, and more than a fair share. */
    private void checkLoss(Map<Integer, Sent> before, Sent lost, long heaviestAfterwards) {
      long sent = sentBy(before, lost.from());
      long received = 0;
      long receivedWithinLimits = 0;
      for (UserId sender : users) {
        long part = part(before, sender, lost.to().user());
        received += part;
        receivedWithinLimits += Math.min(part, part(before, lost.from(), lost.to().user()));
      }
      assertThat(Math.max(sent, received))
          .as("seed %s: one of these two took most", seed)
          .isGreaterThanOrEqualTo(heaviestAfterwards);
      assertThat(Math.max(sent, receivedWithinLimits))
          .as("seed %s: one of these two had a fair share, the flood of others aside", seed)
          .isGreaterThan(bound * 15 / 16 * 15 / 16 / users.size());
    }

    private long heaviest(Map<Integer, Sent> messages) {
      Map<UserId, Long> sent = new HashMap<>();
      Map<UserId, Long> received = new HashMap<>();
      messages
          .values()
          .forEach(
              message -> {
                sent.merge(message.from(), message.bytes(), Long::sum);
                received.merge(message.to().user(), message.bytes(), Long::sum);
              });
      return Stream.concat(sent.values().stream(), received.values().stream())
          .mapToLong(Long::longValue)
          .max()
          .orElse(0);
    }

    private void drain(DeviceAddress device) {
      List<Integer> expected =
          waiting.entrySet().stream()
              .filter(entry -> entry.getValue().to().equals(device))
              .map(Map.Entry::getKey)
              .toList();
      var page = on.read(device);
      assertThat(WaitingStore.contents(page).stream().map(this::numberOf))
          .as("seed %s", seed)
          .isEqualTo(expected);
      on.read(device, page.next());
      waiting.keySet().removeAll(expected);
    }

    private static long sentBy(Map<Integer, Sent> messages, UserId user) {
      return messages.values().stream()
          .filter(message -> message.from().equals(user))
          .mapToLong(Sent::bytes)
          .sum();
    }

    private static long part(Map<Integer, Sent> messages, UserId from, UserId to) {
      return messages.values().stream()
          .filter(message -> message.from().equals(from) && message.to().user().equals(to))
          .mapToLong(Sent::bytes)
          .sum();
    }

    private static long bytes(Map<Integer, Sent> messages) {
      return messages.values().stream().mapToLong(Sent::bytes).sum();
    }

    private static JsonObject content(int number, int padding) {
      return Samples.json("{\"number\":" + number + ",\"x\":\"" + "x".repeat(padding) + "\"}");
    }

    /** The store gives back the objects that it was given. */
    private int numberOf(JsonObject content) {
      return Objects.requireNonNull(numbers.get(content));
    }
  }
}
