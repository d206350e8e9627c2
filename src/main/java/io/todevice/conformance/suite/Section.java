package io.todevice.conformance.suite;

import io.todevice.conformance.report.Capability;
import io.todevice.conformance.report.CaseId;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.Severity;
import io.todevice.conformance.report.SpecificationPlace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Collects cases that come from one place of the specification. Made and read by one thread. */
public final class Section {

  private final SpecificationPlace place;
  private final Set<Capability> needed = EnumSet.noneOf(Capability.class);
  private final List<ConformanceCase> cases = new ArrayList<>();

  /** A section without cases, each of which will need these capabilities. */
  public Section(SpecificationPlace place, Capability... needed) {
    this.place = place;
    this.needed.addAll(List.of(needed));
  }

  /** Adds a case that the specification demands. */
  public Section must(String id, String title, ConformanceCase.Body body, Capability... requires) {
    return add(Severity.MUST, id, title, body, requires);
  }

  /** Adds a case that every large server keeps. */
  public Section should(
      String id, String title, ConformanceCase.Body body, Capability... requires) {
    return add(Severity.SHOULD, id, title, body, requires);
  }

  /** Adds a case of hostile or broken input. */
  public Section robust(
      String id, String title, ConformanceCase.Body body, Capability... requires) {
    return add(Severity.ROBUST, id, title, body, requires);
  }

  /** Adds a case. */
  public Section add(
      Severity severity,
      String id,
      String title,
      ConformanceCase.Body body,
      Capability... requires) {
    Set<Capability> all = EnumSet.copyOf(needed);
    all.addAll(List.of(requires));
    cases.add(new ConformanceCase(new CaseInfo(new CaseId(id), title, severity, place, all), body));
    return this;
  }

  /** The cases so far. */
  public List<ConformanceCase> cases() {
    return List.copyOf(cases);
  }
}
