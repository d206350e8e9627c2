package io.todevice.conformance.report;

/** How much it weighs when a server does not keep a clause, the heaviest first. */
public enum Severity {
  /** The specification demands it. */
  MUST,
  /** Every large homeserver does it, and clients rely on it. */
  SHOULD,
  /** Hostile or broken input: never a server error, a hang or a lost message. */
  ROBUST
}
