package io.todevice.service.interactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.UserId;
import io.todevice.service.fixture.ManualClock;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session may go on with an operation")
class InteractiveSessionsTest {

  private final ManualClock clock = new ManualClock();
  private final InteractiveSessions sessions = new InteractiveSessions("secret", clock);
  private final DeviceIncarnation alice = incarnation("@alice:example.org", 1);
  private final DeviceIncarnation bob = incarnation("@bob:example.org", 2);

  @Test
  @DisplayName("that deletes the same devices of the same user, in whatever order")
  void sameDevices() {
    assertThat(Operation.deleteDevices(alice, List.of("A", "B")))
        .isEqualTo(Operation.deleteDevices(alice, List.of("B", "A", "B")));
    assertThat(
            allows(
                Operation.deleteDevices(alice, List.of("A", "B")),
                Operation.deleteDevices(alice, List.of("B", "A"))))
        .isTrue();
  }

  @Test
  @DisplayName("but not with one that deletes others, fewer, more, or another user's")
  void otherDevices() {
    Operation opened = Operation.deleteDevices(alice, List.of("A", "B"));

    assertThat(allows(opened, Operation.deleteDevices(alice, List.of("A", "C")))).isFalse();
    assertThat(allows(opened, Operation.deleteDevices(alice, List.of("A")))).isFalse();
    assertThat(allows(opened, Operation.deleteDevices(alice, List.of("A", "B", "C")))).isFalse();
    assertThat(allows(opened, Operation.deleteDevices(bob, List.of("A", "B")))).isFalse();
    assertThat(allows(opened, Operation.deleteDevices(alice, List.of("AB")))).isFalse();
    assertThat(allows(opened, Operation.deleteDevices(alice, Collections.emptyList()))).isFalse();
  }

  @Test
  @DisplayName("of its own kind only")
  void otherKind() {
    Operation one = Operation.deleteDevice(alice, "A");

    assertThat(allows(one, Operation.deleteDevices(alice, List.of("A")))).isFalse();
    assertThat(allows(one, Operation.register(Optional.of("A")))).isFalse();
    assertThat(allows(one, Operation.deleteDevice(alice, "A"))).isTrue();
  }

  @Test
  @DisplayName("that registers the same name, or any where it was opened without one")
  void names() {
    Operation named = Operation.register(Optional.of("alice"));
    Operation open = Operation.register(Optional.empty());

    assertThat(allows(named, Operation.register(Optional.of("alice")))).isTrue();
    assertThat(allows(named, Operation.register(Optional.of("bob")))).isFalse();
    assertThat(allows(named, open)).isFalse();
    assertThat(allows(open, named)).isTrue();
    assertThat(allows(open, open)).isTrue();
  }

  @Test
  @DisplayName("of the same incarnation of the device only")
  void otherIncarnation() {
    DeviceIncarnation successor = new DeviceIncarnation(alice.address(), 3);

    assertThat(allows(Operation.deleteDevice(alice, "A"), Operation.deleteDevice(successor, "A")))
        .isFalse();
  }

  @Test
  @DisplayName("on every node that has the secret, and on no other")
  void otherNode() {
    Operation operation = Operation.deleteDevice(alice, "A");
    String session = sessions.open(operation);

    assertThat(new InteractiveSessions("secret", clock).findAllowed(session, operation))
        .contains(true);
    assertThat(new InteractiveSessions("other", clock).findAllowed(session, operation)).isEmpty();
  }

  @Test
  @DisplayName("until 15 minutes have passed")
  void ends() {
    Operation operation = Operation.deleteDevice(alice, "A");
    String session = sessions.open(operation);
    clock.advance(InteractiveSessions.LIFETIME.minusMillis(1));
    assertThat(sessions.findAllowed(session, operation)).contains(true);

    clock.advance(Duration.ofMillis(1));

    assertThat(sessions.findAllowed(session, operation)).isEmpty();
  }

  @Test
  @DisplayName("with no bit of it changed")
  void forged() {
    Operation operation = Operation.deleteDevice(alice, "A");
    byte[] session = Base64.getUrlDecoder().decode(sessions.open(operation));

    for (int bit = 0; bit < session.length * 8; bit++) {
      byte[] changed = session.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(sessions.findAllowed(Base64.getUrlEncoder().encodeToString(changed), operation))
          .as("bit %d", bit)
          .isEmpty();
    }
    assertThat(sessions.findAllowed("", operation)).isEmpty();
    assertThat(sessions.findAllowed("not base64 \u00fc", operation)).isEmpty();
  }

  private boolean allows(Operation opened, Operation next) {
    return sessions.findAllowed(sessions.open(opened), next).orElseThrow();
  }

  private static DeviceIncarnation incarnation(String user, long number) {
    return new DeviceIncarnation(
        new DeviceAddress(new UserId(user), new DeviceId("PHONE")), number);
  }
}
