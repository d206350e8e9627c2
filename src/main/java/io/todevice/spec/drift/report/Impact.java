package io.todevice.spec.drift.report;

/** What a change does to whom. The worst comes first. */
public enum Impact {
  /** A client that kept to the old revision may fail, or get something else than it asked for. */
  CLIENTS("breaks clients"),
  /** Hand-written code of the server must follow: it stops compiling, or does what is now wrong. */
  CODE("breaks the server's code"),
  /** Somebody has to read it: what it does is said in words, which no rule understands. */
  REVIEW("to be reviewed"),
  /** Nobody has to follow. */
  COMPATIBLE("compatible"),
  /** Only what is said to people has changed. */
  DOCUMENTATION("documentation only");

  private final String label;

  Impact(String label) {
    this.label = label;
  }

  /** The class in words. */
  public String label() {
    return label;
  }

  /** Whether somebody has to follow. */
  public boolean isBreaking() {
    return this == CLIENTS || this == CODE;
  }

  /** Whether somebody has to follow, or has to read it to know. */
  public boolean needsAttention() {
    return isBreaking() || this == REVIEW;
  }
}
