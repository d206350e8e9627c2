package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.cli.LogCapture;
import io.todevice.domain.MonotonicClock;
import io.todevice.settings.Settings;
import io.todevice.store.DropReason;
import io.todevice.store.StoreStatistics;
import io.todevice.store.memory.MemoryStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("At a stop the log is told what the limits have done")
class HousekeepingTest {

  private static final Counters NOTHING =
      new Counters(new StoreStatistics(Map.of(), 0, 0, 0, 0, 0), 0, 0, 0, 0, 7);

  @Test
  @DisplayName("once, with every count, where there was something")
  void something() {
    StoreStatistics store =
        new StoreStatistics(
            Map.of(DropReason.EXPIRED, 2L, DropReason.USER_FULL, 3L), 8, 9, 12, 11, 13);

    assertThat(linesAtAStop(new Counters(store, 4, 5, 6, 10, 7)))
        .containsExactly(
            "WARN Since the start: 5 messages dropped (2 because too old, 3 because the user's inboxes"
                + " are full); forgotten for lack of space: 8 transactions, 9 filters, 12 keys;"
                + " refused: 4 requests of devices, 5 requests without a token, 6 passwords, 10"
                + " accounts, 11 devices, 13 entries of users' data");
  }

  @Test
  @DisplayName("not at all where there was nothing")
  void nothing() {
    assertThat(linesAtAStop(NOTHING)).isEmpty();
  }

  @Test
  @DisplayName("also where something was only refused")
  void refusals() {
    StoreStatistics none = NOTHING.store();
    assertThat(linesAtAStop(new Counters(none, 1, 0, 0, 0, 0))).hasSize(1);
    assertThat(linesAtAStop(new Counters(none, 0, 1, 0, 0, 0))).hasSize(1);
    assertThat(linesAtAStop(new Counters(none, 0, 0, 1, 0, 0))).hasSize(1);
    assertThat(linesAtAStop(new Counters(none, 0, 0, 0, 1, 0))).hasSize(1);
    StoreStatistics device = new StoreStatistics(Map.of(), 0, 0, 0, 1, 0);
    assertThat(linesAtAStop(new Counters(device, 0, 0, 0, 0, 0))).hasSize(1);
  }

  private static List<String> linesAtAStop(Counters counters) {
    return LogCapture.of(
        Housekeeping.class,
        () -> {
          try (MemoryStore store = new MemoryStore(Settings.NONE, new MonotonicClock())) {
            Housekeeping housekeeping = new Housekeeping(store::messages, () -> counters);
            housekeeping.close();
            housekeeping.close();
          }
        });
  }
}
