package io.todevice.service.account;

import static io.todevice.service.fixture.Outcomes.completed;
import static io.todevice.service.fixture.Outcomes.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.service.IdentifierGenerator;
import io.todevice.service.auth.ApplicationServices;
import io.todevice.service.fixture.TestServices;
import io.todevice.service.interactive.AuthAttempt;
import io.todevice.service.interactive.InteractiveOutcome;
import io.todevice.service.limits.ClientNetwork;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A name that the server makes up")
class GeneratedNameTest {

  private final TestServices services = new TestServices();

  @AfterEach
  void close() {
    services.close();
  }

  @Test
  @DisplayName("is made up again where it is taken")
  void takenOnce() {
    services.newUser("aaaaaaaaaaaa");

    Registered registered = completed(register(letters("aaaaaaaaaaaa" + "bbbbbbbbbbbb")));

    assertThat(registered.user()).isEqualTo(TestServices.user("bbbbbbbbbbbb"));
  }

  @Test
  @DisplayName("is not looked for without end")
  void alwaysTaken() {
    services.newUser("aaaaaaaaaaaa");

    assertThat(failure(register(letters("a")))).isInstanceOf(IllegalStateException.class);
  }

  private CompletionStage<InteractiveOutcome<Registered>> register(SecureRandom random) {
    IdentifierGenerator identifiers = new IdentifierGenerator(random);
    RegistrationService registration =
        new RegistrationService(
            services.store.accounts(),
            services.hasher,
            new TokenIssuer(
                services.store.devices(), identifiers, services.clock, services.settings),
            services.interactive,
            ApplicationServices.NONE,
            identifiers,
            services.settings);
    return registration.register(
        new Registration(
            false,
            Optional.empty(),
            Optional.of(TestServices.PASSWORD),
            true,
            DeviceRequest.UNSPECIFIED),
        Optional.of(
            new AuthAttempt(
                Optional.of("m.login.dummy"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ClientNetwork.UNKNOWN)));
  }

  /** A source that draws these letters, over and over. */
  private static SecureRandom letters(String letters) {
    return new SecureRandom() {
      private int drawn;

      @Override
      public int nextInt(int bound) {
        return letters.charAt(drawn++ % letters.length()) - 'a';
      }
    };
  }
}
