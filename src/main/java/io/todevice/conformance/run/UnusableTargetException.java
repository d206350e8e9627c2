package io.todevice.conformance.run;

/** The kit cannot do anything with a server: it is not there, or lets nobody in. */
public final class UnusableTargetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a line for a person, without secrets. */
  public UnusableTargetException(String message) {
    super(message);
  }
}
