package io.todevice.proof.sequences;

/** What the model refuses a command with. */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Outcome outcome;

  RefusedException(Outcome outcome) {
    super(outcome.toString(), null, false, false);
    this.outcome = outcome;
  }

  Outcome outcome() {
    return outcome;
  }
}
