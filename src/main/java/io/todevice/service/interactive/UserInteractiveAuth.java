package io.todevice.service.interactive;

import io.todevice.domain.ErrorCode;
import io.todevice.domain.MatrixException;
import io.todevice.domain.Requester;
import io.todevice.domain.UserId;
import io.todevice.service.interactive.InteractiveOutcome.ChallengeRequired;
import io.todevice.service.interactive.InteractiveOutcome.Completed;
import io.todevice.service.interactive.InteractiveOutcome.StageError;
import io.todevice.service.limits.ClientNetwork;
import io.todevice.service.password.Password;
import io.todevice.service.password.PasswordVerifier;
import io.todevice.service.password.UserIdentifier;
import io.todevice.settings.ServerName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Lets a request pass only when its client has shown what the request's kind asks for: nothing but
 * {@code m.login.dummy} to register (clause R5), the password to delete devices and to replace
 * cross-signing keys (clause K8).
 *
 * <p>A session ties a client's attempts to the request that it was opened for; it never stands for
 * something shown before. Every request has to show everything itself, so that no session can carry
 * one device's deletion over to another, and a request that got lost may be repeated as it was. For
 * the same reason an attempt without a session is as good as one with a session.
 *
 * <p>Safe for use by many threads.
 */
public final class UserInteractiveAuth {

  private final PasswordVerifier passwords;
  private final InteractiveSessions sessions;
  private final ServerName serverName;

  /** Opens and goes on with {@code sessions}. */
  public UserInteractiveAuth(
      PasswordVerifier passwords, InteractiveSessions sessions, ServerName serverName) {
    this.passwords = passwords;
    this.sessions = sessions;
    this.serverName = serverName;
  }

  /**
   * Carries {@code action} out if the attempt is good for {@code operation}, and otherwise says
   * what to show. An attempt that names a session that is unknown, or was opened for another
   * request, gets a new one. Fails as the action does, and as checking a password does.
   */
  public <T> CompletionStage<InteractiveOutcome<T>> perform(
      Operation operation, Optional<AuthAttempt> attempt, Supplier<CompletionStage<T>> action) {
    if (attempt.isEmpty()) {
      return challenge(operation, Optional.empty(), Optional.empty());
    }
    Optional<String> session = attempt.get().session();
    if (session.isPresent()) {
      Optional<Boolean> isAllowed = sessions.findAllowed(session.get(), operation);
      if (isAllowed.isEmpty()) {
        return challenge(operation, Optional.empty(), Optional.empty());
      }
      if (!isAllowed.get()) {
        return challenge(
            operation,
            Optional.empty(),
            error(ErrorCode.M_FORBIDDEN, "The session was opened for another request"));
      }
    }
    if (attempt.get().type().isEmpty()) {
      return challenge(operation, session, Optional.empty());
    }
    return check(operation, attempt.get())
        .thenCompose(
            error ->
                error.isPresent()
                    ? challenge(operation, session, error)
                    : action.get().thenApply(Completed::new));
  }

  /** What is wrong with an attempt; empty where it is good. */
  private CompletionStage<Optional<StageError>> check(Operation operation, AuthAttempt attempt) {
    String stage = operation.kind().stage();
    if (!attempt.type().equals(Optional.of(stage))) {
      return CompletableFuture.completedStage(
          error(ErrorCode.M_UNKNOWN, "This type of authentication is not offered here"));
    }
    if (!stage.equals("m.login.password")) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    if (attempt.identifier().isEmpty() || attempt.password().isEmpty()) {
      return CompletableFuture.completedStage(
          error(ErrorCode.M_MISSING_PARAM, "The identifier or the password is missing"));
    }
    return checkPassword(
        operation.caller().map(Requester::user),
        attempt.identifier().get(),
        attempt.password().get(),
        attempt.network());
  }

  /** Nothing is hashed for anybody else than the owner: their password would not do either. */
  private CompletionStage<Optional<StageError>> checkPassword(
      Optional<UserId> owner, UserIdentifier identifier, Password password, ClientNetwork network) {
    Optional<UserId> named;
    try {
      named = identifier.findUser(serverName);
    } catch (MatrixException unusable) {
      return CompletableFuture.completedStage(
          Optional.of(
              new StageError(unusable.code(), "The identifier is incomplete or not offered")));
    }
    return named
        .map(passwords::resolve)
        .map(found -> found.thenApply(Optional::of).thenApply(owner::equals))
        .orElseGet(() -> CompletableFuture.completedStage(false))
        .thenCompose(
            isOwner ->
                isOwner && owner.isPresent()
                    ? passwords.verify(owner.get(), password, network)
                    : CompletableFuture.completedStage(false))
        .thenApply(
            isRight ->
                isRight
                    ? Optional.empty()
                    : error(ErrorCode.M_FORBIDDEN, "Wrong user or password"));
  }

  private <T> CompletionStage<InteractiveOutcome<T>> challenge(
      Operation operation, Optional<String> session, Optional<StageError> error) {
    return CompletableFuture.completedStage(
        new ChallengeRequired<>(
            List.of(List.of(operation.kind().stage())),
            session.orElseGet(() -> sessions.open(operation)),
            List.of(),
            error));
  }

  private static Optional<StageError> error(ErrorCode code, String message) {
    return Optional.of(new StageError(code, message));
  }
}
