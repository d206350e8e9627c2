package io.todevice.store.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.todevice.store.StoreBounds;
import io.todevice.store.contract.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MemoryStoreSettingsTest {

  private final MemoryStoreSettings defaults = MemoryStoreSettings.defaults();

  @Test
  @DisplayName("T4: the defaults remember 10,000 transactions per device for an hour")
  void defaultsAreAsDocumented() {
    assertThat(defaults.transactionRetention()).isEqualTo(Duration.ofHours(1));
    assertThat(defaults.transactionsPerDevice()).isEqualTo(10_000);
    assertThat(defaults.filtersPerUser()).isEqualTo(100);
    assertThat(defaults.transactionBytes()).isBetween(1L, Runtime.getRuntime().maxMemory() / 4);
  }

  @Test
  @DisplayName("T4: less than half an hour is refused")
  void shortRetentionIsRefused() {
    assertThat(defaults.withTransactionRetention(Duration.ofMinutes(30)).transactionRetention())
        .isEqualTo(Duration.ofMinutes(30));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> defaults.withTransactionRetention(Duration.ofMinutes(30).minusNanos(1)));
  }

  @Test
  @DisplayName("Bounds below 1 are refused")
  void boundsBelowOneAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> defaults.withTransactionsPerDevice(0));
    assertThatIllegalArgumentException().isThrownBy(() -> defaults.withTransactionBytes(0));
    assertThatIllegalArgumentException().isThrownBy(() -> defaults.withFiltersPerUser(0));
    assertThatIllegalArgumentException().isThrownBy(() -> defaults.withFilterBytes(0));
  }

  @Test
  @DisplayName("Each setting is changed alone")
  void settingsAreChangedAlone() {
    ManualClock clock = new ManualClock();
    StoreBounds bounds = StoreBounds.defaults().withDevicesPerUser(7);

    assertThat(
            defaults
                .withTransactionRetention(Duration.ofHours(2))
                .withTransactionsPerDevice(3)
                .withTransactionBytes(4)
                .withFiltersPerUser(5)
                .withFilterBytes(6)
                .withBounds(bounds)
                .withClock(clock))
        .isEqualTo(new MemoryStoreSettings(Duration.ofHours(2), 3, 4, 5, 6, bounds, clock));
  }
}
