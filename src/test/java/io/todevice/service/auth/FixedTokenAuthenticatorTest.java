package io.todevice.service.auth;

import static io.todevice.service.fixture.Outcomes.refusalCode;
import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.AccessToken;
import io.todevice.domain.Device;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.TokenHash;
import io.todevice.domain.UserId;
import io.todevice.service.account.DeviceRequest;
import io.todevice.service.account.Registration;
import io.todevice.service.auth.Authentication.Accepted;
import io.todevice.service.auth.Authentication.Unknown;
import io.todevice.service.fixture.TestServices;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The authenticator for a fixed list of tokens")
class FixedTokenAuthenticatorTest {

  private static final AccessToken TOKEN = new AccessToken("fixed-one");
  private static final AccessToken SPARE = new AccessToken("fixed-two");
  private static final AccessToken OTHERS = new AccessToken("fixed-three");

  private final TestServices services = new TestServices();
  private final UserId robot = TestServices.user("robot");
  private final DeviceAddress arm = new DeviceAddress(robot, new DeviceId("ARM"));
  private final DeviceAddress leg = new DeviceAddress(robot, new DeviceId("LEG"));
  private final Map<TokenHash, DeviceAddress> tokens =
      new HashMap<>(
          Map.of(TokenHash.of(TOKEN), arm, TokenHash.of(SPARE), arm, TokenHash.of(OTHERS), leg));
  private final Authenticator authenticator =
      value(FixedTokenAuthenticator.open(services.store, tokens, Map.of()));

  @AfterEach
  void close() {
    services.close();
  }

  @Test
  @DisplayName("A6: accepts each token for its own device, and more than one for the same device")
  void accepts() {
    assertThat(authenticate(TOKEN)).isEqualTo(accepted(arm, TOKEN));
    assertThat(authenticate(SPARE)).isEqualTo(accepted(arm, SPARE));
    assertThat(authenticate(OTHERS)).isEqualTo(accepted(leg, OTHERS));
  }

  @Test
  @DisplayName("makes the devices when it is opened, each once")
  void makesDevices() {
    assertThat(services.list(robot))
        .extracting(Device::id)
        .containsExactlyInAnyOrder(arm.device(), leg.device());
  }

  @Test
  @DisplayName("A1: does not know other tokens")
  void unknown() {
    assertThat(authenticate(new AccessToken("fixed"))).isEqualTo(new Unknown());
  }

  @Test
  @DisplayName("keeps to the list that it was opened with")
  void copiesTheList() {
    tokens.put(TokenHash.of(new AccessToken("late")), arm);

    assertThat(authenticate(new AccessToken("late"))).isEqualTo(new Unknown());
  }

  @Test
  @DisplayName("A5: does not know a token any more whose device was deleted, until the next start")
  void deletedDevice() {
    value(services.sessions.logout(authenticate(TOKEN).getAccepted().device()));

    assertThat(authenticate(TOKEN)).isEqualTo(new Unknown());
    assertThat(authenticate(OTHERS)).isEqualTo(accepted(leg, OTHERS));

    Authenticator reopened = value(FixedTokenAuthenticator.open(services.store, tokens, Map.of()));
    assertThat(value(reopened.authenticate(TOKEN))).isEqualTo(accepted(arm, TOKEN));
  }

  @Test
  @DisplayName("F4: a token does not open the successor of its device")
  void successor() {
    value(services.sessions.logout(authenticate(TOKEN).getAccepted().device()));
    value(services.store.devices().ensureExists(arm, Optional.empty()));

    assertThat(authenticate(TOKEN)).isEqualTo(new Unknown());
  }

  @Test
  @DisplayName("keeps the names of its users from being registered")
  void reservesNames() {
    Registration robot =
        new Registration(
            false,
            Optional.of("robot"),
            Optional.of(TestServices.PASSWORD),
            false,
            DeviceRequest.UNSPECIFIED);

    assertThat(refusalCode(services.registration.register(robot, Optional.empty())))
        .isEqualTo(ErrorCode.M_USER_IN_USE);
  }

  @Test
  @DisplayName("leaves an account and a device that exist as they are")
  void keepsWhatExists() {
    UserId alice = services.newUser("alice");
    AuthenticatedDevice phone = services.login(alice, "PHONE");

    Authenticator more =
        value(
            FixedTokenAuthenticator.open(
                services.store, Map.of(TokenHash.of(TOKEN), phone.address()), Map.of()));

    assertThat(value(more.authenticate(TOKEN))).isEqualTo(accepted(phone.address(), TOKEN));
    assertThat(value(services.authenticator.authenticate(phone.token())))
        .isInstanceOf(Accepted.class);
    assertThat(services.login(alice, "TABLET").user()).isEqualTo(alice);
  }

  @Test
  @DisplayName("can be joined with another authenticator, which is asked about unknown tokens only")
  void orElse() {
    AuthenticatedDevice phone = services.login(services.newUser("alice"), "PHONE");
    Authenticator never =
        token -> {
          throw new AssertionError("asked about a token that was known");
        };

    Authenticator joined = authenticator.orElse(services.authenticator);

    assertThat(value(authenticator.orElse(never).authenticate(TOKEN)))
        .isEqualTo(accepted(arm, TOKEN));
    assertThat(value(joined.authenticate(phone.token()))).isInstanceOf(Accepted.class);
    assertThat(value(joined.authenticate(new AccessToken("x")))).isEqualTo(new Unknown());
  }

  private Authentication authenticate(AccessToken token) {
    return value(authenticator.authenticate(token));
  }

  private Accepted accepted(DeviceAddress device, AccessToken token) {
    DeviceIncarnation existing =
        value(services.store.devices().findIncarnation(device)).orElseThrow();
    return new Accepted(new AuthenticatedDevice(existing, token), Optional.empty());
  }
}
