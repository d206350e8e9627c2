package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.TYPE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.freshTokens;
import static io.todevice.store.contract.Samples.only;
import static io.todevice.store.contract.WaitingStore.isRefused;
import static io.todevice.store.contract.WaitingStore.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.Device;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.Transaction;
import io.todevice.domain.TransactionId;
import io.todevice.store.DeviceStore;
import io.todevice.store.InboxPosition;
import io.todevice.store.PageSize;
import io.todevice.store.Session;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Guarantees of a store about what is done on behalf of a session: it ends with its device. */
public interface IncarnationContract extends StoreFixture {

  @Test
  @DisplayName("A6, F4: logging in again, refreshing and ensureExists continue the incarnation")
  default void deviceThatExistsStaysTheSame() {
    Session first = on().signInRefreshable(ALICE_PHONE);

    Session refreshed = on().refresh(first, freshTokens()).orElseThrow();
    Session again = on().signIn(ALICE_PHONE);

    assertThat(refreshed.device()).isEqualTo(first.device());
    assertThat(again.device()).isEqualTo(first.device());
    assertThat(outcome(store().devices().ensureExists(ALICE_PHONE, Optional.empty())))
        .contains(new DeviceStore.Existing(first.device(), false));
    assertThat(on().useSession(again.accessToken()).orElseThrow().device())
        .isEqualTo(first.device());
    assertThat(outcome(store().devices().findIncarnation(ALICE_PHONE))).contains(first.device());
  }

  @Test
  @DisplayName("D6, F4: devices are told apart, and a device from its successor")
  default void incarnationsDiffer() {
    DeviceIncarnation first = on().signIn(ALICE_PHONE).device();
    DeviceIncarnation laptop = on().signIn(ALICE_LAPTOP).device();
    on().delete(ALICE_PHONE);
    assertThat(outcome(store().devices().findIncarnation(ALICE_PHONE))).isEmpty();

    DeviceIncarnation second = on().signIn(ALICE_PHONE).device();

    assertThat(second).isNotEqualTo(first);
    assertThat(second.address()).isEqualTo(first.address());
    assertThat(Set.of(first.number(), second.number(), laptop.number())).hasSize(3);
  }

  @Test
  @DisplayName("A6: logging in again keeps what the session before may do")
  default void operationsGoOnAfterLoggingInAgain() {
    DeviceIncarnation caller = on().signIn(ALICE_PHONE).device();
    on().signIn(BOB_PHONE);
    assertThat(outcome(sendOnBehalfOf(caller, "1"))).isTrue();

    on().signIn(ALICE_PHONE);

    assertThat(outcome(sendOnBehalfOf(caller, "1"))).isFalse();
    assertThat(outcome(store().devices().list(caller))).hasSize(1);
  }

  @Test
  @DisplayName("F4: an ended session neither sends nor makes its successor's send a repeat")
  default void endedSessionSendsNothing() {
    on().signIn(BOB_PHONE);
    DeviceIncarnation ended = endedIncarnation(ALICE_PHONE);
    assertThat(isRefused(sendOnBehalfOf(ended, "1"))).isTrue();

    DeviceIncarnation successor = on().signIn(ALICE_PHONE).device();
    assertThat(isRefused(sendOnBehalfOf(ended, "1"))).isTrue();

    assertThat(on().inbox(BOB_PHONE)).isEmpty();
    assertThat(outcome(sendOnBehalfOf(successor, "1"))).isTrue();
    assertThat(on().inbox(BOB_PHONE)).containsExactly(content(1));
  }

  @Test
  @DisplayName("F4: an ended session reads and acknowledges nothing of its successor's")
  default void endedSessionReadsNothing() {
    DeviceIncarnation ended = endedIncarnation(ALICE_PHONE);
    assertThat(
            isRefused(
                store().messages().read(ended, Optional.empty(), new PageSize(10, Long.MAX_VALUE))))
        .isTrue();

    on().signIn(ALICE_PHONE);
    on().send(ALICE_PHONE, content(1));
    InboxPosition afterFirst = on().read(ALICE_PHONE).next();

    assertThat(
            isRefused(
                store().messages().read(ended, Optional.empty(), new PageSize(10, Long.MAX_VALUE))))
        .isTrue();
    assertThat(
            isRefused(
                store()
                    .messages()
                    .read(ended, Optional.of(afterFirst), new PageSize(10, Long.MAX_VALUE))))
        .isTrue();
    assertThat(on().inbox(ALICE_PHONE)).containsExactly(content(1));
  }

  @Test
  @DisplayName("F4: an ended session lists, finds, renames and deletes no device")
  default void endedSessionTouchesNoDevice() {
    DeviceIncarnation ended = endedIncarnation(ALICE_PHONE);
    Session phone = on().signIn(ALICE_PHONE);
    Session laptop = on().signIn(ALICE_LAPTOP);

    for (DeviceAddress target : new DeviceAddress[] {ALICE_PHONE, ALICE_LAPTOP}) {
      assertThat(isRefused(store().devices().find(ended, target.device()))).isTrue();
      assertThat(isRefused(store().devices().rename(ended, target.device(), "x"))).isTrue();
      assertThat(isRefused(store().devices().delete(ended, Set.of(target.device())))).isTrue();
    }
    assertThat(isRefused(store().devices().list(ended))).isTrue();
    assertThat(isRefused(store().devices().delete(ended, Set.of()))).isTrue();
    assertThat(isRefused(store().devices().deleteAll(ended))).isTrue();

    assertThat(on().list(ALICE)).extracting(Device::displayName).containsOnly(Optional.empty());
    assertThat(on().useSession(phone.accessToken())).contains(phone);
    assertThat(on().useSession(laptop.accessToken())).contains(laptop);
  }

  @Test
  @DisplayName("F4: an ended session adds and finds no filter")
  default void endedSessionTouchesNoFilter() {
    DeviceIncarnation ended = endedIncarnation(ALICE_PHONE);
    on().signIn(ALICE_PHONE);
    String id = on().addFilter(ALICE, content(1));

    assertThat(isRefused(store().filters().find(ended, id))).isTrue();
    assertThat(isRefused(store().filters().add(ended, content(2)))).isTrue();
  }

  private DeviceIncarnation endedIncarnation(DeviceAddress device) {
    DeviceIncarnation ended = on().signIn(device).device();
    on().delete(device);
    return ended;
  }

  private CompletionStage<Boolean> sendOnBehalfOf(DeviceIncarnation sender, String id) {
    return store()
        .messages()
        .send(
            Optional.of(new Transaction(sender, TYPE, new TransactionId(id))),
            sender.user(),
            TYPE,
            Map.of(BOB_PHONE.user(), only(BOB_PHONE, content(1))));
  }
}
