package io.todevice.store.memory;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.device;
import static io.todevice.store.contract.Samples.everyDevice;
import static io.todevice.store.contract.Samples.freshTokens;
import static io.todevice.store.contract.Samples.json;
import static io.todevice.store.contract.WaitingStore.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.MonotonicClock;
import io.todevice.domain.ToDeviceMessage;
import io.todevice.domain.UserId;
import io.todevice.settings.Settings;
import io.todevice.store.InboxPosition;
import io.todevice.store.MessageStore.Watch;
import io.todevice.store.Session;
import io.todevice.store.contract.WaitingStore;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a {@link MemoryStore} lets go of. */
class MemoryStoreFootprintTest {

  private final MemoryStore store = new MemoryStore(Settings.NONE, new MonotonicClock());
  private final WaitingStore on = new WaitingStore(store);

  @Test
  @DisplayName("A user who has neither an account nor a device any more leaves nothing behind")
  void userWithoutDevicesLeavesNothing() {
    Session session = on.signInRefreshable(ALICE_PHONE);
    on.refresh(session, freshTokens());
    on.signInRefreshable(ALICE_LAPTOP);
    on.send(on.transaction(ALICE_PHONE, "1"), ALICE_LAPTOP, content(1));
    on.send(on.transaction(ALICE_LAPTOP, "1"), ALICE_PHONE, content(1));
    on.addFilter(ALICE, json("{}"));
    assertThat(store.size()).isPositive();

    on.delete(ALICE_PHONE);
    on.deleteAll(ALICE);

    assertThat(store.size()).isZero();
  }

  @Test
  @DisplayName("A user with an account keeps it, and their filters, without a device")
  void userWithAccountIsKept() {
    outcome(store.accounts().create(ALICE, Optional.empty()));
    on.signIn(ALICE_PHONE);
    String filter = on.addFilter(ALICE, json("{}"));

    on.deleteAll(ALICE);

    assertThat(store.size()).isOne();
    assertThat(on.findFilter(ALICE, filter)).contains(json("{}"));
  }

  @Test
  @DisplayName("S3: asking about or sending to users who are not there leaves nothing behind")
  void strangersLeaveNothing() {
    on.send(Map.of(ALICE, everyDevice(content(1))));
    assertThat(on.exists(ALICE_PHONE)).isFalse();
    on.delete(ALICE_PHONE);
    on.deleteAll(BOB);
    on.rename(ALICE_PHONE, "name");
    outcome(store.accounts().exists(ALICE));
    on.findFilter(ALICE, "id");

    assertThat(store.size()).isZero();
  }

  @Test
  @DisplayName("Tokens that were replaced leave nothing behind")
  void replacedTokensLeaveNothing() {
    Session first = on.signInRefreshable(ALICE_PHONE);
    int once = store.size();

    for (int i = 0; i < 5; i++) {
      on.signInRefreshable(ALICE_PHONE);
    }
    assertThat(store.size()).isEqualTo(once);

    Session latest = on.signInRefreshable(ALICE_PHONE);
    for (int i = 0; i < 5; i++) {
      latest = on.refresh(latest, freshTokens()).orElseThrow();
    }
    on.useSession(latest.accessToken());
    assertThat(store.size()).isEqualTo(once);
    assertThat(on.useSession(first.accessToken())).isEmpty();
  }

  @Test
  @DisplayName("A closed watch leaves nothing behind")
  void closedWatchLeavesNothing() {
    Watch first = store.messages().watch(on.incarnation(ALICE_PHONE), () -> {});
    Watch second = store.messages().watch(on.incarnation(ALICE_PHONE), () -> {});
    assertThat(store.size()).isPositive();

    first.close();
    second.close();

    assertThat(store.size()).isZero();
  }

  @Test
  @DisplayName("A closed store holds nothing")
  void closedStoreHoldsNothing() {
    on.signInRefreshable(ALICE_PHONE);
    on.send(on.transaction(ALICE_PHONE, "1"), ALICE_PHONE, content(1));
    store.messages().watch(on.incarnation(ALICE_PHONE), () -> {});

    store.close();

    assertThat(store.size()).isZero();
  }

  @Test
  @DisplayName("D2: an acknowledged message is garbage at once, while later ones still wait")
  void acknowledgedMessageIsGarbage() {
    on.signIn(ALICE_PHONE);
    WeakReference<JsonObject> first = sendAndForget();
    on.send(ALICE_PHONE, content(2));
    InboxPosition afterFirst = on.read(ALICE_PHONE, Optional.empty(), 1).next();
    System.gc();
    assertThat(first.get()).isNotNull();

    on.read(ALICE_PHONE, afterFirst);

    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(first.get()).isNull();
            });
    assertThat(on.inbox(ALICE_PHONE)).containsExactly(content(2));
  }

  @Test
  @DisplayName("Waiting messages of one device share their sender and type")
  void waitingMessagesShareSenderAndType() {
    on.signIn(ALICE_PHONE);
    on.signIn(BOB_PHONE);
    for (int i = 0; i < 2; i++) {
      on.send(
          on.transaction(
              device(new UserId("@alice:example.org"), "PHONE"),
              new EventType("org.example.type"),
              "id " + i),
          BOB_PHONE,
          content(i));
    }

    List<ToDeviceMessage> messages = on.read(BOB_PHONE).messages();

    assertThat(messages.get(1).sender()).isSameAs(messages.get(0).sender());
    assertThat(messages.get(1).type()).isSameAs(messages.get(0).type());
  }

  private WeakReference<JsonObject> sendAndForget() {
    JsonObject content = content(1);
    on.send(ALICE_PHONE, content);
    return new WeakReference<>(content);
  }
}
