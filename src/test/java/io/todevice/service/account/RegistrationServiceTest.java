package io.todevice.service.account;

import static io.todevice.service.fixture.Outcomes.challenge;
import static io.todevice.service.fixture.Outcomes.completed;
import static io.todevice.service.fixture.Outcomes.refusalCode;
import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.Device;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.UserId;
import io.todevice.service.fixture.TestServices;
import io.todevice.service.password.Password;
import io.todevice.settings.ServerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Registering an account")
class RegistrationServiceTest extends RegistrationFixture {

  @Test
  @DisplayName("R5: makes the account, logs in to it, and its password opens it from then on")
  void registers() {
    Registered registered = completed(register("alice"));

    UserId alice = TestServices.user("alice");
    assertThat(registered.user()).isEqualTo(alice);
    SignedIn signedIn = registered.signedIn().orElseThrow();
    assertThat(signedIn.device().user()).isEqualTo(alice);
    assertThat(signedIn.device().device().value()).matches("[A-Z]{10}");
    assertThat(
            value(services.authenticator.authenticate(signedIn.tokens().accessToken()))
                .getAccepted()
                .device())
        .isEqualTo(services.principal(signedIn));
    assertThat(services.login(alice, "PHONE").user()).isEqualTo(alice);
  }

  @Test
  @DisplayName("takes the device ID, its name and the wish for a refresh token")
  void device() {
    DeviceRequest device = new DeviceRequest(Optional.of("PHONE"), Optional.of("My phone"), true);

    SignedIn signedIn =
        completed(register(Optional.of("alice"), PASSWORD, false, device)).signedIn().orElseThrow();

    assertThat(signedIn.tokens().refreshToken()).isPresent();
    assertThat(signedIn.tokens().expiresIn()).contains(Duration.ofMinutes(5));
    assertThat(services.list(signedIn.device().user()))
        .contains(new Device(signedIn.device().device(), Optional.of("My phone")));
  }

  @Test
  @DisplayName("gives out tokens that don't expire to clients that can't refresh them")
  void everlastingToken() {
    IssuedTokens tokens = completed(register("alice")).signedIn().orElseThrow().tokens();

    assertThat(tokens.refreshToken()).isEmpty();
    assertThat(tokens.expiresIn()).isEmpty();
  }

  @Test
  @DisplayName("makes the account only, where the client does not want to log in")
  void inhibitLogin() {
    Registered registered =
        completed(register(Optional.of("alice"), PASSWORD, true, DeviceRequest.UNSPECIFIED));

    assertThat(registered.signedIn()).isEmpty();
    assertThat(services.list(registered.user())).isEmpty();
    assertThat(services.login(registered.user(), "PHONE").user()).isEqualTo(registered.user());
  }

  @Test
  @DisplayName("checks the name, the device and that registration is open before it challenges")
  void checksFirst() {
    completed(register("alice"));

    assertThat(refusalCode(registerWithoutAuth("alice"))).isEqualTo(ErrorCode.M_USER_IN_USE);
    assertThat(refusalCode(registerWithoutAuth("Alice"))).isEqualTo(ErrorCode.M_INVALID_USERNAME);
    assertThat(challenge(registerWithoutAuth("bob")).flows())
        .isEqualTo(List.of(List.of("m.login.dummy")));
    assertThat(value(services.store.accounts().exists(TestServices.user("bob")))).isFalse();
  }

  @Test
  @DisplayName("answers an empty request with the flows: so clients find out how to register")
  void emptyRequest() {
    Registration empty =
        new Registration(
            false, Optional.empty(), Optional.empty(), false, DeviceRequest.UNSPECIFIED);

    assertThat(challenge(services.registration.register(empty, Optional.empty())).error())
        .isEmpty();
  }

  @Test
  @DisplayName("M_MISSING_PARAM, M_WEAK_PASSWORD, M_INVALID_PARAM: needs a password of fair length")
  void passwords() {
    assertThat(refusalCode(register(Optional.of("alice"), Optional.empty())))
        .isEqualTo(ErrorCode.M_MISSING_PARAM);
    assertThat(refusalCode(register(Optional.of("alice"), Optional.of(new Password("")))))
        .isEqualTo(ErrorCode.M_WEAK_PASSWORD);
    assertThat(
            refusalCode(
                register(Optional.of("alice"), Optional.of(new Password("x".repeat(1025))))))
        .isEqualTo(ErrorCode.M_INVALID_PARAM);
    assertThat(value(services.store.accounts().exists(TestServices.user("alice")))).isFalse();
    assertThat(
            completed(register(Optional.of("alice"), Optional.of(new Password("x".repeat(1024)))))
                .user())
        .isEqualTo(TestServices.user("alice"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "a\0b", "\ud800"})
  @DisplayName("M_INVALID_PARAM: refuses device IDs that can't be used, and makes no account")
  void deviceIds(String id) {
    DeviceRequest device = new DeviceRequest(Optional.of(id), Optional.empty(), false);

    assertThat(refusalCode(register(Optional.of("alice"), PASSWORD, false, device)))
        .isEqualTo(ErrorCode.M_INVALID_PARAM);
    assertThat(value(services.store.accounts().exists(TestServices.user("alice")))).isFalse();
  }

  @Test
  @DisplayName("M_INVALID_PARAM: refuses a device ID and a display name that are too long")
  void tooLong() {
    DeviceRequest longId = new DeviceRequest(Optional.of("a".repeat(256)), Optional.empty(), false);
    DeviceRequest longName =
        new DeviceRequest(Optional.empty(), Optional.of("a".repeat(513)), false);

    assertThat(refusalCode(register(Optional.of("alice"), PASSWORD, false, longId)))
        .isEqualTo(ErrorCode.M_INVALID_PARAM);
    assertThat(refusalCode(register(Optional.of("alice"), PASSWORD, false, longName)))
        .isEqualTo(ErrorCode.M_INVALID_PARAM);
  }

  @Test
  @DisplayName("M_FORBIDDEN: refuses guests")
  void guests() {
    Registration guest =
        new Registration(
            true, Optional.empty(), Optional.empty(), false, DeviceRequest.UNSPECIFIED);

    assertThat(refusalCode(services.registration.register(guest, Optional.empty())))
        .isEqualTo(ErrorCode.M_FORBIDDEN);
  }

  @Test
  @DisplayName("M_FORBIDDEN: refuses everybody where registration is closed")
  void closed() {
    try (TestServices closed =
        new TestServices(TestServices.SETTINGS.with(ServerSettings.OPEN_REGISTRATION, false))) {
      assertThat(refusalCode(closed.registration.register(registration("alice"), DUMMY)))
          .isEqualTo(ErrorCode.M_FORBIDDEN);
    }
  }

  @Test
  @DisplayName("prints neither the password nor the tokens")
  void hidesSecrets() {
    Registered registered = completed(register("alice"));

    assertThat(registration("alice").toString()).doesNotContain(TestServices.PASSWORD.value());
    assertThat(registered.toString())
        .contains("@alice:example.org")
        .doesNotContain(registered.signedIn().orElseThrow().tokens().accessToken().value());
  }
}
