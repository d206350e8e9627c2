package io.todevice.cli.spec;

import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.Impact;
import java.util.Locale;
import java.util.Set;

/** Which breaking changes make {@code spec diff} end with an error. */
enum FailOn {
  CLIENTS(Set.of(Impact.CLIENTS)),
  CODE(Set.of(Impact.CODE)),
  ANY(Set.of(Impact.CLIENTS, Impact.CODE)),
  NEVER(Set.of());

  private final Set<Impact> impacts;

  FailOn(Set<Impact> impacts) {
    this.impacts = impacts;
  }

  /** What is an error. */
  Set<Impact> impacts() {
    return impacts;
  }

  /** Whether a served operation has such a change. */
  boolean isMetBy(DriftReport report) {
    return impacts.stream().anyMatch(report::has);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
