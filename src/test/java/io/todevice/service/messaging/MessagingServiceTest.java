package io.todevice.service.messaging;

import static io.todevice.service.fixture.Outcomes.value;
import static io.todevice.service.fixture.TestServices.content;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceContents;
import io.todevice.domain.DeviceId;
import io.todevice.domain.EventType;
import io.todevice.domain.ToDeviceMessage;
import io.todevice.domain.TransactionId;
import io.todevice.domain.UserId;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.fixture.TestServices;
import io.todevice.store.InboxPage;
import io.todevice.store.PageSize;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Sending")
class MessagingServiceTest {

  private static final EventType TYPE = new EventType("m.room.encrypted");
  private static final TransactionId ONE = new TransactionId("1");
  private static final UserId FOREIGN = new UserId("@bob:other.org");

  private final TestServices services = new TestServices();
  private final UserId alice = services.newUser("alice");
  private final UserId bob = services.newUser("bob");
  private final AuthenticatedDevice phone = services.login(alice, "PHONE");
  private final AuthenticatedDevice tablet = services.login(alice, "TABLET");
  private final AuthenticatedDevice laptop = services.login(bob, "LAPTOP");

  @AfterEach
  void close() {
    services.close();
  }

  @Test
  @DisplayName("S1, S4: brings the message with the sender that the token stands for")
  void sends() {
    send(Optional.of(phone), ONE, Map.of(bob, to("LAPTOP", "hello")));

    assertThat(inbox(laptop)).containsExactly(new ToDeviceMessage(alice, TYPE, content("hello")));
  }

  @Test
  @DisplayName("S2: brings * to every other device of the user, the sender's own included")
  void wildcard() {
    send(
        Optional.of(phone),
        ONE,
        Map.of(
            alice,
            new DeviceContents(
                Map.of(new DeviceId("TABLET"), content("named")), Optional.of(content("rest")))));

    assertThat(inbox(tablet)).containsExactly(new ToDeviceMessage(alice, TYPE, content("named")));
    assertThat(inbox(phone)).containsExactly(new ToDeviceMessage(alice, TYPE, content("rest")));
  }

  @Test
  @DisplayName("S3: passes over users of other servers, and serves the others")
  void foreignUsers() {
    // A device under a foreign name, so that a message for it would have somewhere to go.
    AuthenticatedDevice foreign =
        new AuthenticatedDevice(
            value(
                    services
                        .store
                        .devices()
                        .ensureExists(
                            new DeviceAddress(FOREIGN, new DeviceId("LAPTOP")), Optional.empty()))
                .orElseThrow()
                .device(),
            phone.token());

    send(
        Optional.of(phone),
        ONE,
        Map.of(FOREIGN, to("LAPTOP", "dropped"), bob, to("LAPTOP", "kept")));

    assertThat(inbox(foreign)).isEmpty();
    assertThat(inbox(laptop)).containsExactly(new ToDeviceMessage(alice, TYPE, content("kept")));
  }

  @Test
  @DisplayName("S3: passes over unknown users and devices, and nothing at all")
  void unknown() {
    send(
        Optional.of(phone),
        ONE,
        Map.of(TestServices.user("ghost"), to("X", "a"), bob, to("DESKTOP", "b")));
    send(Optional.of(phone), new TransactionId("2"), Map.of());

    assertThat(inbox(laptop)).isEmpty();
  }

  @Test
  @DisplayName("T1: does a request of the same device, type and transaction ID once")
  void repeat() {
    send(Optional.of(phone), ONE, Map.of(bob, to("LAPTOP", "first")));
    send(Optional.of(phone), ONE, Map.of(bob, to("LAPTOP", "repeat")));
    send(Optional.of(tablet), ONE, Map.of(bob, to("LAPTOP", "other device")));
    value(
        services.messaging.send(
            Optional.of(phone),
            new EventType("m.other"),
            ONE,
            Map.of(bob, to("LAPTOP", "other type"))));

    assertThat(inbox(laptop))
        .extracting(ToDeviceMessage::content)
        .containsExactly(content("first"), content("other device"), content("other type"));
  }

  @Test
  @DisplayName("T1: takes a repeat for one after a new login on the device")
  void repeatAfterLogin() {
    send(Optional.of(phone), ONE, Map.of(bob, to("LAPTOP", "first")));

    AuthenticatedDevice again = services.login(alice, "PHONE");
    send(Optional.of(again), ONE, Map.of(bob, to("LAPTOP", "repeat")));

    assertThat(inbox(laptop)).hasSize(1);
  }

  @Test
  @DisplayName("A3: without a token, sends as the anonymous user and remembers no transaction")
  void anonymous() {
    send(Optional.empty(), ONE, Map.of(bob, to("LAPTOP", "one")));
    send(Optional.empty(), ONE, Map.of(bob, to("LAPTOP", "two")));

    UserId anonymous = new UserId("@anonymous:example.org");
    assertThat(inbox(laptop))
        .containsExactly(
            new ToDeviceMessage(anonymous, TYPE, content("one")),
            new ToDeviceMessage(anonymous, TYPE, content("two")));
  }

  private void send(
      Optional<AuthenticatedDevice> from, TransactionId id, Map<UserId, DeviceContents> messages) {
    value(services.messaging.send(from, TYPE, id, messages));
  }

  private static DeviceContents to(String device, String body) {
    return TestServices.to(new DeviceId(device), body);
  }

  private List<ToDeviceMessage> inbox(AuthenticatedDevice device) {
    InboxPage page =
        value(
            services
                .store
                .messages()
                .read(device.incarnation(), Optional.empty(), new PageSize(100, Long.MAX_VALUE)));
    return page.messages();
  }
}
