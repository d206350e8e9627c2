package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB_LAPTOP;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.device;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.UserId;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which transactions are forgotten where too many are remembered ({@link StorageLimits}). */
public interface TransactionBoundsContract extends StoreFixture {

  /** Has room for some 40 transactions. */
  Settings LITTLE_ROOM = Settings.NONE.with(StorageLimits.TRANSACTION_MEMORY, 8_000L);

  @Test
  @DisplayName("T4, F1: who fills the room of all forgets their own oldest, and nobody else does")
  default void whoTakesMostForgets() {
    WaitingStore on = on(LITTLE_ROOM);
    send(on, ALICE_PHONE, 0, 5);
    send(on, BOB_LAPTOP, 0, 5);
    on.sweep();
    assertThat(forgotten(on)).isZero();

    send(on, BOB_PHONE, 0, 200);
    clock().advance(Duration.ofMinutes(20));
    on.sweep();

    assertThat(forgotten(on)).isBetween(150L, 180L);
    assertThat(remembered(on, ALICE_PHONE, 0, 5)).isEqualTo(5);
    assertThat(remembered(on, BOB_LAPTOP, 0, 5)).isEqualTo(5);
    assertThat(remembered(on, BOB_PHONE, 180, 200)).isEqualTo(20);
    assertThat(remembered(on, BOB_PHONE, 0, 1)).isZero();
  }

  @Test
  @DisplayName("T4, F2: many who take little keep it beside many who take much")
  default void equalShares() {
    WaitingStore on = on(LITTLE_ROOM);
    List<DeviceAddress> light = devices("light", 8);
    List<DeviceAddress> heavy = devices("heavy", 4);
    light.forEach(device -> send(on, device, 0, 1));
    heavy.forEach(device -> send(on, device, 0, 30));
    on.sweep();

    assertThat(light).allMatch(device -> remembered(on, device, 0, 1) == 1);
    assertThat(heavy).allMatch(device -> remembered(on, device, 27, 30) == 3);
    assertThat(heavy).allMatch(device -> remembered(on, device, 0, 1) == 0);
    assertThat(forgotten(on)).isBetween(68L, 110L);
  }

  @Test
  @DisplayName("T4: a device with more transactions than one may have forgets its oldest")
  default void oneDevice() {
    WaitingStore on = on(Settings.NONE.with(StorageLimits.TRANSACTIONS_PER_DEVICE, 20));
    send(on, BOB_LAPTOP, 0, 20);
    send(on, BOB_PHONE, 0, 50);
    on.sweep();

    assertThat(forgotten(on)).isEqualTo(30);
    assertThat(remembered(on, BOB_LAPTOP, 0, 20)).isEqualTo(20);
    assertThat(remembered(on, BOB_PHONE, 30, 50)).isEqualTo(20);
    assertThat(remembered(on, BOB_PHONE, 29, 30)).isZero();
  }

  @Test
  @DisplayName("T4: two sweeps at the same time forget no more than one does")
  default void overlappingSweeps() {
    WaitingStore on = on(Settings.NONE.with(StorageLimits.TRANSACTIONS_PER_DEVICE, 60));
    send(on, BOB_PHONE, 0, 110);

    List<CompletionStage<Boolean>> sweeps =
        Stream.generate(() -> on.store().messages().dropExpired()).limit(4).toList();
    sweeps.forEach(WaitingStore::outcome);

    assertThat(forgotten(on)).isEqualTo(50);
    assertThat(remembered(on, BOB_PHONE, 50, 110)).isEqualTo(60);
  }

  private static List<DeviceAddress> devices(String name, int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> device(new UserId("@" + name + number + ":example.org"), "PHONE"))
        .toList();
  }

  /** Signs in, and sends to no one. */
  private void send(WaitingStore on, DeviceAddress from, int first, int end) {
    on.signIn(from);
    for (int i = first; i < end; i++) {
      clock().advance(Duration.ofMillis(1));
      assertThat(on.send(on.transaction(from, "id " + i), Map.of())).isTrue();
    }
  }

  private static long forgotten(WaitingStore on) {
    return on.store().statistics().forgottenTransactions();
  }

  /** How many are; those that are not, are from now on. */
  private static long remembered(WaitingStore on, DeviceAddress from, int first, int end) {
    return IntStream.range(first, end)
        .filter(i -> !on.send(on.transaction(from, "id " + i), Map.of()))
        .count();
  }
}
