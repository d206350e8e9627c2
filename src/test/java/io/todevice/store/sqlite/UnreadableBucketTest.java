package io.todevice.store.sqlite;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.device;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.UserId;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.contract.ManualClock;
import io.todevice.store.contract.WaitingStore;
import io.todevice.store.sql.Bucket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("T4, F2: A part of the store that can't be read")
class UnreadableBucketTest {

  private static final DeviceAddress DAMAGED = device(ALICE, "PHONE");

  private final ManualClock clock = new ManualClock();
  private final ExplainedDatabase database = ExplainedDatabase.open(clock, new StatementPlans());
  private final WaitingStore on =
      database.store(Settings.NONE.with(StorageLimits.TRANSACTIONS_PER_DEVICE, 20));
  private final List<DeviceAddress> others =
      IntStream.range(0, 8)
          .mapToObj(number -> device(new UserId("@user" + number + ":example.org"), "PHONE"))
          .toList();

  @Test
  @DisplayName("does not keep what is in others: that expires, and the number is bounded")
  void others() {
    others.forEach(device -> send(device, 30));
    send(DAMAGED, 30);
    makeUnreadable("ended");

    sweep();
    assertThat(others).allMatch(device -> remembered(device) == 20);
    assertThat(on.store().statistics().forgottenTransactions()).isEqualTo(9 * 10);

    clock.advance(Duration.ofHours(2));
    sweep();
    assertThat(others).allMatch(device -> remembered(device) == 0);
    assertThat(remembered(DAMAGED)).isEqualTo(20);
  }

  @Test
  @DisplayName("does not keep the transactions in others from being counted")
  void counted() {
    others.forEach(device -> send(device, 30));
    send(DAMAGED, 30);
    makeUnreadable("owner");
    // A send now and then looks for itself how many there are.
    long before = remembered(DAMAGED);

    sweep();

    assertThat(others).allMatch(device -> remembered(device) == 20);
    assertThat(remembered(DAMAGED)).isEqualTo(before);
  }

  private void send(DeviceAddress from, int count) {
    on.signIn(from);
    IntStream.range(0, count).forEach(i -> on.send(on.transaction(from, "id " + i), Map.of()));
  }

  /** Every statement fails that needs this column of an inbox in one bucket. */
  private void makeUnreadable(String column) {
    execute("ALTER TABLE inbox RENAME TO kept");
    execute(
        "CREATE VIEW inbox AS SELECT bucket, inbox, device_id, last_seq, acked_seq, trimmed_seq,"
            + " messages, bytes, read_at, dormant, %s, CASE bucket WHEN %d"
                .formatted(column.equals("owner") ? "ended" : "owner", Bucket.of(ALICE))
            + " THEN abs(-9223372036854775807 - 1) ELSE %1$s END AS %1$s FROM kept"
                .formatted(column));
  }

  private void execute(String sql) {
    WaitingStore.outcome(database.write(tx -> tx.update(sql)));
  }

  /** Like a server: goes on after a pause, and after failures. */
  private void sweep() {
    for (int pauses = 0; pauses < 6; ) {
      boolean isMore =
          WaitingStore.outcome(on.store().messages().dropExpired().exceptionally(failure -> false));
      pauses += isMore ? 0 : 1;
    }
  }

  private long remembered(DeviceAddress device) {
    return database.transactions(device);
  }
}
