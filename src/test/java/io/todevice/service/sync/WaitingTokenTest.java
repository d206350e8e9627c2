package io.todevice.service.sync;

import static io.todevice.service.fixture.Outcomes.challenge;
import static io.todevice.service.fixture.Outcomes.completed;
import static io.todevice.service.fixture.Outcomes.failure;
import static io.todevice.service.fixture.Outcomes.refusal;
import static io.todevice.service.fixture.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserId;
import io.todevice.service.account.DeviceRequest;
import io.todevice.service.account.IssuedTokens;
import io.todevice.service.account.SignedIn;
import io.todevice.service.auth.AuthenticatedDevice;
import io.todevice.service.auth.Authentication;
import io.todevice.service.auth.Authenticator;
import io.todevice.service.fixture.TestServices;
import io.todevice.service.interactive.AuthAttempt;
import io.todevice.service.limits.ClientNetwork;
import io.todevice.service.password.UserIdentifier;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The token of a waiting sync")
class WaitingTokenTest extends SyncBench {

  private final UserId alice = services.newUser("alice");
  private final SignedIn refreshing =
      services.signIn(alice, new DeviceRequest(Optional.of("PHONE"), Optional.empty(), true));
  private final AuthenticatedDevice phone = services.principal(refreshing);
  private final AuthenticatedDevice tablet = services.login(alice, "TABLET");

  @Test
  @DisplayName("A5: ends the wait when its device logs out")
  void logout() {
    CompletableFuture<SyncResult> answer = waitFor(tablet);

    value(services.sessions.logout(tablet));

    assertRefusedAtOnce(answer);
  }

  @Test
  @DisplayName("A5: ends the wait when all devices log out")
  void logoutAll() {
    CompletableFuture<SyncResult> answer = waitFor(tablet);

    value(services.sessions.logoutAll(phone));

    assertRefusedAtOnce(answer);
  }

  @Test
  @DisplayName("A5: ends the wait when another device deletes its device")
  void deleted() {
    CompletableFuture<SyncResult> answer = waitFor(tablet);
    assertThat(challenge(services.devices.delete(phone, "TABLET", Optional.empty())).flows())
        .isNotEmpty();
    executor.runAll();
    assertThat(answer).isNotDone();

    completed(
        services.devices.delete(
            phone,
            "TABLET",
            Optional.of(
                new AuthAttempt(
                    Optional.of("m.login.password"),
                    Optional.empty(),
                    Optional.of(UserIdentifier.ofUser("alice")),
                    Optional.of(TestServices.PASSWORD),
                    ClientNetwork.UNKNOWN))));

    assertRefusedAtOnce(answer);
  }

  @Test
  @DisplayName("A5, A6: ends the wait when a new login on the device takes its place")
  void replaced() {
    CompletableFuture<SyncResult> old = waitFor(tablet);

    AuthenticatedDevice again = services.login(alice, "TABLET");

    assertRefusedAtOnce(old);
    assertThat(waitFor(again)).isNotDone();
  }

  @Test
  @DisplayName("A5: ends the wait when the tokens that it was refreshed to are used")
  void refreshed() {
    CompletableFuture<SyncResult> old = waitFor(phone);

    IssuedTokens renewed =
        value(services.sessions.refresh(refreshing.tokens().refreshToken().orElseThrow()));
    executor.runAll();
    assertThat(old).isNotDone();
    value(services.authenticator.authenticate(renewed.accessToken()));

    assertRefusedAtOnce(old);
  }

  @Test
  @DisplayName("A5: that has been replaced sees no message that comes with its end")
  void messageAndEnd() {
    CompletableFuture<SyncResult> old = waitFor(tablet);

    services.send(phone, tablet.address(), "for the new session");
    AuthenticatedDevice again = services.login(alice, "TABLET");

    assertRefusedAtOnce(old);
    assertThat(value(waitFor(again)).messages()).hasSize(1);
  }

  @Test
  @DisplayName("A5: is checked at the end of the wait, where nothing told of its end")
  void checkedAtTheEnd() {
    RevocableToken token = new RevocableToken();
    CompletableFuture<SyncResult> answer = waitWith(token);
    token.isRevoked = true;
    executor.runAll();
    assertThat(answer).isNotDone();

    advance(TEN_MINUTES);

    assertRefusedAtOnce(answer);
  }

  @Test
  @DisplayName("A5: is checked before a message is handed out")
  void checkedBeforeAnswer() {
    RevocableToken token = new RevocableToken();
    CompletableFuture<SyncResult> answer = waitWith(token);
    token.isRevoked = true;

    services.send(phone, tablet.address(), "secret");

    assertRefusedAtOnce(answer);
  }

  @Test
  @DisplayName("A5: is checked when the wait begins, so that no end falls between")
  void checkedAtTheBeginning() {
    messages.beforeWatch = () -> value(services.sessions.logout(tablet));

    assertRefusedAtOnce(waitFor(tablet));
  }

  @Test
  @DisplayName("ends the wait with the fault, where it can't be checked")
  void failingAuthenticator() {
    IllegalStateException fault = new IllegalStateException("no answer");
    SyncService other =
        services.sync(
            messages,
            token -> {
              throw fault;
            },
            timers,
            executor);

    CompletableFuture<SyncResult> answer = other.sync(elsewhere(tablet), request(TEN_MINUTES));
    executor.runAll();

    assertThat(failure(answer)).isSameAs(fault);
    assertThat(other.waiting()).isZero();
    assertThat(messages.openWatches()).isZero();
  }

  /** The same device with a token that another server gave out. */
  private static AuthenticatedDevice elsewhere(AuthenticatedDevice device) {
    return new AuthenticatedDevice(device.incarnation(), device.token());
  }

  private CompletableFuture<SyncResult> waitFor(AuthenticatedDevice device) {
    return begin(device, TEN_MINUTES);
  }

  private CompletableFuture<SyncResult> waitWith(RevocableToken token) {
    Authenticator authenticator =
        asked ->
            CompletableFuture.completedStage(
                token.isRevoked
                    ? new Authentication.Unknown()
                    : new Authentication.Accepted(tablet, Optional.empty()));
    CompletableFuture<SyncResult> answer =
        services
            .sync(messages, authenticator, timers, executor)
            .sync(elsewhere(tablet), request(TEN_MINUTES));
    executor.runAll();
    assertThat(answer).isNotDone();
    return answer;
  }

  private void assertRefusedAtOnce(CompletableFuture<SyncResult> answer) {
    executor.runAll();
    assertThat(answer).isDone();
    MatrixException refusal = refusal(answer);
    assertThat(refusal.code()).isEqualTo(ErrorCode.M_UNKNOWN_TOKEN);
    assertThat(refusal.isSoftLogout()).isFalse();
    assertReleased();
  }

  private static final class RevocableToken {
    private boolean isRevoked;
  }
}
