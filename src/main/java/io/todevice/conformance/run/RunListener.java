package io.todevice.conformance.run;

import io.todevice.conformance.report.CaseResult;

/** Is told how a run gets on. Called by one thread at a time. */
public interface RunListener {

  /** Wants to know nothing. */
  RunListener NONE = new RunListener() {};

  /** What the server is able to do is known, and the cases begin. */
  default void started(Plan plan) {}

  /** A case has ended. */
  default void ended(CaseResult result) {}
}
