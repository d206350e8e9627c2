package io.todevice.cli.conformance;

import io.todevice.conformance.report.CaseId;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An earlier run, to compare one with. */
final class Baseline {

  private static final int MAX_NAMED = 20;

  private final String started;
  private final Map<CaseId, Outcome> outcomes;

  Baseline(ConformanceReport report) {
    started = report.started().toString();
    outcomes =
        report.results().stream()
            .collect(Collectors.toMap(result -> result.info().id(), CaseResult::outcome));
  }

  /** What has changed since, in sentences. */
  List<String> compare(ConformanceReport report) {
    List<String> failing = new ArrayList<>();
    List<String> mended = new ArrayList<>();
    List<String> added = new ArrayList<>();
    for (CaseResult result : report.results()) {
      String id = result.info().id().value();
      Outcome before = outcomes.get(result.info().id());
      Outcome now = result.outcome();
      if (before == null) {
        added.add(id);
      } else if (now.isFailure() && !before.isFailure()) {
        failing.add(id);
      } else if (now.isPass() && before.isFailure()) {
        mended.add(id);
      }
    }
    List<String> sentences = new ArrayList<>();
    say(sentences, "fail that did not", failing);
    say(sentences, "pass that failed", mended);
    say(sentences, "were not run then", added);
    return sentences.isEmpty()
        ? List.of("Since the run of " + started + " no outcome is another.")
        : sentences;
  }

  private void say(List<String> sentences, String what, List<String> ids) {
    if (!ids.isEmpty()) {
      sentences.add(
          "Since the run of "
              + started
              + " these "
              + what
              + ": "
              + String.join(", ", ids.subList(0, Math.min(ids.size(), MAX_NAMED)))
              + (ids.size() > MAX_NAMED ? ", and " + (ids.size() - MAX_NAMED) + " more." : "."));
    }
  }
}
