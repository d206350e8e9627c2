package io.todevice.conformance.report;

/**
 * Something that what is under test may be able to do or not. Its text is its name in reports and
 * on the command line, for example {@code query-token}.
 */
public interface Ability {

  /** What it does that has the ability. */
  String meaning();
}
