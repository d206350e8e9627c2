package io.todevice.store.memory;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB_LAPTOP;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.EventType;
import io.todevice.domain.TransactionId;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.Watches;
import io.todevice.store.contract.ManualClock;
import io.todevice.store.contract.WaitingStore;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long and how many transactions are remembered (clause T4). */
class RememberedTransactionsTest {

  /** So many that comparing each with each takes far longer than the test may. */
  private static final int COLLIDING_BITS = 14;

  private final ManualClock clock = new ManualClock();
  private final Settings settings =
      Settings.NONE
          .with(StorageLimits.TRANSACTION_RETENTION, Duration.ofMinutes(45))
          .with(StorageLimits.TRANSACTIONS_PER_DEVICE, 100);
  private final MemoryUser user =
      new MemoryUser(ALICE, new Shards(settings, clock, 1, new Watches()));
  private final DeviceTransactions phone = new DeviceTransactions(1, user.transactions());
  private final DeviceTransactions laptop = new DeviceTransactions(2, user.transactions());
  private final RememberedTransactions transactions = new RememberedTransactions(settings, clock);

  @Test
  @DisplayName("T4: a transaction is remembered until its time is up, and is new afterwards")
  void rememberedForTheRetention() {
    assertThat(remember(phone, "1")).isTrue();

    clock.advance(Duration.ofMinutes(45).minusMillis(1));
    assertThat(remember(phone, "1")).isFalse();

    clock.advance(Duration.ofMillis(1));
    assertThat(remember(phone, "1")).isTrue();
    assertThat(remember(phone, "1")).isFalse();
  }

  @Test
  @DisplayName("T4: a repeat does not prolong the time")
  void repeatDoesNotProlong() {
    remember(phone, "1");
    clock.advance(Duration.ofMinutes(30));
    remember(phone, "1");
    clock.advance(Duration.ofMinutes(15));

    assertThat(remember(phone, "1")).isTrue();
  }

  @Test
  @DisplayName("T4: a device's oldest transaction makes room for one too many")
  void oldestOfTheDeviceMakesRoom() {
    remember(laptop, "old");
    for (int i = 0; i <= 100; i++) {
      remember(phone, "id " + i);
    }

    assertThat(phone.size()).isEqualTo(100);
    assertThat(remember(phone, "id 1")).isFalse();
    assertThat(remember(phone, "id 100")).isFalse();
    assertThat(remember(laptop, "old")).isFalse();
    assertThat(remember(phone, "id 0")).isTrue();
    assertThat(remember(phone, "id 1")).isTrue();
  }

  @Test
  @DisplayName("T4, F1: when memory runs out, the user who takes most forgets their oldest")
  void heaviestUserForgets() {
    WaitingStore on = newStore(2_000);
    on.signIn(ALICE_PHONE);
    on.signIn(BOB_PHONE);
    on.signIn(BOB_LAPTOP);
    on.send(on.transaction(ALICE_PHONE, "first"), Map.of());
    for (int i = 0; i < 30; i++) {
      on.send(on.transaction(i % 3 == 0 ? BOB_LAPTOP : BOB_PHONE, "id " + i), Map.of());
    }

    assertThat(on.store().statistics().forgottenTransactions()).isBetween(20L, 27L);
    assertThat(on.send(on.transaction(BOB_PHONE, "id 29"), Map.of())).isFalse();
    assertThat(on.send(on.transaction(ALICE_PHONE, "first"), Map.of())).isFalse();
    assertThat(on.send(on.transaction(BOB_LAPTOP, "id 0"), Map.of())).isTrue();
    assertThat(on.send(on.transaction(BOB_PHONE, "id 1"), Map.of())).isTrue();
  }

  @Test
  @DisplayName("T4: long IDs count for more than short ones")
  void memoryIsCountedInBytes() {
    assertThat(forgottenOf100(500)).isBetween(80L, 95L);
    assertThat(forgottenOf100(1)).isBetween(45L, 70L);
  }

  private long forgottenOf100(int idLength) {
    WaitingStore on = newStore(10_000);
    on.signIn(ALICE_PHONE);
    for (int i = 100; i < 200; i++) {
      on.send(on.transaction(ALICE_PHONE, i + "x".repeat(idLength)), Map.of());
    }
    return on.store().statistics().forgottenTransactions();
  }

  private WaitingStore newStore(long transactionBytes) {
    return new WaitingStore(
        new MemoryStore(settings.with(StorageLimits.TRANSACTION_MEMORY, transactionBytes), clock));
  }

  @Test
  @DisplayName("T4: what has expired goes away while others send, a few at a time")
  void expiredOnesGoAway() {
    for (int i = 0; i < 100; i++) {
      remember(phone, "id " + i);
    }
    clock.advance(Duration.ofMinutes(45));

    remember(laptop, "1");
    assertThat(transactions.size()).isBetween(80, 99);

    for (int i = 2; i < 50; i++) {
      remember(laptop, "" + i);
    }
    assertThat(phone.size()).isZero();
    assertThat(transactions.size()).isEqualTo(laptop.size()).isEqualTo(49);
  }

  @Test
  @DisplayName("T4: an expired one that is asked for anew takes its device's older ones along")
  void expiredOneIsRememberedAnew() {
    for (int i = 0; i < 100; i++) {
      remember(phone, "id " + i);
    }
    clock.advance(Duration.ofMinutes(45));

    assertThat(remember(phone, "id 60")).isTrue();

    assertThat(phone.size()).isEqualTo(40);
    assertThat(transactions.size()).isEqualTo(40);
    assertThat(remember(phone, "id 60")).isFalse();
  }

  @Test
  @DisplayName("D6: forgetting a device leaves the others'")
  void forgettingADevice() {
    for (int i = 0; i < 10; i++) {
      remember(phone, "id " + i);
      remember(laptop, "id " + i);
    }

    transactions.forget(phone);

    assertThat(transactions.size()).isEqualTo(10);
    assertThat(remember(laptop, "id 5")).isFalse();
    assertThat(remember(phone, "id 5")).isTrue();
  }

  @Test
  @DisplayName("T1: what has the same hash is not the same")
  void sameHashIsNotTheSame() {
    DeviceTransactions zero = new DeviceTransactions(0, user.transactions());
    DeviceTransactions minusOne = new DeviceTransactions(-1, user.transactions());
    assertThat(Long.hashCode(0)).isEqualTo(Long.hashCode(-1));
    assertThat("Aa").hasSameHashCodeAs("BB");

    assertThat(transactions.remember(zero, new EventType("Aa"), new TransactionId("Aa"))).isTrue();
    assertThat(transactions.remember(minusOne, new EventType("Aa"), new TransactionId("Aa")))
        .isTrue();
    assertThat(transactions.remember(zero, new EventType("BB"), new TransactionId("Aa"))).isTrue();
    assertThat(transactions.remember(zero, new EventType("Aa"), new TransactionId("BB"))).isTrue();

    assertThat(transactions.remember(zero, new EventType("Aa"), new TransactionId("Aa"))).isFalse();
  }

  @Test
  @DisplayName("ROBUST: IDs chosen to collide cost no more than a search in a tree")
  @Timeout(10)
  void collidingIdsAreFound() {
    RememberedTransactions many =
        new RememberedTransactions(
            settings.with(StorageLimits.TRANSACTIONS_PER_DEVICE, 1 << COLLIDING_BITS), clock);
    for (int i = 0; i < 1 << COLLIDING_BITS; i++) {
      assertThat(many.remember(phone, TYPE, colliding(i))).isTrue();
    }

    for (int i = 0; i < 1 << COLLIDING_BITS; i++) {
      assertThat(many.remember(phone, TYPE, colliding(i))).isFalse();
    }
  }

  private boolean remember(DeviceTransactions device, String id) {
    return transactions.remember(device, TYPE, new TransactionId(id));
  }

  /** Of these IDs all have the same hash, because {@code Aa} and {@code BB} have. */
  private static TransactionId colliding(int number) {
    StringBuilder id = new StringBuilder();
    for (int bit = 0; bit < COLLIDING_BITS; bit++) {
      id.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return new TransactionId(id.toString());
  }
}
