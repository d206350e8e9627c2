package io.todevice.service.account;

import static io.todevice.service.fixture.Outcomes.challenge;
import static io.todevice.service.fixture.Outcomes.completed;
import static io.todevice.service.fixture.Outcomes.refusalCode;
import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.UserId;
import io.todevice.service.fixture.TestServices;
import io.todevice.service.interactive.AuthAttempt;
import io.todevice.service.interactive.InteractiveOutcome;
import io.todevice.service.interactive.InteractiveOutcome.StageError;
import io.todevice.service.limits.ClientNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Registering a name")
class RegistrationNameTest extends RegistrationFixture {

  @Test
  @DisplayName("makes a name up where there is none")
  void generatedName() {
    UserId one = completed(register(Optional.empty(), PASSWORD)).user();
    UserId other = completed(register(Optional.empty(), PASSWORD)).user();

    assertThat(one.localpart()).matches("[a-z]{12}");
    assertThat(one).isNotEqualTo(other);
    assertThat(services.login(one, "PHONE").user()).isEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Alice",
        "",
        "a b",
        "a:b",
        "@alice",
        "@alice:example.org",
        "zoë",
        "a\0",
        "a\n",
        "*"
      })
  @DisplayName("M_INVALID_USERNAME: refuses names outside the grammar")
  void invalidNames(String name) {
    assertThat(refusalCode(register(name))).isEqualTo(ErrorCode.M_INVALID_USERNAME);
  }

  @Test
  @DisplayName("takes every character of the grammar, and names up to 255 bytes in all")
  void validNames() {
    String longest = "a".repeat(255 - "@:example.org".length());

    assertThat(completed(register("az09._=/+-")).user().localpart()).isEqualTo("az09._=/+-");
    assertThat(completed(register(longest)).user().value()).hasSize(255);
    assertThat(refusalCode(register(longest + "a"))).isEqualTo(ErrorCode.M_INVALID_USERNAME);
  }

  @Test
  @DisplayName("M_USER_IN_USE: refuses a name that is taken, or that the server keeps for itself")
  void taken() {
    completed(register("alice"));

    assertThat(refusalCode(register("alice"))).isEqualTo(ErrorCode.M_USER_IN_USE);
    assertThat(refusalCode(register("anonymous"))).isEqualTo(ErrorCode.M_USER_IN_USE);
  }

  @Test
  @DisplayName("M_USER_IN_USE: lets one of many who want the same name at once have it")
  void race() {
    // Nobody's password is hashed before everybody has found the name free.
    CountDownLatch gate = new CountDownLatch(1);
    var unused = services.workers.submit(TestServices.SOMEBODY, () -> await(gate));
    List<CompletionStage<InteractiveOutcome<Registered>>> stages = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      stages.add(register("alice"));
    }
    gate.countDown();

    long refused =
        stages.stream()
            .filter(stage -> !isCompleted(stage))
            .filter(stage -> refusalCode(stage) == ErrorCode.M_USER_IN_USE)
            .count();

    assertThat(refused).isEqualTo(19);
  }

  @Test
  @DisplayName("binds a session to the name that it was opened for")
  void boundToName() {
    String session = challenge(registerWithoutAuth("alice")).session();
    Optional<AuthAttempt> attempt =
        Optional.of(
            new AuthAttempt(
                Optional.of("m.login.dummy"),
                Optional.of(session),
                Optional.empty(),
                Optional.empty(),
                ClientNetwork.UNKNOWN));

    assertThat(
            challenge(services.registration.register(registration("bob"), attempt))
                .error()
                .map(StageError::code))
        .contains(ErrorCode.M_FORBIDDEN);
    assertThat(
            completed(services.registration.register(registration("alice"), attempt))
                .user()
                .localpart())
        .isEqualTo("alice");
  }

  private static boolean await(CountDownLatch gate) {
    try {
      gate.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isCompleted(CompletionStage<?> stage) {
    return value(stage.handle((result, failure) -> failure == null));
  }
}
