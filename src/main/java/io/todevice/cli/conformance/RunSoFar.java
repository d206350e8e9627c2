package io.todevice.cli.conformance;

import io.todevice.conformance.report.CaseId;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.run.Plan;
import io.todevice.conformance.run.RunListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run has judged so far, of which there is a report if it ends early. Safe for use by many
 * threads.
 */
final class RunSoFar implements RunListener {

  private final RunListener progress;
  private final List<CaseInfo> selected;
  private final Instant startedAt = Instant.now();
  private final long started = System.nanoTime();
  private final Map<CaseId, CaseResult> results = new TreeMap<>();
  private Optional<Plan> plan = Optional.empty();
  private boolean hasEnded;

  /**
   * Nothing yet.
   *
   * @param progress is notified until the run ends
   * @param selected the cases that were chosen
   */
  RunSoFar(RunListener progress, List<CaseInfo> selected) {
    this.progress = progress;
    this.selected = selected;
  }

  @Override
  public synchronized void started(Plan its) {
    if (!hasEnded) {
      plan = Optional.of(its);
      progress.started(its);
    }
  }

  @Override
  public synchronized void ended(CaseResult result) {
    if (!hasEnded) {
      results.put(result.info().id(), result);
      progress.ended(result);
    }
  }

  /** Ends the run; returns whether it was going on. What is judged after that does not count. */
  synchronized boolean end() {
    boolean wasGoing = !hasEnded;
    hasEnded = true;
    return wasGoing;
  }

  /** A report in which the remaining cases are not run; empty if no case had begun. */
  synchronized Optional<ConformanceReport> report(String reason) {
    List<CaseResult> all =
        selected.stream()
            .map(info -> results.getOrDefault(info.id(), notRun(info, reason)))
            .toList();
    String remark =
        "The run is incomplete: %s. %d of %d cases were not run."
            .formatted(reason, all.size() - results.size(), all.size());
    return plan.map(
        its ->
            new ConformanceReport(
                its.target(),
                its.revision(),
                its.seed(),
                startedAt,
                Duration.ofNanos(System.nanoTime() - started),
                its.capabilities(),
                all,
                List.of(remark),
                /* isServerGone= */ false));
  }

  private static CaseResult notRun(CaseInfo info, String reason) {
    return new CaseResult(
        info, Outcome.SKIPPED, Optional.empty(), "not run: " + reason, List.of(), Duration.ZERO);
  }
}
