package io.todevice.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The store does not work at the moment, or its answer is overdue: <b>the outcome is unknown</b>,
 * everything or nothing was done. The client gets 503 with {@code Retry-After} and may repeat the
 * request, a send with the same transaction ID (clauses P1, T1).
 */
public final class StoreUnavailableException extends StoreException {

  private static final long serialVersionUID = 1L;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  /**
   * A failure.
   *
   * @param reason for the log
   * @param cause what happened; null where the answer is overdue
   */
  public StoreUnavailableException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }

  @Override
  public Duration retryAfter() {
    return RETRY_AFTER;
  }
}
