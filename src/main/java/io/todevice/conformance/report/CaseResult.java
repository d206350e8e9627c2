package io.todevice.conformance.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a case ended.
 *
 * @param info what the case is
 * @param outcome how it ended
 * @param failure what was expected and what came; there is one if the case failed, known or not
 * @param reason why it was skipped, or why its failure is known; otherwise empty
 * @param exchanges what was sent and what came, in the order of sending
 * @param took how long it ran
 */
public record CaseResult(
    CaseInfo info,
    Outcome outcome,
    Optional<Failure> failure,
    String reason,
    List<RecordedExchange> exchanges,
    Duration took) {

  /** Copies the list. */
  public CaseResult {
    exchanges = List.copyOf(exchanges);
  }
}
