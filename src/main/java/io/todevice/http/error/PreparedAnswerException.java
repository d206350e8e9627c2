package io.todevice.http.error;

/**
 * An answer that the generated type of the operation does not have, for example the 401 of
 * user-interactive authentication, or a success with another status. Not a fault, so it has no
 * stack trace.
 */
public final class PreparedAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final byte[] body;

  /**
   * An answer with this status and body.
   *
   * @param body a JSON object; taken over
   */
  public PreparedAnswerException(int status, byte[] body) {
    super("prepared answer", null, false, false);
    this.status = status;
    this.body = body;
  }

  ErrorEnvelope envelope() {
    return ErrorEnvelope.prepared(status, body);
  }
}
