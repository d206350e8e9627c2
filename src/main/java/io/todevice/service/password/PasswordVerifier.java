package io.todevice.service.password;

import io.todevice.domain.MatrixException;
import io.todevice.domain.UserId;
import io.todevice.service.Stages;
import io.todevice.service.limits.ClientNetwork;
import io.todevice.service.limits.PasswordAttempts;
import io.todevice.store.AccountStore;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Checks users' passwords. Safe for use by many threads. */
public record PasswordVerifier(
    AccountStore accounts, PasswordHasher hasher, PasswordAttempts attempts) {

  /**
   * The account that a user ID names, by Matrix's historical rule: the one that is spelt like this
   * if there is one, otherwise the one in lower case, which may not exist.
   */
  public CompletionStage<UserId> resolve(UserId named) {
    return accounts
        .exists(named)
        .thenApply(
            exists ->
                exists
                    ? named
                    : UserId.find(
                            "@"
                                + named.localpart().toLowerCase(Locale.ROOT)
                                + ":"
                                + named.serverName())
                        .orElse(named));
  }

  /**
   * Whether this is the account's password. No for an account that does not exist or has no
   * password, after the same work as for any other; no for every account, without any work, where
   * the password is longer than one may be.
   *
   * <p>Refused: {@code M_LIMIT_EXCEEDED} where too many were wrong for this account before. Fails
   * also as {@link Workers#submit} does.
   *
   * @param account as {@link #resolve} gives it
   * @param network where the request comes from
   */
  public CompletionStage<Boolean> verify(UserId account, Password password, ClientNetwork network) {
    Optional<Duration> wait = attempts.begin(account);
    if (wait.isPresent()) {
      return Stages.refused(MatrixException.limitExceeded(wait.get()));
    }
    return check(account, password, network)
        .whenComplete(
            (isRight, failure) -> {
              if (failure != null || isRight) {
                attempts.takeBack(account);
              }
            });
  }

  private CompletionStage<Boolean> check(UserId account, Password password, ClientNetwork network) {
    return password.isTooLong()
        ? CompletableFuture.completedStage(false)
        : accounts
            .findPasswordHash(account)
            .thenCompose(
                hash ->
                    hasher.matches(
                        new HashRequester(Optional.of(account), network), password, hash));
  }
}
