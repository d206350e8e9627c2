package io.todevice.cli;

/** What the process ends with. */
final class ExitCodes {

  /** It did what it was told. */
  static final int DONE = 0;

  /** It went wrong while running. */
  static final int FAILED = 1;

  /** An option, an argument or a setting is wrong. */
  static final int USAGE = 2;

  private ExitCodes() {}
}
