package io.todevice.conformance.render;

import io.todevice.conformance.report.Capability;
import io.todevice.conformance.report.CapabilityFinding;
import io.todevice.conformance.report.CaseId;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Failure;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.report.Payload;
import io.todevice.conformance.report.RecordedExchange;
import io.todevice.conformance.report.Severity;
import io.todevice.conformance.report.SpecificationPlace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A run of which every text that a server has a say in is as bad as it can be. */
final class HostileReport {

  /**
   * Markup, quotes, pipes, breaks, what controls a terminal or the order of reading, halves of
   * characters, and a whole one.
   */
  static final String TEXT =
      "<script>alert('1')</script> & \" \\| | a\r\n"
          + "b\t\0 \u001b[2J \u009b \ud800 \udfff \uffff \u202eevil\u2066 😀";

  private HostileReport() {}

  /** Two cases of each outcome, of two clauses. */
  static ConformanceReport get() {
    return new ConformanceReport(
        TEXT,
        TEXT,
        7,
        Instant.EPOCH,
        Duration.ofSeconds(1),
        List.of(new CapabilityFinding(Capability.LOGOUT_ALL, true, false, TEXT)),
        List.of(
            result("S1.failed", Severity.MUST, Outcome.FAILED),
            result("S1.known", Severity.SHOULD, Outcome.KNOWN_FAILURE),
            result("S1.passed", Severity.MUST, Outcome.PASSED),
            result("T1.failed", Severity.ROBUST, Outcome.FAILED),
            result("T1.skipped", Severity.MUST, Outcome.SKIPPED),
            result("T1.unexpected", Severity.MUST, Outcome.UNEXPECTED_PASS)),
        List.of(TEXT),
        false);
  }

  private static CaseResult result(String id, Severity severity, Outcome outcome) {
    boolean hasFailure = outcome == Outcome.FAILED || outcome == Outcome.KNOWN_FAILURE;
    CaseInfo info =
        new CaseInfo(
            new CaseId(id),
            "title of " + id,
            severity,
            new SpecificationPlace("Section", "section"),
            Set.of());
    return new CaseResult(
        info,
        outcome,
        hasFailure ? Optional.of(new Failure(TEXT, TEXT, OptionalInt.of(0))) : Optional.empty(),
        outcome == Outcome.PASSED || outcome == Outcome.FAILED ? "" : TEXT,
        List.of(exchange(Optional.of(200), ""), exchange(Optional.empty(), TEXT)),
        Duration.ofMillis(1234));
  }

  /** A run without cases but these. */
  static ConformanceReport of(String target, CaseResult... results) {
    ConformanceReport report = get();
    return new ConformanceReport(
        target,
        report.revision(),
        report.seed(),
        report.started(),
        report.took(),
        report.capabilities(),
        results.length == 0 ? report.results() : List.of(results),
        report.remarks(),
        false);
  }

  /** A case that failed after a request, and the same request as bytes. */
  static CaseResult failed(String requestTarget, String header, String body) {
    CaseResult hostile = result("S1.failed", Severity.MUST, Outcome.FAILED);
    return new CaseResult(
        hostile.info(),
        hostile.outcome(),
        hostile.failure(),
        "",
        List.of(
            exchange(requestTarget, false, header, body, Optional.of(200), ""),
            exchange(requestTarget, true, header, body, Optional.of(200), "")),
        hostile.took());
  }

  private static RecordedExchange exchange(Optional<Integer> status, String problem) {
    return exchange(TEXT, false, TEXT, TEXT, status, problem);
  }

  private static RecordedExchange exchange(
      String target,
      boolean isRaw,
      String header,
      String body,
      Optional<Integer> status,
      String problem) {
    return new RecordedExchange(
        TEXT,
        "GET",
        target,
        isRaw,
        List.of(header),
        new Payload(body, 10),
        status,
        List.of(TEXT),
        new Payload(TEXT, 10),
        Duration.ZERO,
        Duration.ZERO,
        problem);
  }
}
