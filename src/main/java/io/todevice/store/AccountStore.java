package io.todevice.store;

import io.todevice.domain.UserId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Users and the hashes of their passwords. See {@link Store} for what holds for every method. */
public interface AccountStore {

  /**
   * Makes an account.
   *
   * @param passwordHash the encoded hash, or empty for an account that no password opens
   * @return whether it was made; {@code false} where the user ID was taken already, which changes
   *     nothing. Of many concurrent calls for one user ID exactly one is told {@code true}.
   */
  CompletionStage<Boolean> create(UserId user, Optional<String> passwordHash);

  /**
   * About how many accounts there are: the number may be a second old, so that registrations of the
   * same second may pass a limit together.
   */
  CompletionStage<Long> estimateCount();

  /** Whether there is such an account. */
  CompletionStage<Boolean> exists(UserId user);

  /** The encoded password hash of the account; empty where there is no account or no password. */
  CompletionStage<Optional<String>> findPasswordHash(UserId user);
}
