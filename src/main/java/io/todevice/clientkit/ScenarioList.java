package io.todevice.clientkit;

import io.todevice.conformance.report.CaseId;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.Severity;
import io.todevice.conformance.report.SpecificationPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Collects the scenarios that come from one place of the specification. */
final class ScenarioList {

  private final SpecificationPlace place;
  private final List<Scenario> scenarios = new ArrayList<>();

  ScenarioList(String section, String anchor) {
    place = new SpecificationPlace(section, anchor);
  }

  /** Adds what the specification demands. */
  ScenarioList must(String id, String title, Scenario.Script script, ClientAbility... needs) {
    return add(Severity.MUST, id, title, script, needs);
  }

  /** Adds what it asks for, or what servers rely on. */
  ScenarioList should(String id, String title, Scenario.Script script, ClientAbility... needs) {
    return add(Severity.SHOULD, id, title, script, needs);
  }

  /** Adds what a server may do only when it is broken. */
  ScenarioList robust(String id, String title, Scenario.Script script, ClientAbility... needs) {
    return add(Severity.ROBUST, id, title, script, needs);
  }

  private ScenarioList add(
      Severity severity, String id, String title, Scenario.Script script, ClientAbility... needs) {
    scenarios.add(
        new Scenario(
            new CaseInfo(new CaseId(id), title, severity, place, Set.of()), Set.of(needs), script));
    return this;
  }

  /** All scenarios of some places, in order. */
  static List<Scenario> join(ScenarioList... lists) {
    return Stream.of(lists).flatMap(list -> list.scenarios.stream()).toList();
  }
}
