package io.todevice.conformance.run;

import io.todevice.conformance.report.CapabilityFinding;
import io.todevice.conformance.report.CaseResult;
import java.util.List;

/** Is told how a run gets on. Called by one thread at a time. */
public interface RunListener {

  /** Wants to know nothing. */
  RunListener NONE = new RunListener() {};

  /** What the server is able to do is known, and so many cases will be looked at. */
  default void started(List<CapabilityFinding> capabilities, int cases) {}

  /** A case has ended. */
  default void ended(CaseResult result) {}
}
