package io.todevice.service.account;

import static io.todevice.service.fixture.Outcomes.refusal;
import static io.todevice.service.fixture.Outcomes.refusalCode;
import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.AccessToken;
import io.todevice.domain.Device;
import io.todevice.domain.DeviceId;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserId;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.auth.Authentication.Accepted;
import io.todevice.service.auth.Authentication.Expired;
import io.todevice.service.auth.Authentication.Unknown;
import io.todevice.service.fixture.TestServices;
import io.todevice.service.limits.ClientNetwork;
import io.todevice.service.password.Password;
import io.todevice.service.password.UserIdentifier;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A login")
class LoginTest {

  private static final DeviceRequest REFRESHING_PHONE =
      new DeviceRequest(Optional.of("PHONE"), Optional.empty(), true);

  private final TestServices services = new TestServices();
  private final UserId alice = services.newUser("alice");

  @AfterEach
  void close() {
    services.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"alice", "@alice:example.org"})
  @DisplayName("R5: takes the local part or the full user ID")
  void logsIn(String user) {
    SignedIn signedIn = value(login(user, TestServices.PASSWORD, DeviceRequest.UNSPECIFIED));

    assertThat(signedIn.device().user()).isEqualTo(alice);
    assertThat(signedIn.device().device().value()).matches("[A-Z]{10}");
    assertThat(signedIn.tokens().accessToken().value()).matches("[A-Za-z0-9_-]{43}");
    assertThat(services.authenticate(signedIn.tokens().accessToken())).isInstanceOf(Accepted.class);
  }

  @Test
  @DisplayName("M_FORBIDDEN: tells a wrong password, an unknown user and a foreign one apart not")
  void forbidden() {
    MatrixException wrong =
        refusal(login("alice", new Password("nope"), DeviceRequest.UNSPECIFIED));
    MatrixException unknown =
        refusal(login("ghost", TestServices.PASSWORD, DeviceRequest.UNSPECIFIED));
    MatrixException foreign =
        refusal(login("@alice:other.org", TestServices.PASSWORD, DeviceRequest.UNSPECIFIED));
    MatrixException nonsense =
        refusal(login("a:b:c", TestServices.PASSWORD, DeviceRequest.UNSPECIFIED));

    assertThat(wrong.code()).isEqualTo(ErrorCode.M_FORBIDDEN);
    assertThat(unknown).usingRecursiveComparison().isEqualTo(wrong);
    assertThat(foreign).usingRecursiveComparison().isEqualTo(wrong);
    assertThat(nonsense).usingRecursiveComparison().isEqualTo(wrong);
    assertThat(services.list(alice)).isEmpty();
  }

  @Test
  @DisplayName("M_UNKNOWN: offers m.login.password only")
  void otherType() {
    LoginRequest token =
        new LoginRequest(
            "m.login.token",
            Optional.of(UserIdentifier.ofUser("alice")),
            Optional.of(TestServices.PASSWORD),
            DeviceRequest.UNSPECIFIED,
            ClientNetwork.UNKNOWN);

    assertThat(refusalCode(services.sessions.login(token))).isEqualTo(ErrorCode.M_UNKNOWN);
    assertThat(services.sessions.loginTypes()).containsExactly("m.login.password");
  }

  @Test
  @DisplayName("M_UNKNOWN: offers user identifiers only")
  void otherIdentifier() {
    UserIdentifier phone = new UserIdentifier("m.id.phone", Optional.empty());

    assertThat(refusalCode(login(Optional.of(phone), Optional.of(TestServices.PASSWORD))))
        .isEqualTo(ErrorCode.M_UNKNOWN);
  }

  @Test
  @DisplayName("M_MISSING_PARAM: needs an identifier, a user in it and a password")
  void missing() {
    Optional<UserIdentifier> whoever = Optional.of(UserIdentifier.ofUser("alice"));
    Optional<UserIdentifier> nobody =
        Optional.of(new UserIdentifier("m.id.user", Optional.empty()));
    Optional<Password> password = Optional.of(TestServices.PASSWORD);

    assertThat(refusalCode(login(Optional.empty(), password))).isEqualTo(ErrorCode.M_MISSING_PARAM);
    assertThat(refusalCode(login(whoever, Optional.empty()))).isEqualTo(ErrorCode.M_MISSING_PARAM);
    assertThat(refusalCode(login(nobody, password))).isEqualTo(ErrorCode.M_MISSING_PARAM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "a\0b", "\udfff"})
  @DisplayName("M_INVALID_PARAM: refuses device IDs that can't be used")
  void deviceIds(String id) {
    assertThat(
            refusalCode(
                login(
                    "alice",
                    TestServices.PASSWORD,
                    new DeviceRequest(Optional.of(id), Optional.empty(), false))))
        .isEqualTo(ErrorCode.M_INVALID_PARAM);
  }

  @Test
  @DisplayName("M_INVALID_PARAM: takes device IDs of 255 bytes and no longer ones")
  void longDeviceIds() {
    assertThat(services.login(alice, "d".repeat(255)).address().device().value()).hasSize(255);
    assertThat(
            refusalCode(
                login(
                    "alice",
                    TestServices.PASSWORD,
                    new DeviceRequest(Optional.of("ä".repeat(128)), Optional.empty(), false))))
        .isEqualTo(ErrorCode.M_INVALID_PARAM);
  }

  @Test
  @DisplayName("A6: on a device that exists, replaces its token and keeps its inbox and name")
  void again() {
    AuthenticatedDevice first =
        services.principal(
            services.signIn(
                alice, new DeviceRequest(Optional.of("PHONE"), Optional.of("Old"), false)));
    services.send(first, first.address(), "kept");

    AuthenticatedDevice second =
        services.principal(
            services.signIn(
                alice, new DeviceRequest(Optional.of("PHONE"), Optional.of("New"), false)));

    assertThat(services.authenticate(first.token())).isEqualTo(new Unknown());
    assertThat(services.authenticate(second.token())).isInstanceOf(Accepted.class);
    assertThat(services.countMessages(second)).isEqualTo(1);
    assertThat(services.list(alice))
        .containsExactly(new Device(new DeviceId("PHONE"), Optional.of("Old")));
  }

  @Test
  @DisplayName("gives every device a token of its own")
  void distinctTokens() {
    Set<AccessToken> tokens = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      tokens.add(services.login(alice, "D" + i).token());
    }

    assertThat(tokens).hasSize(50);
  }

  @Test
  @DisplayName("limits the access token's life only for clients that can refresh it")
  void lifetime() {
    SignedIn refreshing = services.signIn(alice, REFRESHING_PHONE);
    AuthenticatedDevice other = services.login(alice, "TABLET");
    assertThat(refreshing.tokens().expiresIn()).contains(Duration.ofMinutes(5));

    services.clock.advance(Duration.ofMinutes(5));

    assertThat(services.authenticate(refreshing.tokens().accessToken())).isEqualTo(new Expired());
    assertThat(services.authenticate(other.token())).isInstanceOf(Accepted.class);
  }

  @Test
  @DisplayName("does not print the password")
  void hidesPassword() {
    LoginRequest request =
        new LoginRequest(
            "m.login.password",
            Optional.of(UserIdentifier.ofUser("alice")),
            Optional.of(TestServices.PASSWORD),
            DeviceRequest.UNSPECIFIED,
            ClientNetwork.UNKNOWN);

    assertThat(request.toString()).contains("alice").doesNotContain(TestServices.PASSWORD.value());
  }

  private CompletionStage<SignedIn> login(
      Optional<UserIdentifier> identifier, Optional<Password> password) {
    return services.sessions.login(
        new LoginRequest(
            "m.login.password",
            identifier,
            password,
            DeviceRequest.UNSPECIFIED,
            ClientNetwork.UNKNOWN));
  }

  private CompletionStage<SignedIn> login(String user, Password password, DeviceRequest device) {
    return services.sessions.login(
        new LoginRequest(
            "m.login.password",
            Optional.of(UserIdentifier.ofUser(user)),
            Optional.of(password),
            device,
            ClientNetwork.UNKNOWN));
  }
}
