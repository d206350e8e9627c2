package io.todevice.service.password;

import io.todevice.domain.MatrixException;
import io.todevice.domain.UserId;
import io.todevice.service.Stages;
import io.todevice.service.limits.PasswordAttempts;
import io.todevice.store.AccountStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Checks users' passwords. Safe for use by many threads. */
public final class PasswordVerifier {

  private final AccountStore accounts;
  private final PasswordHasher hasher;
  private final PasswordAttempts attempts;

  /** Checks against the hashes in {@code accounts}, as often as {@code attempts} allow. */
  public PasswordVerifier(AccountStore accounts, PasswordHasher hasher, PasswordAttempts attempts) {
    this.accounts = accounts;
    this.hasher = hasher;
    this.attempts = attempts;
  }

  /**
   * Whether this is the user's password. No for a user who does not exist, who has no password, or
   * who is not named at all, after the same work as for any other; no for every user, without any
   * work, where it is longer than a password may be.
   *
   * <p>Refused: {@code M_LIMIT_EXCEEDED} where too many were wrong for this user before. Fails also
   * as {@link Workers#submit} does.
   */
  public CompletionStage<Boolean> verify(Optional<UserId> user, Password password) {
    Optional<Duration> wait = user.flatMap(attempts::begin);
    if (wait.isPresent()) {
      return Stages.refused(MatrixException.limitExceeded(wait.get()));
    }
    return check(user, password)
        .whenComplete(
            (isRight, failure) -> {
              if (failure != null || isRight) {
                user.ifPresent(attempts::takeBack);
              }
            });
  }

  private CompletionStage<Boolean> check(Optional<UserId> user, Password password) {
    if (password.isTooLong()) {
      return CompletableFuture.completedStage(false);
    }
    return user.map(accounts::findPasswordHash)
        .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()))
        .thenCompose(hash -> hasher.matches(password, hash));
  }
}
