package io.todevice.service.interactive;

import static io.todevice.service.fixture.Outcomes.challenge;
import static io.todevice.service.fixture.Outcomes.completed;
import static io.todevice.service.fixture.Outcomes.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.UserId;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.fixture.Outcomes;
import io.todevice.service.fixture.TestServices;
import io.todevice.service.interactive.InteractiveOutcome.ChallengeRequired;
import io.todevice.service.interactive.InteractiveOutcome.StageError;
import io.todevice.service.limits.ClientNetwork;
import io.todevice.service.password.Password;
import io.todevice.service.password.UserIdentifier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("User-interactive authentication")
class UserInteractiveAuthTest {

  private static final Operation REGISTER = Operation.register(Optional.of("carol"));

  private final TestServices services = new TestServices();
  private final UserId alice = services.newUser("alice");
  private final UserId bob = services.newUser("bob");
  private final Operation deletePhone =
      Operation.deleteDevice(services.login(alice, "PHONE").incarnation(), "PHONE");
  private final Operation deleteTablet =
      Operation.deleteDevice(deletePhone.caller().orElseThrow(), "TABLET");
  private final AtomicInteger carriedOut = new AtomicInteger();

  @AfterEach
  void close() {
    services.close();
  }

  @Test
  @DisplayName("R5: asks for m.login.dummy to register, and lets it pass with the session")
  void dummyWithRoundTrip() {
    ChallengeRequired<Integer> challenge = challenge(perform(REGISTER, Optional.empty()));

    assertThat(challenge.flows()).isEqualTo(List.of(List.of("m.login.dummy")));
    assertThat(challenge.completed()).isEmpty();
    assertThat(challenge.error()).isEmpty();
    assertThat(carriedOut).hasValue(0);
    assertThat(completed(perform(REGISTER, dummy(Optional.of(challenge.session()))))).isEqualTo(1);
  }

  @Test
  @DisplayName("R5: lets m.login.dummy pass without the round trip")
  void dummyWithoutRoundTrip() {
    assertThat(completed(perform(REGISTER, dummy(Optional.empty())))).isEqualTo(1);
  }

  @Test
  @DisplayName("asks for m.login.password to delete devices, and lets the user's own pass")
  void passwordWithRoundTrip() {
    ChallengeRequired<Integer> challenge = challenge(perform(deletePhone, Optional.empty()));

    assertThat(challenge.flows()).isEqualTo(List.of(List.of("m.login.password")));
    assertThat(completed(perform(deletePhone, password("alice", Optional.of(challenge.session())))))
        .isEqualTo(1);
  }

  @Test
  @DisplayName("lets the password pass without the round trip, and as a full user ID")
  void passwordWithoutRoundTrip() {
    assertThat(completed(perform(deletePhone, password(alice.value(), Optional.empty()))))
        .isEqualTo(1);
  }

  @Test
  @DisplayName("keeps the session after a wrong password, says M_FORBIDDEN and does nothing")
  void wrongPassword() {
    String session = open(deletePhone);

    ChallengeRequired<Integer> again =
        challenge(
            perform(
                deletePhone,
                attempt(
                    "m.login.password",
                    Optional.of(session),
                    Optional.of("alice"),
                    Optional.of("wrong"))));

    assertThat(again.session()).isEqualTo(session);
    assertThat(code(again)).contains(ErrorCode.M_FORBIDDEN);
    assertThat(carriedOut).hasValue(0);
    assertThat(completed(perform(deletePhone, password("alice", Optional.of(session)))))
        .isEqualTo(1);
  }

  @Test
  @DisplayName("takes only the password of the user whose devices they are")
  void otherUser() {
    ChallengeRequired<Integer> again =
        challenge(perform(deletePhone, password("bob", Optional.empty())));

    assertThat(code(again)).contains(ErrorCode.M_FORBIDDEN);
    assertThat(carriedOut).hasValue(0);
  }

  @Test
  @DisplayName("takes no dummy where a password is asked for, and the other way round")
  void wrongStage() {
    ChallengeRequired<Integer> again = challenge(perform(deletePhone, dummy(Optional.empty())));

    assertThat(code(again)).contains(ErrorCode.M_UNKNOWN);
    assertThat(code(challenge(perform(REGISTER, password("alice", Optional.empty())))))
        .contains(ErrorCode.M_UNKNOWN);
    assertThat(carriedOut).hasValue(0);
  }

  @Test
  @DisplayName("says what is missing from a password attempt")
  void incomplete() {
    Optional<AuthAttempt> noPassword =
        attempt("m.login.password", Optional.empty(), Optional.of("alice"), Optional.empty());
    Optional<AuthAttempt> noUser =
        attempt("m.login.password", Optional.empty(), Optional.empty(), Optional.of("x"));
    Optional<AuthAttempt> otherKind =
        Optional.of(
            new AuthAttempt(
                Optional.of("m.login.password"),
                Optional.empty(),
                Optional.of(new UserIdentifier("m.id.phone", Optional.empty())),
                Optional.of(TestServices.PASSWORD),
                ClientNetwork.UNKNOWN));

    assertThat(code(challenge(perform(deletePhone, noPassword))))
        .contains(ErrorCode.M_MISSING_PARAM);
    assertThat(code(challenge(perform(deletePhone, noUser)))).contains(ErrorCode.M_MISSING_PARAM);
    assertThat(code(challenge(perform(deletePhone, otherKind)))).contains(ErrorCode.M_UNKNOWN);
    assertThat(carriedOut).hasValue(0);
  }

  @Test
  @DisplayName("answers an unknown session with a new one")
  void unknownSession() {
    ChallengeRequired<Integer> fresh = challenge(perform(REGISTER, dummy(Optional.of("made-up"))));

    assertThat(fresh.session()).isNotEqualTo("made-up");
    assertThat(fresh.error()).isEmpty();
    assertThat(completed(perform(REGISTER, dummy(Optional.of(fresh.session()))))).isEqualTo(1);
  }

  @Test
  @DisplayName("does not let a session that has shown the password delete another device")
  void boundToParameters() {
    String session = open(deletePhone);
    completed(perform(deletePhone, password("alice", Optional.of(session))));

    ChallengeRequired<Integer> withoutType = challenge(perform(deleteTablet, sessionOnly(session)));
    ChallengeRequired<Integer> withPassword =
        challenge(perform(deleteTablet, password("alice", Optional.of(session))));

    assertThat(code(withoutType)).contains(ErrorCode.M_FORBIDDEN);
    assertThat(code(withPassword)).contains(ErrorCode.M_FORBIDDEN);
    assertThat(withPassword.session()).isNotEqualTo(session);
    assertThat(carriedOut).hasValue(1);
  }

  @Test
  @DisplayName("never takes a session for something shown before, not even for the same request")
  void showsEverythingEachTime() {
    String session = open(deletePhone);
    completed(perform(deletePhone, password("alice", Optional.of(session))));

    ChallengeRequired<Integer> again = challenge(perform(deletePhone, sessionOnly(session)));

    assertThat(again.session()).isEqualTo(session);
    assertThat(again.completed()).isEmpty();
    assertThat(carriedOut).hasValue(1);
  }

  @Test
  @DisplayName("lets a request that got lost be repeated as it was")
  void repeat() {
    Optional<AuthAttempt> attempt = password("alice", Optional.of(open(deletePhone)));

    completed(perform(deletePhone, attempt));

    assertThat(completed(perform(deletePhone, attempt))).isEqualTo(2);
  }

  @Test
  @DisplayName("F4: keeps a session from the successor of the device that opened it")
  void boundToIncarnation() {
    String session = open(deletePhone);
    AuthenticatedDevice phone = services.login(alice, "PHONE");
    Outcomes.value(services.sessions.logout(phone));
    Operation successors =
        Operation.deleteDevice(services.login(alice, "PHONE").incarnation(), "PHONE");

    ChallengeRequired<Integer> again =
        challenge(perform(successors, password("alice", Optional.of(session))));

    assertThat(code(again)).contains(ErrorCode.M_FORBIDDEN);
    assertThat(carriedOut).hasValue(0);
  }

  @Test
  @DisplayName("keeps a user's session from every other user")
  void boundToUser() {
    Operation bobsPhone =
        Operation.deleteDevice(services.login(bob, "PHONE").incarnation(), "PHONE");

    ChallengeRequired<Integer> again =
        challenge(perform(bobsPhone, password("bob", Optional.of(open(deletePhone)))));

    assertThat(code(again)).contains(ErrorCode.M_FORBIDDEN);
    assertThat(carriedOut).hasValue(0);
  }

  @Test
  @DisplayName("keeps a session to its kind of request")
  void boundToKind() {
    String session = open(REGISTER);

    ChallengeRequired<Integer> fresh =
        challenge(perform(deletePhone, password("alice", Optional.of(session))));

    assertThat(fresh.session()).isNotEqualTo(session);
    assertThat(carriedOut).hasValue(0);
  }

  @Test
  @DisplayName("forgets a session after 15 minutes")
  void sessionsExpire() {
    String early = open(REGISTER);
    services.clock.advance(Duration.ofMinutes(15).minusSeconds(1));
    String late = open(REGISTER);
    assertThat(completed(perform(REGISTER, dummy(Optional.of(early))))).isEqualTo(1);

    services.clock.advance(Duration.ofSeconds(1));

    assertThat(challenge(perform(REGISTER, dummy(Optional.of(early)))).session())
        .isNotEqualTo(early);
    assertThat(completed(perform(REGISTER, dummy(Optional.of(late))))).isEqualTo(2);
  }

  @Test
  @DisplayName("fails as the request itself fails")
  void failingAction() {
    IllegalStateException fault = new IllegalStateException("broken");

    CompletionStage<InteractiveOutcome<Integer>> stage =
        services.interactive.perform(
            REGISTER, dummy(Optional.empty()), () -> CompletableFuture.failedStage(fault));

    assertThat(failure(stage)).isSameAs(fault);
  }

  @Test
  @DisplayName("does not print a password")
  void hidesPasswords() {
    assertThat(password("alice", Optional.empty()).toString())
        .contains("alice")
        .doesNotContain(TestServices.PASSWORD.value());
  }

  private CompletionStage<InteractiveOutcome<Integer>> perform(
      Operation operation, Optional<AuthAttempt> attempt) {
    return services.interactive.perform(
        operation, attempt, () -> CompletableFuture.completedStage(carriedOut.incrementAndGet()));
  }

  private String open(Operation operation) {
    return challenge(perform(operation, Optional.empty())).session();
  }

  private static Optional<ErrorCode> code(ChallengeRequired<?> challenge) {
    return challenge.error().map(StageError::code);
  }

  private static Optional<AuthAttempt> dummy(Optional<String> session) {
    return attempt("m.login.dummy", session, Optional.empty(), Optional.empty());
  }

  private static Optional<AuthAttempt> sessionOnly(String session) {
    return Optional.of(
        new AuthAttempt(
            Optional.empty(),
            Optional.of(session),
            Optional.empty(),
            Optional.empty(),
            ClientNetwork.UNKNOWN));
  }

  private static Optional<AuthAttempt> password(String user, Optional<String> session) {
    return attempt(
        "m.login.password", session, Optional.of(user), Optional.of(TestServices.PASSWORD.value()));
  }

  private static Optional<AuthAttempt> attempt(
      String type, Optional<String> session, Optional<String> user, Optional<String> password) {
    return Optional.of(
        new AuthAttempt(
            Optional.of(type),
            session,
            user.map(UserIdentifier::ofUser),
            password.map(Password::new),
            ClientNetwork.UNKNOWN));
  }
}
