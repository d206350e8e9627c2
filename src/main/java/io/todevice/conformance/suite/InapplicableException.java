package io.todevice.conformance.suite;

/** A case cannot be run against this server, for a reason that says nothing against the server. */
public final class InapplicableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A case that is skipped. */
  public InapplicableException(String reason) {
    super(reason);
  }

  /** Why it cannot be run. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
