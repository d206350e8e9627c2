package io.todevice.conformance.client;

/**
 * The server under test did not answer: it was not reached, closed the connection, or took too
 * long.
 */
public final class NoAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exchange;

  NoAnswerException(String message, int exchange) {
    super(message);
    this.exchange = exchange;
  }

  /** Its number in the case's log. */
  public int exchange() {
    return exchange;
  }
}
