package io.todevice.service.password;

import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.UserId;
import io.todevice.service.fixture.TestServices;
import io.todevice.service.limits.PasswordAttempts;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Checking a user's password")
class PasswordVerifierTest {

  private final TestServices services = new TestServices();
  private final PasswordVerifier verifier =
      new PasswordVerifier(services.store.accounts(), services.hasher, PasswordAttempts.UNLIMITED);

  @AfterEach
  void close() {
    services.close();
  }

  @Test
  @DisplayName("says yes to the user's own password only")
  void ownPassword() {
    UserId alice = services.newUser("alice");

    assertThat(verify(Optional.of(alice), TestServices.PASSWORD)).isTrue();
    assertThat(verify(Optional.of(alice), new Password("battery staple"))).isFalse();
  }

  @Test
  @DisplayName("says no for users who don't exist, have no password or are not named")
  void nobody() {
    UserId locked = TestServices.user("locked");
    value(services.store.accounts().create(locked, Optional.empty()));

    assertThat(verify(Optional.of(locked), TestServices.PASSWORD)).isFalse();
    assertThat(verify(Optional.of(TestServices.user("ghost")), TestServices.PASSWORD)).isFalse();
    assertThat(verify(Optional.empty(), TestServices.PASSWORD)).isFalse();
  }

  private boolean verify(Optional<UserId> user, Password password) {
    return value(verifier.verify(user, password));
  }
}
