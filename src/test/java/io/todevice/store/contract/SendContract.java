package io.todevice.store.contract;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_LAPTOP;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.BOB;
import static io.todevice.store.contract.Samples.BOB_LAPTOP;
import static io.todevice.store.contract.Samples.BOB_PHONE;
import static io.todevice.store.contract.Samples.CAROL;
import static io.todevice.store.contract.Samples.CAROL_PHONE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.everyDevice;
import static io.todevice.store.contract.Samples.json;
import static io.todevice.store.contract.Samples.only;
import static io.todevice.store.contract.WaitingStore.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.DeviceContents;
import io.todevice.domain.DeviceId;
import io.todevice.domain.EventType;
import io.todevice.domain.JsonObject;
import io.todevice.domain.ToDeviceMessage;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Guarantees of {@link io.todevice.store.MessageStore#send} about who gets what. */
public interface SendContract extends StoreFixture {

  @Test
  @DisplayName("S2: a named device gets the message, and no other device does")
  default void namedDeviceGetsTheMessage() {
    signInEveryone();

    assertThat(on().send(ALICE_PHONE, content(1))).isTrue();

    assertThat(on().inbox(ALICE_PHONE)).containsExactly(content(1));
    assertThat(on().inbox(ALICE_LAPTOP)).isEmpty();
    assertThat(on().inbox(BOB_PHONE)).isEmpty();
  }

  @Test
  @DisplayName("S2: '*' reaches every device of the user, the sender's own included")
  default void everyDeviceGetsTheMessage() {
    signInEveryone();

    on().send(Map.of(ALICE, everyDevice(content(1))));

    assertThat(on().inbox(ALICE_PHONE)).containsExactly(content(1));
    assertThat(on().inbox(ALICE_LAPTOP)).containsExactly(content(1));
    assertThat(on().inbox(BOB_PHONE)).isEmpty();
  }

  @Test
  @DisplayName("S2: beside '*' a named device gets its own message only")
  default void namedDeviceBesideEveryOther() {
    signInEveryone();
    Map<DeviceId, JsonObject> named =
        Map.of(ALICE_PHONE.device(), content(1), new DeviceId("UNKNOWN"), content(2));

    on().send(Map.of(ALICE, new DeviceContents(named, Optional.of(content(3)))));

    assertThat(on().inbox(ALICE_PHONE)).containsExactly(content(1));
    assertThat(on().inbox(ALICE_LAPTOP)).containsExactly(content(3));
  }

  @Test
  @DisplayName("S2: one request reaches devices of several users, each with its own content")
  default void severalRecipients() {
    signInEveryone();
    Map<DeviceId, JsonObject> alices =
        Map.of(ALICE_PHONE.device(), content(1), ALICE_LAPTOP.device(), content(2));

    on().send(
            Map.of(
                ALICE, new DeviceContents(alices, Optional.empty()), BOB, everyDevice(content(3))));

    assertThat(on().inbox(ALICE_PHONE)).containsExactly(content(1));
    assertThat(on().inbox(ALICE_LAPTOP)).containsExactly(content(2));
    assertThat(on().inbox(BOB_PHONE)).containsExactly(content(3));
    assertThat(on().inbox(BOB_LAPTOP)).containsExactly(content(3));
  }

  @Test
  @DisplayName("S3: unknown users and devices are passed over, and the others get theirs")
  default void unknownRecipientsArePassedOver() {
    on().signIn(ALICE_PHONE);
    Map<DeviceId, JsonObject> alices =
        Map.of(ALICE_PHONE.device(), content(1), ALICE_LAPTOP.device(), content(2));

    boolean carriedOut =
        on().send(
                Map.of(
                    BOB,
                    everyDevice(content(3)),
                    ALICE,
                    new DeviceContents(alices, Optional.empty()),
                    CAROL,
                    only(CAROL_PHONE, content(4))));

    assertThat(carriedOut).isTrue();
    assertThat(on().inbox(ALICE_PHONE)).containsExactly(content(1));
  }

  @Test
  @DisplayName("S3, D6: what was sent before a device existed is not for it")
  default void nothingIsKeptForLaterDevices() {
    on().signIn(ALICE_PHONE);
    on().send(BOB_PHONE, content(1));
    on().send(ALICE_LAPTOP, content(2));
    on().send(Map.of(ALICE, everyDevice(content(3)), BOB, everyDevice(content(3))));

    on().signIn(BOB_PHONE);
    on().signIn(ALICE_LAPTOP);

    assertThat(on().inbox(BOB_PHONE)).isEmpty();
    assertThat(on().inbox(ALICE_LAPTOP)).isEmpty();
    assertThat(on().inbox(ALICE_PHONE)).containsExactly(content(3));
  }

  @Test
  @DisplayName("S3: a request to no one is carried out")
  default void requestToNoOne() {
    on().signIn(ALICE_PHONE);

    assertThat(on().send(Map.of())).isTrue();
    assertThat(on().send(Map.of(ALICE, new DeviceContents(Map.of(), Optional.empty())))).isTrue();

    assertThat(on().inbox(ALICE_PHONE)).isEmpty();
  }

  @Test
  @DisplayName("S4: sender, type and the content's text arrive as they were sent")
  default void messageArrivesUnchanged() {
    on().signIn(ALICE_PHONE);
    EventType type = new EventType("org.example.ü/%2F?");
    JsonObject content =
        json("{\"b\":1e400,\"a\" : 12345678901234567890123, \"\":[{}],\"s\":\"\\u00e4ä😀\\/\"}");

    outcome(
        store()
            .messages()
            .send(Optional.empty(), BOB, type, Map.of(ALICE, only(ALICE_PHONE, content))));

    assertThat(on().read(ALICE_PHONE).messages())
        .containsExactly(new ToDeviceMessage(BOB, type, content));
  }

  @Test
  @DisplayName("S1: a large content arrives whole")
  default void largeContent() {
    on().signIn(ALICE_PHONE);
    JsonObject content = json("{\"body\":\"" + "x".repeat(65_000) + "\"}");

    on().send(ALICE_PHONE, content);

    assertThat(on().inbox(ALICE_PHONE)).containsExactly(content);
  }

  private void signInEveryone() {
    on().signIn(ALICE_PHONE);
    on().signIn(ALICE_LAPTOP);
    on().signIn(BOB_PHONE);
    on().signIn(BOB_LAPTOP);
  }
}
