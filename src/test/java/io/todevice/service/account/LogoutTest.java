package io.todevice.service.account;

import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.UserId;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.auth.Authentication.Accepted;
import io.todevice.service.auth.Authentication.Unknown;
import io.todevice.service.fixture.TestServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A logout")
class LogoutTest {

  private final TestServices services = new TestServices();
  private final UserId alice = services.newUser("alice");

  @AfterEach
  void close() {
    services.close();
  }

  @Test
  @DisplayName("A5, D6: takes the device and its inbox with it, and no other device")
  void logout() {
    AuthenticatedDevice phone = services.login(alice, "PHONE");
    AuthenticatedDevice tablet = services.login(alice, "TABLET");
    services.send(tablet, phone.address(), "lost");

    value(services.sessions.logout(phone));

    assertThat(services.authenticate(phone.token())).isEqualTo(new Unknown());
    assertThat(services.authenticate(tablet.token())).isInstanceOf(Accepted.class);
    assertThat(services.countMessages(services.login(alice, "PHONE"))).isZero();
  }

  @Test
  @DisplayName("A5: of all devices ends every token of this user, and no other's")
  void logoutAll() {
    AuthenticatedDevice phone = services.login(alice, "PHONE");
    AuthenticatedDevice tablet = services.login(alice, "TABLET");
    AuthenticatedDevice bobs = services.login(services.newUser("bob"), "PHONE");

    value(services.sessions.logoutAll(phone));

    assertThat(services.authenticate(phone.token())).isEqualTo(new Unknown());
    assertThat(services.authenticate(tablet.token())).isEqualTo(new Unknown());
    assertThat(services.authenticate(bobs.token())).isInstanceOf(Accepted.class);
    assertThat(services.list(alice)).isEmpty();
  }
}
