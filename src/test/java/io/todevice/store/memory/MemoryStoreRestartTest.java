package io.todevice.store.memory;

import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.MonotonicClock;
import io.todevice.settings.Settings;
import io.todevice.store.InboxPosition;
import io.todevice.store.contract.WaitingStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What clients bring along from before a restart. */
class MemoryStoreRestartTest {

  @Test
  @DisplayName("D5: a position from before a restart acknowledges nothing afterwards")
  void positionFromBeforeARestart() {
    InboxPosition old = positionAfterOne(newStore());
    WaitingStore after = newStore();
    positionAfterOne(after);

    assertThat(WaitingStore.contents(after.read(ALICE_PHONE, old))).containsExactly(content(1));
    assertThat(after.inbox(ALICE_PHONE)).containsExactly(content(1));
  }

  @Test
  @DisplayName("A memory store says that it is not durable")
  void isNotDurable() {
    assertThat(newStore().store().isDurable()).isFalse();
    assertThat(newStore().store().description()).isEqualTo("memory");
  }

  private static InboxPosition positionAfterOne(WaitingStore on) {
    on.signIn(ALICE_PHONE);
    on.send(ALICE_PHONE, content(1));
    return on.read(ALICE_PHONE).next();
  }

  private static WaitingStore newStore() {
    return new WaitingStore(new MemoryStore(Settings.NONE, new MonotonicClock()));
  }
}
