package io.todevice.store.memory;

import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.todevice.domain.DeviceAddress;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.store.contract.ManualClock;
import io.todevice.store.contract.WaitingStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("What the log is told of dropped messages")
class DropsTest {

  private final ManualClock clock = new ManualClock();
  private final Settings bounds = Settings.NONE.with(StorageLimits.INBOX_MESSAGES, 1);
  private final WaitingStore on = new WaitingStore(new MemoryStore(bounds, clock));
  private final Logger logger = (Logger) LoggerFactory.getLogger(Drops.class);
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  @BeforeEach
  void listen() {
    events.start();
    logger.addAppender(events);
    logger.setAdditive(false);
  }

  @AfterEach
  void stopListening() {
    logger.setAdditive(true);
    logger.detachAppender(events);
  }

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
    assertThat(events.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.WARN);
  }

  private void send(DeviceAddress to, int count) {
    for (int i = 0; i < count; i++) {
      on.send(to, json("{\"secret\":\"content\"}"));
    }
  }

  private List<String> lines() {
    return events.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
