package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.everyDevice;
import static io.todevice.store.contract.Samples.freshTokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.store.InboxPage;
import io.todevice.store.MessageStore.Watch;
import io.todevice.store.PageSize;
import io.todevice.store.RenewedTokens;
import io.todevice.store.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Guarantees of {@link io.todevice.store.MessageStore#watch}. */
public interface WatchContract extends StoreFixture {

  @Test
  @DisplayName(
      "D4, P3: a watcher is notified of every message that comes, named or by '*', within the"
          + " bound")
  default void toldOfMessages() {
    on().signIn(ALICE_PHONE);
    AtomicInteger calls = watch(ALICE_PHONE);

    expectCall(calls, () -> on().send(ALICE_PHONE, content(1)));
    expectCall(calls, () -> on().send(ALICE_PHONE, content(2)));
    expectCall(calls, () -> on().send(Map.of(ALICE, everyDevice(content(3)))));
  }

  @Test
  @DisplayName("D4, D8: who looks when told finds the message")
  default void messageIsThereWhenTold() {
    on().signIn(ALICE_PHONE);
    DeviceIncarnation phone = on().incarnation(ALICE_PHONE);
    List<InboxPage> seen = new CopyOnWriteArrayList<>();
    store()
        .messages()
        .watch(
            phone,
            () ->
                store()
                    .messages()
                    .read(phone, Optional.empty(), new PageSize(1, Long.MAX_VALUE))
                    .thenAccept(seen::add));

    on().send(ALICE_PHONE, content(1));

    await()
        .untilAsserted(
            () -> assertThat(seen).anySatisfy(page -> assertThat(page.messages()).hasSize(1)));
  }

  @Test
  @DisplayName("A5: a watcher is notified when the device is deleted")
  default void toldOfDeletion() {
    on().signIn(ALICE_PHONE);
    on().signIn(ALICE_LAPTOP);
    AtomicInteger phone = watch(ALICE_PHONE);
    AtomicInteger laptop = watch(ALICE_LAPTOP);

    expectCall(phone, () -> on().delete(ALICE_PHONE));
    expectCall(laptop, () -> on().deleteAll(ALICE));
  }

  @Test
  @DisplayName("A5, A6: a watcher is notified when the device's session changes")
  default void toldOfSessions() {
    Session session = on().signInRefreshable(ALICE_PHONE);
    RenewedTokens renewed = freshTokens();
    AtomicInteger calls = watch(ALICE_PHONE);

    on().refresh(session, renewed);
    expectCall(calls, () -> on().useSession(renewed.accessToken()));
    expectCall(calls, () -> on().signIn(ALICE_PHONE));
  }

  @Test
  @DisplayName("F4: a watcher is not notified of the successor of its device")
  default void notToldOfTheSuccessor() {
    on().signIn(ALICE_PHONE);
    AtomicInteger calls = watch(ALICE_PHONE);
    expectCall(calls, () -> on().delete(ALICE_PHONE));
    int afterDeletion = calls.get();

    on().signIn(ALICE_PHONE);
    AtomicInteger successors = watch(ALICE_PHONE);
    expectCall(successors, () -> on().send(ALICE_PHONE, content(1)));

    assertThat(calls).hasValue(afterDeletion);
  }

  @Test
  @DisplayName("MessageStore.watch: a closed watch is over, and closing it again is harmless")
  default void closedWatchIsOver() {
    on().signIn(ALICE_PHONE);
    AtomicInteger calls = new AtomicInteger();
    Watch watch = store().messages().watch(on().incarnation(ALICE_PHONE), calls::incrementAndGet);
    AtomicInteger others = watch(ALICE_PHONE);
    watch.close();
    watch.close();

    expectCall(others, () -> on().send(ALICE_PHONE, content(1)));

    assertThat(calls).hasValue(0);
  }

  @Test
  @DisplayName("MessageStore.watch: two watches with one callback are two")
  default void watchesAreApart() {
    on().signIn(ALICE_PHONE);
    AtomicInteger calls = new AtomicInteger();
    Runnable callback = calls::incrementAndGet;
    Watch first = store().messages().watch(on().incarnation(ALICE_PHONE), callback);
    Watch second = store().messages().watch(on().incarnation(ALICE_PHONE), callback);

    first.close();
    first.close();

    expectCall(calls, () -> on().send(ALICE_PHONE, content(1)));
    second.close();
  }

  private AtomicInteger watch(DeviceAddress device) {
    AtomicInteger calls = new AtomicInteger();
    store().messages().watch(on().incarnation(device), calls::incrementAndGet);
    return calls;
  }
}
