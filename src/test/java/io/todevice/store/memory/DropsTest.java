package io.todevice.store.memory;

import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.todevice.cli.LogCapture;
import io.todevice.domain.DeviceAddress;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.contract.ManualClock;
import io.todevice.store.contract.WaitingStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("What the log is told of dropped messages")
class DropsTest {

  private final ManualClock clock = new ManualClock();
  private final Settings bounds = Settings.NONE.with(StorageLimits.INBOX_MESSAGES, 1);
  private final WaitingStore on = new WaitingStore(new MemoryStore(bounds, clock));
  @RegisterExtension final LogCapture events = new LogCapture(Drops.class);

  @Test
  @DisplayName("is one line for each device in an hour, with all that was dropped since the last")
  void onceAnHour() {
    on.signIn(ALICE_PHONE);
    on.signIn(BOB_PHONE);
    send(ALICE_PHONE, 4);
    send(BOB_PHONE, 2);
    assertThat(lines()).hasSize(2);

    clock.advance(Duration.ofMinutes(59));
    send(ALICE_PHONE, 1);
    assertThat(lines()).hasSize(2);

    clock.advance(Duration.ofMinutes(1));
    send(ALICE_PHONE, 1);
    assertThat(lines())
        .containsExactly(
            "Dropped 1 of the messages that waited for PHONE of @alice:example.org:"
                + " the device's inbox is full",
            "Dropped 1 of the messages that waited for PHONE of @bob:example.org:"
                + " the device's inbox is full",
            "Dropped 4 of the messages that waited for PHONE of @alice:example.org:"
                + " the device's inbox is full");
    assertThat(events.events()).extracting(ILoggingEvent::getLevel).containsOnly(Level.WARN);
  }

  private void send(DeviceAddress to, int count) {
    for (int i = 0; i < count; i++) {
      on.send(to, json("{\"secret\":\"content\"}"));
    }
  }

  private List<String> lines() {
    return events.events().stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
