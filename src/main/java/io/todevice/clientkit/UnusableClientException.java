package io.todevice.clientkit;

/** The kit cannot do anything with a client: it does not start, or does not speak the protocol. */
public final class UnusableClientException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a line for a person. */
  public UnusableClientException(String message) {
    super(message);
  }
}
