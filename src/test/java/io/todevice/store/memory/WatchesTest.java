package io.todevice.store.memory;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.everyDevice;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.MonotonicClock;
import io.todevice.settings.Settings;
import io.todevice.store.contract.WaitingStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whom a {@link MemoryStore} tells, and how. */
class WatchesTest {

  private final MemoryStore store = new MemoryStore(Settings.NONE, new MonotonicClock(), 1, 0);
  private final WaitingStore on = new WaitingStore(store);
  private final List<String> told = new ArrayList<>();

  @Test
  @DisplayName("D4: only those are told whose device has got something, and before send returns")
  void onlyTheReachedAreTold() {
    on.signIn(ALICE_PHONE);
    on.signIn(ALICE_LAPTOP);
    on.signIn(BOB_PHONE);
    watch(ALICE_PHONE, "phone");
    watch(ALICE_LAPTOP, "laptop");
    watch(BOB_PHONE, "bob's");

    on.send(on.transaction(BOB_PHONE, "1"), ALICE_PHONE, content(1));
    assertThat(told).containsExactly("phone");

    on.send(on.transaction(BOB_PHONE, "1"), ALICE_PHONE, content(1));
    assertThat(told).hasSize(1);

    on.send(Map.of(ALICE, everyDevice(content(2))));
    assertThat(told).hasSize(3).endsWith("phone", "laptop");

    on.delete(ALICE_LAPTOP);
    on.delete(ALICE_LAPTOP);
    assertThat(told).hasSize(4).endsWith("laptop");
  }

  @Test
  @DisplayName("D4: a watcher may use the store, also through another thread that it waits for")
  void noLockIsHeldWhileTelling() {
    on.signIn(ALICE_PHONE);
    store
        .messages()
        .watch(
            on.incarnation(ALICE_PHONE),
            () ->
                told.add(
                    CompletableFuture.supplyAsync(() -> on.inbox(ALICE_PHONE).toString())
                        .orTimeout(5, SECONDS)
                        .join()));

    assertThat(on.send(ALICE_PHONE, content(1))).isTrue();
    on.signIn(ALICE_PHONE);

    assertThat(told).hasSize(2).containsOnly(List.of(content(1)).toString());
  }

  @Test
  @DisplayName("S1: a watcher that throws changes nothing for the sender and the other watchers")
  void throwingWatcherIsPassedOver() {
    on.signIn(ALICE_PHONE);
    store
        .messages()
        .watch(
            on.incarnation(ALICE_PHONE),
            () -> {
              throw new IllegalStateException("thrown by the test's watcher");
            });
    watch(ALICE_PHONE, "second");

    assertThat(on.send(ALICE_PHONE, content(1))).isTrue();

    assertThat(told).containsExactly("second");
    assertThat(on.inbox(ALICE_PHONE)).containsExactly(content(1));
  }

  @Test
  @DisplayName("R6: a closed store takes no watch")
  void closedStoreTakesNoWatch() {
    DeviceIncarnation phone = on.signIn(ALICE_PHONE).device();
    store.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> store.messages().watch(phone, () -> told.add("phone")));
  }

  private void watch(DeviceAddress device, String name) {
    store.messages().watch(on.incarnation(device), () -> told.add(name));
  }
}
