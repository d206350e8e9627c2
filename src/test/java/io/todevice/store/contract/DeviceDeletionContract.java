package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.device;
import static io.todevice.store.contract.Samples.tokens;
import static io.todevice.store.contract.WaitingStore.ALL;
import static io.todevice.store.contract.WaitingStore.isRefused;
import static io.todevice.store.contract.WaitingStore.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.Device;
import io.todevice.store.PageSize;
import io.todevice.store.Session;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Guarantees of {@link io.todevice.store.DeviceStore} about deleting devices. */
public interface DeviceDeletionContract extends StoreFixture {

  @Test
  @DisplayName("A5, D6: a deleted device is gone, with its token and its inbox")
  default void deletedDeviceIsGone() {
    Session session = on().signIn(ALICE_PHONE);
    on().send(ALICE_PHONE, content(1));

    assertThat(on().delete(ALICE_PHONE)).containsExactly(ALICE_PHONE.device());

    assertThat(on().find(ALICE_PHONE)).isEmpty();
    assertThat(on().list(ALICE)).isEmpty();
    assertThat(on().useSession(session.accessToken())).isEmpty();
    assertThat(
            isRefused(
                store()
                    .messages()
                    .read(session.device(), Optional.empty(), new PageSize(ALL, Long.MAX_VALUE))))
        .isTrue();
  }

  @Test
  @DisplayName("D6: a new device with the ID of a deleted one starts empty")
  default void newDeviceWithAnOldIdStartsEmpty() {
    outcome(store().devices().signIn(ALICE_PHONE, tokens(), Optional.of("Old")));
    on().send(ALICE_PHONE, content(1));
    on().delete(ALICE_PHONE);

    outcome(store().devices().signIn(ALICE_PHONE, tokens(), Optional.of("New")));

    assertThat(on().inbox(ALICE_PHONE)).isEmpty();
    assertThat(on().find(ALICE_PHONE).flatMap(Device::displayName)).contains("New");
  }

  @Test
  @DisplayName("D6: a deleted device's transactions are forgotten, and no other's")
  default void deletionForgetsTransactions() {
    on().signIn(ALICE_PHONE);
    on().signIn(ALICE_LAPTOP);
    on().signIn(BOB_PHONE);
    on().send(on().transaction(ALICE_PHONE, "1"), BOB_PHONE, content(1));
    on().send(on().transaction(ALICE_LAPTOP, "1"), BOB_PHONE, content(2));

    on().delete(ALICE_PHONE);
    on().signIn(ALICE_PHONE);

    assertThat(on().send(on().transaction(ALICE_PHONE, "1"), BOB_PHONE, content(3))).isTrue();
    assertThat(on().send(on().transaction(ALICE_LAPTOP, "1"), BOB_PHONE, content(4))).isFalse();
    assertThat(on().inbox(BOB_PHONE)).containsExactly(content(1), content(2), content(3));
  }

  @Test
  @DisplayName("A5: deleting one device leaves the others, of this user and of others")
  default void deletionLeavesTheOthers() {
    on().signIn(ALICE_PHONE);
    Session laptop = on().signIn(ALICE_LAPTOP);
    Session bobs = on().signIn(BOB_PHONE);
    on().send(ALICE_LAPTOP, content(1));
    on().send(BOB_PHONE, content(2));

    on().delete(ALICE_PHONE);

    assertThat(on().list(ALICE)).extracting(Device::id).containsExactly(ALICE_LAPTOP.device());
    assertThat(on().useSession(laptop.accessToken())).contains(laptop);
    assertThat(on().useSession(bobs.accessToken())).contains(bobs);
    assertThat(on().inbox(ALICE_LAPTOP)).containsExactly(content(1));
    assertThat(on().inbox(BOB_PHONE)).containsExactly(content(2));
  }

  @Test
  @DisplayName("DeviceStore.delete: tells which devices were there, and passes over the others")
  default void deleteTellsWhatWasThere() {
    on().signIn(ALICE_PHONE);
    on().signIn(ALICE_LAPTOP);
    on().signIn(device(ALICE, "TABLET"));

    assertThat(on().delete(ALICE_PHONE, device(ALICE, "UNKNOWN"), ALICE_LAPTOP))
        .containsExactlyInAnyOrder(ALICE_PHONE.device(), ALICE_LAPTOP.device());
    assertThat(on().delete(ALICE_PHONE)).isEmpty();
    assertThat(on().delete(BOB_PHONE)).isEmpty();

    assertThat(on().list(ALICE)).hasSize(1);
  }

  @Test
  @DisplayName("A5: deleteAll deletes every device of the user and of no one else")
  default void deleteAllTakesTheUsersDevices() {
    Session phone = on().signIn(ALICE_PHONE);
    Session laptop = on().signIn(ALICE_LAPTOP);
    Session bobs = on().signIn(BOB_PHONE);

    assertThat(on().deleteAll(ALICE))
        .containsExactlyInAnyOrder(ALICE_PHONE.device(), ALICE_LAPTOP.device());

    assertThat(on().list(ALICE)).isEmpty();
    assertThat(on().useSession(phone.accessToken())).isEmpty();
    assertThat(on().useSession(laptop.accessToken())).isEmpty();
    assertThat(on().useSession(bobs.accessToken())).contains(bobs);
    assertThat(on().deleteAll(ALICE)).isEmpty();
    assertThat(on().list(BOB)).hasSize(1);
  }

  @Test
  @DisplayName("DeviceStore.list: a device that was deleted and made again is the newest")
  default void remadeDeviceIsTheNewest() {
    on().signIn(ALICE_PHONE);
    on().signIn(ALICE_LAPTOP);
    on().delete(ALICE_PHONE);
    on().signIn(ALICE_PHONE);

    assertThat(on().list(ALICE))
        .extracting(Device::id)
        .containsExactly(ALICE_LAPTOP.device(), ALICE_PHONE.device());
  }
}
