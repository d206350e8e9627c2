package io.todevice.http.wire;

/**
 * A request that is not HTTP/1.1, or that two readers could read in two ways. Has no stack trace.
 */
public final class MalformedRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * A request that is refused.
   *
   * @param reason may be shown to the client
   */
  MalformedRequestException(int status, String reason) {
    super(reason, null, false, false);
    this.status = status;
  }

  /** Refuses the request with 400 if a rule does not hold. */
  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new MalformedRequestException(400, otherwise);
    }
  }

  /** The status of the response. */
  public int status() {
    return status;
  }
}
