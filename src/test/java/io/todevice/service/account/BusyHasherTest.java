package io.todevice.service.account;

import static io.todevice.service.fixture.Outcomes.refusalCode;
import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.UserId;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.fixture.TestServices;
import io.todevice.service.interactive.AuthAttempt;
import io.todevice.service.limits.ClientNetwork;
import io.todevice.service.password.HashRequester;
import io.todevice.service.password.UserIdentifier;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R3: While too many passwords wait, M_LIMIT_EXCEEDED is the answer")
class BusyHasherTest {

  private final TestServices services = new TestServices();
  private final UserId alice = services.newUser("alice");
  private final CompletableFuture<Boolean> begun = new CompletableFuture<>();
  private final CountDownLatch gate = new CountDownLatch(1);

  @BeforeEach
  void fillTheQueue() {
    var unused = services.workers.submit(TestServices.SOMEBODY, this::waitAtTheGate);
    // Until it has begun it takes a place in the queue itself.
    value(begun);
    for (int i = 0; i < TestServices.QUEUE_LENGTH; i++) {
      // Nobody has more of it than those who come then.
      HashRequester other =
          new HashRequester(
              Optional.of(TestServices.user("user" + i)), new ClientNetwork(i, false));
      unused = services.workers.submit(other, () -> true);
    }
  }

  @AfterEach
  void close() {
    gate.countDown();
    services.close();
  }

  @Test
  @DisplayName("to registering, which makes no account")
  void register() {
    Registration registration =
        new Registration(
            false,
            Optional.of("bob"),
            Optional.of(TestServices.PASSWORD),
            false,
            DeviceRequest.UNSPECIFIED);

    assertThat(refusalCode(services.registration.register(registration, attempt("m.login.dummy"))))
        .isEqualTo(ErrorCode.M_LIMIT_EXCEEDED);
    assertThat(value(services.store.accounts().exists(TestServices.user("bob")))).isFalse();
  }

  @Test
  @DisplayName("to logging in, for users who exist and for others")
  void login() {
    assertThat(refusalCode(services.sessions.login(login("alice"))))
        .isEqualTo(ErrorCode.M_LIMIT_EXCEEDED);
    assertThat(refusalCode(services.sessions.login(login("ghost"))))
        .isEqualTo(ErrorCode.M_LIMIT_EXCEEDED);
  }

  @Test
  @DisplayName("to deleting a device, which stays")
  void deleteDevice() {
    DeviceAddress address = new DeviceAddress(alice, new DeviceId("PHONE"));
    DeviceIncarnation device =
        value(services.store.devices().ensureExists(address, Optional.empty()))
            .orElseThrow()
            .device();
    AuthenticatedDevice phone = new AuthenticatedDevice(device, new AccessToken("x"));

    assertThat(refusalCode(services.devices.delete(phone, "PHONE", attempt("m.login.password"))))
        .isEqualTo(ErrorCode.M_LIMIT_EXCEEDED);
    assertThat(value(services.store.devices().findIncarnation(address))).contains(device);
  }

  private static LoginRequest login(String user) {
    return new LoginRequest(
        "m.login.password",
        Optional.of(UserIdentifier.ofUser(user)),
        Optional.of(TestServices.PASSWORD),
        DeviceRequest.UNSPECIFIED,
        ClientNetwork.UNKNOWN);
  }

  private static Optional<AuthAttempt> attempt(String type) {
    return Optional.of(
        new AuthAttempt(
            Optional.of(type),
            Optional.empty(),
            Optional.of(UserIdentifier.ofUser("alice")),
            Optional.of(TestServices.PASSWORD),
            ClientNetwork.UNKNOWN));
  }

  private boolean waitAtTheGate() {
    try {
      begun.complete(true);
      gate.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
