package io.todevice.http;

import io.todevice.model.AuthenticationResponse;
import io.todevice.service.interactive.InteractiveOutcome.StageError;
import java.util.Optional;

/**
 * An answer of 401 that asks for user-interactive authentication. Not a fault, so it has no stack
 * trace.
 */
public final class ChallengeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient AuthenticationResponse body;
  private final transient Optional<StageError> error;

  ChallengeException(AuthenticationResponse body, Optional<StageError> error) {
    super("user-interactive authentication required", null, false, false);
    this.body = body;
    this.error = error;
  }

  /** What to submit. */
  public AuthenticationResponse body() {
    return body;
  }

  /** What was wrong with the last attempt, if there was one. */
  public Optional<StageError> error() {
    return error;
  }
}
