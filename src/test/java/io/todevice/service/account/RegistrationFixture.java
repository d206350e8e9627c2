package io.todevice.service.account;

import io.todevice.service.fixture.TestServices;
import io.todevice.service.interactive.AuthAttempt;
import io.todevice.service.interactive.InteractiveOutcome;
import io.todevice.service.limits.ClientNetwork;
import io.todevice.service.password.Password;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;

/** Services of its own for each test, and registrations with them. */
abstract class RegistrationFixture {

  static final Optional<AuthAttempt> DUMMY =
      Optional.of(
          new AuthAttempt(
              Optional.of("m.login.dummy"),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              ClientNetwork.UNKNOWN));
  static final Optional<Password> PASSWORD = Optional.of(TestServices.PASSWORD);

  final TestServices services = new TestServices();

  @AfterEach
  void close() {
    services.close();
  }

  CompletionStage<InteractiveOutcome<Registered>> register(String name) {
    return services.registration.register(registration(name), DUMMY);
  }

  CompletionStage<InteractiveOutcome<Registered>> registerWithoutAuth(String name) {
    return services.registration.register(registration(name), Optional.empty());
  }

  CompletionStage<InteractiveOutcome<Registered>> register(
      Optional<String> name, Optional<Password> password) {
    return register(name, password, false, DeviceRequest.UNSPECIFIED);
  }

  CompletionStage<InteractiveOutcome<Registered>> register(
      Optional<String> name,
      Optional<Password> password,
      boolean inhibitLogin,
      DeviceRequest device) {
    return services.registration.register(
        new Registration(false, name, password, inhibitLogin, device), DUMMY);
  }

  static Registration registration(String name) {
    return new Registration(false, Optional.of(name), PASSWORD, false, DeviceRequest.UNSPECIFIED);
  }
}
