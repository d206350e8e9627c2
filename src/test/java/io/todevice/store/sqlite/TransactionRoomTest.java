package io.todevice.store.sqlite;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.CAROL_PHONE;
import static io.todevice.store.contract.Samples.device;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.DeviceAddress;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.contract.ManualClock;
import io.todevice.store.contract.WaitingStore;
import io.todevice.store.sql.Bucket;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("T4, F1: Very many remembered transactions")
class TransactionRoomTest {

  private static final String REMEMBER =
      "INSERT INTO txn(bucket, inbox, key, at)"
          + " WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ? - 1)"
          + " SELECT ?, ?, CAST(i AS BLOB), ? FROM n";

  private final ManualClock clock = new ManualClock();
  private final ExplainedDatabase database = ExplainedDatabase.open(clock, new StatementPlans());
  private final WaitingStore on = roomFor(100_000);

  /** The same store with another bound. */
  private WaitingStore roomFor(int transactions) {
    return database.store(
        Settings.NONE
            .with(StorageLimits.TRANSACTIONS_PER_DEVICE, 1_000_000)
            .with(StorageLimits.TRANSACTION_MEMORY, transactions * 200L));
  }

  @Test
  @DisplayName("are counted in several steps, and those of whoever has most are forgotten")
  void manySteps() {
    remember(ALICE_PHONE, 120_000);
    remember(BOB_PHONE, 60_000);
    remember(CAROL_PHONE, 10_000);

    on.sweep();

    assertThat(remembered(CAROL_PHONE)).isEqualTo(10_000);
    assertThat(remembered(ALICE_PHONE))
        .isEqualTo(remembered(BOB_PHONE))
        .isBetween(39_000L, 42_000L);
    assertThat(on.store().statistics().forgottenTransactions())
        .isEqualTo(180_000 - 2 * remembered(BOB_PHONE));
  }

  @Test
  @DisplayName("of a user with more devices than may stay: each device keeps one")
  void manyDevices() {
    List<DeviceAddress> devices =
        IntStream.range(0, 6).mapToObj(number -> device(ALICE, "D" + number)).toList();
    devices.forEach(device -> remember(device, 4));

    roomFor(6).sweep();

    assertThat(devices).allMatch(device -> remembered(device) == 1);
  }

  @Test
  @DisplayName("of a user: what devices with few leave is for those with many")
  void unequalDevices() {
    remember(ALICE_PHONE, 300);
    remember(ALICE_LAPTOP, 20);

    roomFor(200).sweep();

    assertThat(remembered(ALICE_LAPTOP)).isEqualTo(20);
    assertThat(remembered(ALICE_PHONE)).isBetween(140L, 180L);
  }

  @Test
  @DisplayName("are counted again when an eighth of their time has passed")
  void countedNowAndThen() {
    on.sweep();
    remember(ALICE_PHONE, 120_000);

    clock.advance(
        Settings.NONE.get(StorageLimits.TRANSACTION_RETENTION).dividedBy(8).minusMillis(1));
    on.sweep();
    assertThat(remembered(ALICE_PHONE)).isEqualTo(120_000);

    clock.advance(Duration.ofMillis(1));
    on.sweep();
    assertThat(remembered(ALICE_PHONE)).isBetween(90_000L, 100_000L);
  }

  private void remember(DeviceAddress device, int count) {
    long inbox = on.signIn(device).device().number();
    WaitingStore.outcome(
        database.write(tx -> tx.update(REMEMBER, count, Bucket.of(inbox), inbox, tx.now())));
  }

  private long remembered(DeviceAddress device) {
    return database.transactions(device);
  }
}
