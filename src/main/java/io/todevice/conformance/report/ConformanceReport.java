package io.todevice.conformance.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A whole run.
 *
 * @param target the base URL of the server, or the name of the client
 * @param revision the revision of the specification that it was held against
 * @param seed what makes the run repeatable
 * @param started when it began
 * @param took how long it ran
 * @param capabilities what it is able to do
 * @param results how the cases ended, in the order of their identifiers
 * @param remarks what a reader should know besides, for example what could not be removed
 * @param isServerGone whether the server was no longer reached, so that cases were left out
 */
public record ConformanceReport(
    String target,
    String revision,
    long seed,
    Instant started,
    Duration took,
    List<CapabilityFinding> capabilities,
    List<CaseResult> results,
    List<String> remarks,
    boolean isServerGone) {

  /** Copies the lists. */
  public ConformanceReport {
    capabilities = List.copyOf(capabilities);
    results = List.copyOf(results);
    remarks = List.copyOf(remarks);
  }

  /** The same with more remarks. */
  public ConformanceReport withRemarks(List<String> more) {
    return new ConformanceReport(
        target,
        revision,
        seed,
        started,
        took,
        capabilities,
        results,
        Stream.concat(remarks.stream(), more.stream()).toList(),
        isServerGone);
  }

  /** How many cases ended so. */
  public long count(Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).count();
  }

  /** How many cases of this severity ended so. */
  public long count(Outcome outcome, Severity severity) {
    return results.stream()
        .filter(result -> result.outcome() == outcome && result.info().severity() == severity)
        .count();
  }

  /** Whether any case came to an outcome. */
  public boolean isAnythingRun() {
    return count(Outcome.SKIPPED) < results.size();
  }

  /** The heaviest severity of which a case failed that nobody knew to fail. */
  public Optional<Severity> findWorst() {
    return results.stream()
        .filter(result -> result.outcome() == Outcome.FAILED)
        .map(result -> result.info().severity())
        .min(Severity::compareTo);
  }
}
