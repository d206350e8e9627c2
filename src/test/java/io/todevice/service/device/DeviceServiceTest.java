package io.todevice.service.device;

import static io.todevice.service.fixture.Outcomes.challenge;
import static io.todevice.service.fixture.Outcomes.completed;
import static io.todevice.service.fixture.Outcomes.refusalCode;
import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.Device;
import io.todevice.domain.DeviceId;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.UserId;
import io.todevice.service.account.DeviceRequest;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.auth.Authentication.Accepted;
import io.todevice.service.auth.Authentication.Unknown;
import io.todevice.service.fixture.TestServices;
import io.todevice.service.interactive.AuthAttempt;
import io.todevice.service.interactive.InteractiveOutcome.StageError;
import io.todevice.service.limits.ClientNetwork;
import io.todevice.service.password.UserIdentifier;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A user's devices")
class DeviceServiceTest {

  private static final DeviceId PHONE = new DeviceId("PHONE");
  private static final DeviceId TABLET = new DeviceId("TABLET");
  private static final Optional<AuthAttempt> PASSWORD = password(Optional.empty());

  private final TestServices services = new TestServices();
  private final UserId alice = services.newUser("alice");
  private final AuthenticatedDevice phone =
      services.principal(
          services.signIn(
              alice, new DeviceRequest(Optional.of("PHONE"), Optional.of("My phone"), false)));
  private final AuthenticatedDevice tablet = services.login(alice, "TABLET");
  private final AuthenticatedDevice bob = services.login(services.newUser("bob"), "LAPTOP");

  @AfterEach
  void close() {
    services.close();
  }

  @Test
  @DisplayName("are listed in order of creation, with their names, and nobody else's with them")
  void list() {
    assertThat(value(services.devices.list(tablet)))
        .containsExactly(
            new Device(PHONE, Optional.of("My phone")), new Device(TABLET, Optional.empty()));
  }

  @Test
  @DisplayName("are shown one by one")
  void get() {
    assertThat(value(services.devices.get(tablet, "PHONE")))
        .isEqualTo(new Device(PHONE, Optional.of("My phone")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NOPE", "LAPTOP", "phone", "*", "", "a\0b"})
  @DisplayName("M_NOT_FOUND: are neither shown nor renamed where the user has none of this ID")
  void notFound(String id) {
    assertThat(refusalCode(services.devices.get(phone, id))).isEqualTo(ErrorCode.M_NOT_FOUND);
    assertThat(refusalCode(services.devices.rename(phone, id, Optional.of("x"))))
        .isEqualTo(ErrorCode.M_NOT_FOUND);
    assertThat(refusalCode(services.devices.rename(phone, id, Optional.empty())))
        .isEqualTo(ErrorCode.M_NOT_FOUND);
  }

  @Test
  @DisplayName("can be renamed, also to an empty name")
  void rename() {
    value(services.devices.rename(phone, "TABLET", Optional.of("Küche 🍳")));
    assertThat(value(services.devices.get(phone, "TABLET")).displayName()).contains("Küche 🍳");

    value(services.devices.rename(phone, "TABLET", Optional.of("")));
    assertThat(value(services.devices.get(phone, "TABLET")).displayName()).contains("");
  }

  @Test
  @DisplayName("keep their name where the request has none")
  void keepsName() {
    value(services.devices.rename(tablet, "PHONE", Optional.empty()));

    assertThat(value(services.devices.get(phone, "PHONE")).displayName()).contains("My phone");
  }

  @Test
  @DisplayName("M_INVALID_PARAM: get no name that can't be kept")
  void unstorableName() {
    assertThat(refusalCode(services.devices.rename(phone, "PHONE", Optional.of("a\0b"))))
        .isEqualTo(ErrorCode.M_INVALID_PARAM);
    assertThat(refusalCode(services.devices.rename(phone, "PHONE", Optional.of("a".repeat(513)))))
        .isEqualTo(ErrorCode.M_INVALID_PARAM);
    assertThat(value(services.devices.get(phone, "PHONE")).displayName()).contains("My phone");
  }

  @Test
  @DisplayName("A5, D6: are deleted with their token once the password has been shown")
  void delete() {
    assertThat(challenge(services.devices.delete(phone, "TABLET", Optional.empty())).flows())
        .isEqualTo(List.of(List.of("m.login.password")));
    assertThat(isKnown(tablet)).isTrue();

    assertThat(completed(services.devices.delete(phone, "TABLET", PASSWORD)))
        .containsExactly(TABLET);
    assertThat(isKnown(tablet)).isFalse();
    assertThat(isKnown(phone)).isTrue();
  }

  @Test
  @DisplayName("count as deleted where they are not there, and other users' stay")
  void deleteAbsent() {
    assertThat(completed(services.devices.delete(phone, "NOPE", PASSWORD))).isEmpty();
    assertThat(completed(services.devices.delete(phone, "*", PASSWORD))).isEmpty();
    assertThat(completed(services.devices.delete(phone, "LAPTOP", PASSWORD))).isEmpty();
    assertThat(isKnown(bob)).isTrue();
    assertThat(isKnown(phone)).isTrue();
  }

  @Test
  @DisplayName("are deleted together, the asking one included")
  void deleteMany() {
    assertThat(
            completed(
                services.devices.deleteAll(
                    phone, List.of("PHONE", "TABLET", "NOPE", "*"), PASSWORD)))
        .containsExactlyInAnyOrder(PHONE, TABLET);
    assertThat(isKnown(phone)).isFalse();
    assertThat(isKnown(tablet)).isFalse();
  }

  @Test
  @DisplayName("are deleted by nobody whose session was opened for other devices")
  void boundSession() {
    String forTablet =
        challenge(services.devices.deleteAll(phone, List.of("TABLET"), Optional.empty())).session();

    assertThat(
            challenge(
                    services.devices.deleteAll(
                        phone, List.of("TABLET", "PHONE"), password(Optional.of(forTablet))))
                .error()
                .map(StageError::code))
        .contains(ErrorCode.M_FORBIDDEN);
    assertThat(isKnown(phone)).isTrue();
    assertThat(
            completed(
                services.devices.deleteAll(
                    phone, List.of("TABLET"), password(Optional.of(forTablet)))))
        .containsExactly(TABLET);
  }

  @Test
  @DisplayName("are not deleted with another user's password")
  void othersPassword() {
    assertThat(
            challenge(services.devices.delete(bob, "LAPTOP", PASSWORD))
                .error()
                .map(StageError::code))
        .contains(ErrorCode.M_FORBIDDEN);
    assertThat(isKnown(bob)).isTrue();
  }

  private boolean isKnown(AuthenticatedDevice device) {
    var authentication = value(services.authenticator.authenticate(device.token()));
    assertThat(authentication).isInstanceOfAny(Accepted.class, Unknown.class);
    return authentication instanceof Accepted;
  }

  private static Optional<AuthAttempt> password(Optional<String> session) {
    return Optional.of(
        new AuthAttempt(
            Optional.of("m.login.password"),
            session,
            Optional.of(UserIdentifier.ofUser("alice")),
            Optional.of(TestServices.PASSWORD),
            ClientNetwork.UNKNOWN));
  }
}
