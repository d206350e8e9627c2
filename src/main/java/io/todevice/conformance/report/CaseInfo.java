package io.todevice.conformance.report;

import java.util.Set;

/**
 * What a case is.
 *
 * @param id its identifier, which never changes
 * @param title what a pass shows, as a sentence
 * @param severity how much a failure weighs
 * @param place where in the specification it comes from
 * @param requires without which capabilities it cannot be run
 */
public record CaseInfo(
    CaseId id,
    String title,
    Severity severity,
    SpecificationPlace place,
    Set<Capability> requires) {

  /** Copies the set. */
  public CaseInfo {
    requires = Set.copyOf(requires);
  }

  /** The clause that it belongs to. */
  public String clause() {
    return id.clause();
  }
}
