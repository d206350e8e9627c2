package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.tokens;
import static io.todevice.store.contract.WaitingStore.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.Device;
import io.todevice.domain.DeviceAddress;
import io.todevice.store.DeviceStore;
import io.todevice.store.Session;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Guarantees of {@link io.todevice.store.DeviceStore} about devices as such. */
public interface DeviceContract extends StoreFixture {

  @Test
  @DisplayName("A6: signing in makes the device, with its display name")
  default void signInMakesTheDevice() {
    outcome(store().devices().signIn(ALICE_PHONE, tokens(), Optional.of("Phone")));

    Device phone = new Device(ALICE_PHONE.device(), Optional.of("Phone"));
    assertThat(on().find(ALICE_PHONE)).contains(phone);
    assertThat(on().list(ALICE)).containsExactly(phone);
  }

  @Test
  @DisplayName("A6: signing in again keeps the display name")
  default void signInAgainKeepsTheName() {
    outcome(store().devices().signIn(ALICE_PHONE, tokens(), Optional.of("Phone")));
    outcome(store().devices().signIn(ALICE_PHONE, tokens(), Optional.of("Other")));
    on().signIn(ALICE_PHONE);

    assertThat(on().list(ALICE))
        .containsExactly(new Device(ALICE_PHONE.device(), Optional.of("Phone")));
  }

  @Test
  @DisplayName("DeviceStore.ensureExists: makes a device that receives")
  default void ensureExistsMakesTheDevice() {
    ensureExists(ALICE_PHONE, "Phone");
    on().send(ALICE_PHONE, content(1));

    assertThat(on().find(ALICE_PHONE))
        .contains(new Device(ALICE_PHONE.device(), Optional.of("Phone")));
    assertThat(on().inbox(ALICE_PHONE)).containsExactly(content(1));
  }

  @Test
  @DisplayName("DeviceStore.ensureExists: of calls at the same time, one creates the device")
  default void ensureExistsCreatesOnce() {
    List<CompletableFuture<Optional<DeviceStore.Existing>>> calls =
        Stream.generate(() -> store().devices().ensureExists(ALICE_PHONE, Optional.empty()))
            .limit(8)
            .map(CompletionStage::toCompletableFuture)
            .toList();

    assertThat(calls.stream().map(call -> outcome(call).orElseThrow().isNew()))
        .containsOnlyOnce(true);
    assertThat(calls.stream().map(call -> outcome(call).orElseThrow().device()).distinct())
        .hasSize(1);
  }

  @Test
  @DisplayName("DeviceStore.ensureExists: leaves an existing device as it is")
  default void ensureExistsChangesNoDevice() {
    Session session = on().signIn(ALICE_PHONE);
    on().send(ALICE_PHONE, content(1));

    ensureExists(ALICE_PHONE, "Other");

    assertThat(on().list(ALICE))
        .containsExactly(new Device(ALICE_PHONE.device(), Optional.empty()));
    assertThat(on().useSession(session.accessToken())).contains(session);
    assertThat(on().inbox(ALICE_PHONE)).containsExactly(content(1));
  }

  @Test
  @DisplayName("DeviceStore.list: in order of creation, whatever happened to a device since")
  default void listIsInOrderOfCreation() {
    for (String name : new String[] {"Z", "A", "M", "B"}) {
      on().signIn(Samples.device(ALICE, name));
    }
    on().signIn(Samples.device(ALICE, "Z"));
    rename(Samples.device(ALICE, "A"), "renamed");

    assertThat(on().list(ALICE))
        .extracting(device -> device.id().value())
        .containsExactly("Z", "A", "M", "B");
  }

  @Test
  @DisplayName("DeviceStore: what is not there is not found")
  default void unknownDevicesAreNotFound() {
    assertThat(on().list(ALICE)).isEmpty();
    assertThat(on().find(ALICE_PHONE)).isEmpty();

    on().signIn(ALICE_PHONE);

    assertThat(on().find(ALICE_LAPTOP)).isEmpty();
    assertThat(on().list(BOB)).isEmpty();
  }

  @Test
  @DisplayName("A6: one device ID at two users is two devices")
  default void devicesOfTwoUsersAreApart() {
    outcome(store().devices().signIn(ALICE_PHONE, tokens(), Optional.of("Alice's")));
    outcome(store().devices().signIn(BOB_PHONE, tokens(), Optional.of("Bob's")));

    assertThat(on().find(ALICE_PHONE).flatMap(Device::displayName)).contains("Alice's");
    assertThat(on().find(BOB_PHONE).flatMap(Device::displayName)).contains("Bob's");
  }

  @Test
  @DisplayName("DeviceStore.rename: gives the device, and no other, its new name")
  default void renameIsSeen() {
    on().signIn(ALICE_PHONE);
    on().signIn(ALICE_LAPTOP);

    assertThat(rename(ALICE_PHONE, "New")).isTrue();

    assertThat(on().list(ALICE))
        .containsExactly(
            new Device(ALICE_PHONE.device(), Optional.of("New")),
            new Device(ALICE_LAPTOP.device(), Optional.empty()));
  }

  @Test
  @DisplayName("DeviceStore.rename: makes no device")
  default void renameMakesNoDevice() {
    on().signIn(ALICE_PHONE);

    assertThat(rename(ALICE_LAPTOP, "New")).isFalse();
    assertThat(rename(BOB_PHONE, "New")).isFalse();

    assertThat(on().list(ALICE)).hasSize(1);
    assertThat(on().list(BOB)).isEmpty();
  }

  private void ensureExists(DeviceAddress device, String displayName) {
    outcome(store().devices().ensureExists(device, Optional.of(displayName)));
  }

  private boolean rename(DeviceAddress device, String displayName) {
    return on().rename(device, displayName);
  }
}
