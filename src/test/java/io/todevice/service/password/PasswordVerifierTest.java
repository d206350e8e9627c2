package io.todevice.service.password;

import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.UserId;
import io.todevice.service.fixture.TestServices;
import io.todevice.service.limits.ClientNetwork;
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

    assertThat(verify(alice, TestServices.PASSWORD)).isTrue();
    assertThat(verify(alice, new Password("battery staple"))).isFalse();
  }

  @Test
  @DisplayName("says no for users who don't exist or have no password")
  void nobody() {
    UserId locked = TestServices.user("locked");
    value(services.store.accounts().create(locked, Optional.empty()));

    assertThat(verify(locked, TestServices.PASSWORD)).isFalse();
    assertThat(verify(TestServices.user("ghost"), TestServices.PASSWORD)).isFalse();
  }

  @Test
  @DisplayName("R5: finds the account that is spelt like the name, otherwise the one in lower case")
  void resolvesTheCase() {
    UserId alice = services.newUser("alice");
    UserId historical = services.newUser("Alice");

    assertThat(value(verifier.resolve(historical))).isEqualTo(historical);
    assertThat(value(verifier.resolve(TestServices.user("ALICE")))).isEqualTo(alice);
    assertThat(value(verifier.resolve(TestServices.user("Ghost"))))
        .isEqualTo(TestServices.user("ghost"));
  }

  private boolean verify(UserId account, Password password) {
    return value(verifier.verify(account, password, ClientNetwork.UNKNOWN));
  }
}
