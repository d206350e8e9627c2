package io.todevice.conformance.suite;

import io.todevice.conformance.report.Failure;

/** The server under test did something else than what a case expects. */
public final class UnmetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /** What was expected, and what came. */
  public UnmetException(Failure failure) {
    super(failure.expected() + ", but " + failure.actual());
    this.failure = failure;
  }

  /** What was expected, and what came. */
  public Failure failure() {
    return failure;
  }
}
