package io.todevice.service.interactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.UserId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session may go on with an operation")
class OperationTest {

  private final DeviceIncarnation alice = incarnation("@alice:example.org", 1);
  private final DeviceIncarnation bob = incarnation("@bob:example.org", 2);

  @Test
  @DisplayName("that deletes the same devices of the same user, in whatever order")
  void sameDevices() {
    assertThat(Operation.deleteDevices(alice, List.of("A", "B")))
        .isEqualTo(Operation.deleteDevices(alice, List.of("B", "A", "B")));
    assertThat(Operation.deleteDevices(alice, List.of("A", "B")))
        .matches(opened -> opened.allows(Operation.deleteDevices(alice, List.of("B", "A"))));
  }

  @Test
  @DisplayName("but not with one that deletes others, fewer, more, or another user's")
  void otherDevices() {
    Operation opened = Operation.deleteDevices(alice, List.of("A", "B"));

    assertThat(opened.allows(Operation.deleteDevices(alice, List.of("A", "C")))).isFalse();
    assertThat(opened.allows(Operation.deleteDevices(alice, List.of("A")))).isFalse();
    assertThat(opened.allows(Operation.deleteDevices(alice, List.of("A", "B", "C")))).isFalse();
    assertThat(opened.allows(Operation.deleteDevices(bob, List.of("A", "B")))).isFalse();
    assertThat(opened.allows(Operation.deleteDevices(alice, List.of("AB")))).isFalse();
    assertThat(opened.allows(Operation.deleteDevices(alice, Collections.emptyList()))).isFalse();
  }

  @Test
  @DisplayName("of its own kind only")
  void otherKind() {
    Operation one = Operation.deleteDevice(alice, "A");

    assertThat(one.allows(Operation.deleteDevices(alice, List.of("A")))).isFalse();
    assertThat(one.allows(Operation.register(Optional.of("A")))).isFalse();
    assertThat(one.allows(Operation.deleteDevice(alice, "A"))).isTrue();
  }

  @Test
  @DisplayName("that registers the same name, or any where it was opened without one")
  void names() {
    Operation named = Operation.register(Optional.of("alice"));
    Operation open = Operation.register(Optional.empty());

    assertThat(named.allows(Operation.register(Optional.of("alice")))).isTrue();
    assertThat(named.allows(Operation.register(Optional.of("bob")))).isFalse();
    assertThat(named.allows(open)).isFalse();
    assertThat(open.allows(named)).isTrue();
    assertThat(open.allows(open)).isTrue();
  }

  private static DeviceIncarnation incarnation(String user, long number) {
    return new DeviceIncarnation(
        new DeviceAddress(new UserId(user), new DeviceId("PHONE")), number);
  }
}
