package io.todevice.conformance.client;

/** The server under test did not answer. */
public final class NoAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why no answer came. */
  public enum Kind {
    /** The server closed the connection, took too long, or sent something that is no answer. */
    BROKEN,
    /** There was no connection. */
    NOT_REACHED,
    /** The time of the whole run was up first. */
    RUN_OVER,
    /** The server limits requests, and wants a longer wait than the run has time for. */
    LIMITED
  }

  private final Kind kind;
  private final int exchange;

  NoAnswerException(Kind kind, String message, int exchange) {
    super(message);
    this.kind = kind;
    this.exchange = exchange;
  }

  /** Why. */
  public Kind kind() {
    return kind;
  }

  /** Its number in the case's log. */
  public int exchange() {
    return exchange;
  }
}
