package io.todevice.spec.pattern;

/** Matching a text against an expression takes more steps than are allowed. */
public final class PatternLimitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PatternLimitException() {
    super("matching the pattern takes too many steps", null, false, false);
  }
}
