package io.todevice.service.account;

import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.AccessToken;
import io.todevice.domain.UserId;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.auth.Authentication;
import io.todevice.service.auth.Authentication.Accepted;
import io.todevice.service.auth.Authentication.Unknown;
import io.todevice.service.fixture.TestServices;
import io.todevice.store.InboxPage;
import io.todevice.store.PageSize;
import java.util.Optional;
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

    assertThat(authenticate(phone.token())).isEqualTo(new Unknown());
    assertThat(authenticate(tablet.token())).isInstanceOf(Accepted.class);
    assertThat(messagesOf(services.login(alice, "PHONE"))).isZero();
  }

  @Test
  @DisplayName("A5: of all devices ends every token of this user, and no other's")
  void logoutAll() {
    AuthenticatedDevice phone = services.login(alice, "PHONE");
    AuthenticatedDevice tablet = services.login(alice, "TABLET");
    AuthenticatedDevice bobs = services.login(services.newUser("bob"), "PHONE");

    value(services.sessions.logoutAll(phone));

    assertThat(authenticate(phone.token())).isEqualTo(new Unknown());
    assertThat(authenticate(tablet.token())).isEqualTo(new Unknown());
    assertThat(authenticate(bobs.token())).isInstanceOf(Accepted.class);
    assertThat(services.list(alice)).isEmpty();
  }

  private Authentication authenticate(AccessToken token) {
    return value(services.authenticator.authenticate(token));
  }

  private int messagesOf(AuthenticatedDevice device) {
    InboxPage page =
        value(
            services
                .store
                .messages()
                .read(device.incarnation(), Optional.empty(), new PageSize(100, Long.MAX_VALUE)));
    return page.messages().size();
  }
}
