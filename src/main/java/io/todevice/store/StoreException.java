package io.todevice.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An operation that failed because of its store and not because of what was asked for. Its message
 * is for the log; clients learn the kind and when to repeat the request.
 */
public abstract sealed class StoreException extends RuntimeException
    permits StoreBusyException, StoreUnavailableException {

  private static final long serialVersionUID = 1L;

  /** The cause has a stack trace; here it would only say which thread reported the failure. */
  StoreException(String message, @Nullable Throwable cause) {
    super(message, cause, false, false);
  }

  /** When to repeat the request. */
  public abstract Duration retryAfter();
}
