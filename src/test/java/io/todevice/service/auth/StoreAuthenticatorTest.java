package io.todevice.service.auth;

import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.todevice.domain.AccessToken;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserId;
import io.todevice.service.account.DeviceRequest;
import io.todevice.service.account.SignedIn;
import io.todevice.service.auth.Authentication.Accepted;
import io.todevice.service.auth.Authentication.Expired;
import io.todevice.service.auth.Authentication.Unknown;
import io.todevice.service.fixture.TestServices;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The authenticator for this server's own tokens")
class StoreAuthenticatorTest {

  private static final DeviceRequest REFRESHING =
      new DeviceRequest(Optional.of("PHONE"), Optional.empty(), true);

  private final TestServices services = new TestServices();
  private final UserId alice = services.newUser("alice");

  @AfterEach
  void close() {
    services.close();
  }

  @Test
  @DisplayName("A6: accepts a token for the user and device that it was given to")
  void accepts() {
    AuthenticatedDevice phone = services.login(alice, "PHONE");

    assertThat(services.authenticate(phone.token()))
        .isEqualTo(new Accepted(phone, Optional.empty()));
    assertThat(phone.user()).isEqualTo(alice);
    assertThat(phone.address().device().value()).isEqualTo("PHONE");
  }

  @Test
  @DisplayName("A1: does not know other tokens, and M_UNKNOWN_TOKEN comes of it")
  void unknown() {
    Authentication unknown = services.authenticate(new AccessToken("nonsense"));

    assertThat(unknown).isEqualTo(new Unknown());
    assertThatExceptionOfType(MatrixException.class)
        .isThrownBy(unknown::getAccepted)
        .satisfies(
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
              assertThat(refusal.isSoftLogout()).isFalse();
            });
  }

  @Test
  @DisplayName("accepts a token until its last moment, and then calls it expired: a soft logout")
  void expires() {
    SignedIn signedIn = services.signIn(alice, REFRESHING);
    AccessToken token = signedIn.tokens().accessToken();

    services.clock.advance(Duration.ofMinutes(5).minusNanos(1));
    assertThat(services.authenticate(token).getAccepted().expiresAt())
        .contains(services.clock.instant().plusNanos(1));

    services.clock.advance(Duration.ofNanos(1));
    Authentication expired = services.authenticate(token);
    assertThat(expired).isEqualTo(new Expired());
    assertThatExceptionOfType(MatrixException.class)
        .isThrownBy(expired::getAccepted)
        .satisfies(
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
              assertThat(refusal.isSoftLogout()).isTrue();
            });
  }

  @Test
  @DisplayName("A5: does not know a token any more whose device has logged out")
  void loggedOut() {
    AuthenticatedDevice phone = services.login(alice, "PHONE");

    value(services.sessions.logout(phone));

    assertThat(services.authenticate(phone.token())).isEqualTo(new Unknown());
  }

  @Test
  @DisplayName("takes no refresh token for an access token")
  void refreshToken() {
    SignedIn signedIn = services.signIn(alice, REFRESHING);

    assertThat(services.authenticate(signedIn.tokens().refreshToken().orElseThrow()))
        .isEqualTo(new Unknown());
  }
}
