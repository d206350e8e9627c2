package io.todevice.conformance.run;

import io.todevice.conformance.report.CapabilityFinding;
import java.util.List;

/**
 * What a run is about to do.
 *
 * @param target where the server is
 * @param revision the revision of the specification that it is held against
 * @param seed what makes the run repeatable
 * @param capabilities what it is able to do
 * @param cases how many cases will be looked at
 * @param users about how many users will be registered; 0 if none will
 */
public record Plan(
    String target,
    String revision,
    long seed,
    List<CapabilityFinding> capabilities,
    int cases,
    int users) {

  /** Copies the list. */
  public Plan {
    capabilities = List.copyOf(capabilities);
  }
}
