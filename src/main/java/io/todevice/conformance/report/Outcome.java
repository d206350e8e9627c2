package io.todevice.conformance.report;

/** How a case ended. */
public enum Outcome {
  PASSED,
  /** The server did something else than what is expected. */
  FAILED,
  /** It failed, and the list of known failures says so. */
  KNOWN_FAILURE,
  /** It passed, and the list of known failures says that it fails: the list is out of date. */
  UNEXPECTED_PASS,
  /** It was not run: a capability is missing, or time was up. */
  SKIPPED;

  /** Whether the server did what is expected. */
  public boolean isPass() {
    return this == PASSED || this == UNEXPECTED_PASS;
  }

  /** Whether the server did something else, known or not. */
  public boolean isFailure() {
    return this == FAILED || this == KNOWN_FAILURE;
  }
}
