package io.todevice.service.password;

import io.todevice.domain.UserId;
import io.todevice.store.AccountStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Checks users' passwords. Safe for use by many threads. */
public final class PasswordVerifier {

  private final AccountStore accounts;
  private final PasswordHasher hasher;

  /** Checks against the hashes in {@code accounts}. */
  public PasswordVerifier(AccountStore accounts, PasswordHasher hasher) {
    this.accounts = accounts;
    this.hasher = hasher;
  }

  /**
   * Whether this is the user's password. No for a user who does not exist, who has no password, or
   * who is not named at all, after the same work as for any other. Fails as {@link Workers#submit}
   * does.
   */
  public CompletionStage<Boolean> verify(Optional<UserId> user, Password password) {
    return user.map(accounts::findPasswordHash)
        .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()))
        .thenCompose(hash -> hasher.matches(password, hash));
  }
}
