package io.todevice.service.account;

import static io.todevice.service.fixture.Outcomes.refusal;
import static io.todevice.service.fixture.Outcomes.refusalCode;
import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.AccessToken;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserId;
import io.todevice.service.auth.Authentication.Accepted;
import io.todevice.service.auth.Authentication.Unknown;
import io.todevice.service.fixture.TestServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A refresh")
class RefreshTest {

  private static final DeviceRequest REFRESHING_PHONE =
      new DeviceRequest(Optional.of("PHONE"), Optional.empty(), true);

  private final TestServices services = new TestServices();
  private final UserId alice = services.newUser("alice");

  @AfterEach
  void close() {
    services.close();
  }

  @Test
  @DisplayName("gives new tokens of the same device, whose first use ends the old access token")
  void refreshes() {
    SignedIn phone = services.signIn(alice, REFRESHING_PHONE);

    IssuedTokens renewed = value(services.sessions.refresh(refreshToken(phone.tokens())));

    assertThat(renewed.expiresIn()).contains(Duration.ofMinutes(5));
    assertThat(services.authenticate(phone.tokens().accessToken())).isInstanceOf(Accepted.class);
    assertThat(services.authenticate(renewed.accessToken()).getAccepted().device().address())
        .isEqualTo(phone.device());
    assertThat(services.authenticate(phone.tokens().accessToken())).isEqualTo(new Unknown());
  }

  @Test
  @DisplayName("begins the new token's life at the time of the refresh")
  void newLife() {
    SignedIn phone = services.signIn(alice, REFRESHING_PHONE);
    services.clock.advance(Duration.ofHours(1));

    IssuedTokens renewed = value(services.sessions.refresh(refreshToken(phone.tokens())));

    assertThat(services.authenticate(renewed.accessToken()).getAccepted().expiresAt())
        .contains(services.clock.instant().plus(Duration.ofMinutes(5)));
  }

  @Test
  @DisplayName("may be repeated until the new token is used, and then not any more")
  void repeat() {
    SignedIn phone = services.signIn(alice, REFRESHING_PHONE);
    AccessToken old = refreshToken(phone.tokens());
    value(services.sessions.refresh(old));

    IssuedTokens second = value(services.sessions.refresh(old));
    assertThat(services.authenticate(second.accessToken())).isInstanceOf(Accepted.class);

    assertThat(refusalCode(services.sessions.refresh(old))).isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
    assertThat(value(services.sessions.refresh(refreshToken(second))).refreshToken()).isPresent();
  }

  @Test
  @DisplayName("M_UNKNOWN_TOKEN, not soft: refuses what is no refresh token (any more)")
  void unknown() {
    SignedIn phone = services.signIn(alice, REFRESHING_PHONE);

    MatrixException refusal = refusal(services.sessions.refresh(new AccessToken("nonsense")));
    assertThat(refusal.code()).isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
    assertThat(refusal.isSoftLogout()).isFalse();
    assertThat(refusalCode(services.sessions.refresh(phone.tokens().accessToken())))
        .isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);

    value(services.sessions.logout(services.principal(phone)));
    assertThat(refusalCode(services.sessions.refresh(refreshToken(phone.tokens()))))
        .isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
  }

  @ParameterizedTest(name = "{displayName} (seed {0})")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  @DisplayName("never makes a login necessary, whatever is lost, doubled or late on the way")
  void unreliableNetwork(int seed) {
    Random random = new Random(seed);
    IssuedTokens current = services.signIn(alice, REFRESHING_PHONE).tokens();
    List<AccessToken> late = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      IssuedTokens received = null;
      while (received == null) {
        // A request that is not carried out now may be carried out at any time after.
        Collections.shuffle(late, random);
        while (!late.isEmpty() && random.nextBoolean()) {
          var unused = services.sessions.refresh(late.remove(0));
        }
        for (int copies = random.nextInt(3); copies > 0; copies--) {
          late.add(refreshToken(current));
        }
        if (random.nextBoolean()) {
          IssuedTokens answer = value(services.sessions.refresh(refreshToken(current)));
          received = random.nextBoolean() ? answer : null;
        }
      }
      for (int copies = random.nextInt(3); copies > 0 && !late.isEmpty(); copies--) {
        var unused = services.sessions.refresh(late.remove(0));
      }
      if (random.nextBoolean()) {
        assertThat(services.authenticate(received.accessToken())).isInstanceOf(Accepted.class);
      }
      current = received;
      if (late.size() > 4) {
        late.clear();
      }
    }
  }

  private AccessToken refreshToken(IssuedTokens tokens) {
    return tokens.refreshToken().orElseThrow();
  }
}
