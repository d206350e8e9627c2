package io.todevice.store;

import java.time.Duration;

/**
 * The store has as much to do as it takes on: <b>nothing was done</b>. The client gets 429 {@code
 * M_LIMIT_EXCEEDED} (clause R3).
 */
public final class StoreBusyException extends StoreException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * A refusal.
   *
   * @param reason for the log
   * @param retryAfter when there is likely to be room again; positive
   */
  public StoreBusyException(String reason, Duration retryAfter) {
    super(reason, null);
    this.retryAfter = retryAfter;
  }

  @Override
  public Duration retryAfter() {
    return retryAfter;
  }
}
