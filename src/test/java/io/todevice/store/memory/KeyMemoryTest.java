package io.todevice.store.memory;

import static io.todevice.store.contract.KeySamples.CURVE;
import static io.todevice.store.contract.KeySamples.identity;
import static io.todevice.store.contract.KeySamples.oneTime;
import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.CAROL_PHONE;
import static io.todevice.store.contract.Samples.device;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.MonotonicClock;
import io.todevice.domain.UserId;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.KeyPosition;
import io.todevice.store.contract.KeySamples;
import io.todevice.store.contract.WaitingStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The memory of keys")
class KeyMemoryTest {

  private static final int FOLLOWERS = 10_000;
  private static final long MOST_MILLIS = 5;

  private final MemoryStore store =
      new MemoryStore(Settings.NONE.with(StorageLimits.KEY_MEMORY, 1L << 20), new MonotonicClock());
  private final WaitingStore on = new WaitingStore(store);
  private final KeySamples keys = new KeySamples(store);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  @DisplayName("F1, F2: who takes most loses first, and a light user loses nothing")
  void heaviestLoses() {
    on.signIn(ALICE_PHONE);
    keys.upload(ALICE_PHONE, identity("alice"));
    keys.upload(ALICE_PHONE, oneTime("a", "b"));
    keys.query(ALICE_PHONE, BOB);
    List<DeviceAddress> heavy = IntStream.range(0, 10).mapToObj(i -> device(BOB, "D" + i)).toList();

    heavy.forEach(
        device -> {
          on.signIn(device);
          keys.upload(device, identity(device.device().value()));
          keys.upload(
              device,
              oneTime(IntStream.range(0, 500).mapToObj(i -> "k" + i).toArray(String[]::new)));
        });

    assertThat(store.keyBytes()).isLessThanOrEqualTo(1 << 20);
    assertThat(store.statistics().forgottenKeys()).isPositive();
    assertThat(keys.counts(ALICE_PHONE).oneTimeKeys()).containsOnly(Map.entry(CURVE, 2));
    assertThat(keys.query(ALICE_PHONE, ALICE).orElseThrow().devices()).hasSize(1);
    assertThat(keys.query(ALICE_PHONE, BOB).orElseThrow().devices()).hasSize(heavy.size());
    KeyPosition since = keys.position(ALICE_PHONE);
    keys.upload(heavy.get(0), identity("another"));
    assertThat(keys.changed(ALICE_PHONE, since)).containsExactly(BOB);
  }

  @Test
  @DisplayName("F3: nothing is left of users who have gone, nor of whom they followed")
  void nothingIsLeft() {
    on.signIn(ALICE_PHONE);
    on.signIn(BOB_PHONE);
    keys.upload(ALICE_PHONE, identity("alice"));
    keys.upload(ALICE_PHONE, oneTime("a", "b"));
    keys.claim(BOB_PHONE, ALICE_PHONE);
    keys.query(ALICE_PHONE, BOB);
    keys.query(BOB_PHONE, ALICE);

    on.delete(ALICE_PHONE);
    on.delete(BOB_PHONE);

    assertThat(store.keyBytes()).isZero();
    assertThat(store.size()).isZero();
  }

  @Test
  @DisplayName("K7: a change costs its user little, however many follow, and wakes those who wait")
  void manyFollowers() {
    on.signIn(BOB_PHONE);
    MemoryStore roomy = new MemoryStore(Settings.NONE, new MonotonicClock());
    try (roomy) {
      WaitingStore all = new WaitingStore(roomy);
      KeySamples its = new KeySamples(roomy);
      all.signIn(BOB_PHONE);
      all.signIn(CAROL_PHONE);
      AtomicInteger woken = new AtomicInteger();
      for (int i = 0; i < FOLLOWERS; i++) {
        DeviceAddress follower = device(new UserId("@f" + i + ":example.org"), "D");
        all.signIn(follower);
        its.query(follower, BOB);
        if (i % 1_000 == 0) {
          roomy.messages().watch(all.incarnation(follower), woken::incrementAndGet);
        }
      }
      roomy.messages().watch(all.incarnation(CAROL_PHONE), () -> woken.addAndGet(1_000_000));

      long fastest = Long.MAX_VALUE;
      for (int i = 0; i < 20; i++) {
        long begin = System.nanoTime();
        its.upload(BOB_PHONE, identity("i" + i));
        fastest = Math.min(fastest, System.nanoTime() - begin);
      }

      await().untilAsserted(() -> assertThat(woken).hasValue(20 * FOLLOWERS / 1_000));
      assertThat(fastest).isLessThan(MOST_MILLIS * 1_000_000);
    }
  }
}
