package io.todevice.conformance.run;

import io.todevice.conformance.derived.ResponseJudge;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.Outcome;
import java.time.Duration;
import java.util.Optional;

/** The results of the cases that a judge of all responses decides when the others have ended. */
record Agreement(ResponseJudge judge, KnownFailures knownFailures) {

  CaseResult result(CaseInfo info) {
    ResponseJudge.Verdict verdict = judge.verdict(info);
    Optional<String> known = knownFailures.findReason(info.id());
    Outcome outcome;
    if (verdict.seen() == 0) {
      outcome = Outcome.SKIPPED;
    } else if (verdict.failure().isPresent()) {
      outcome = known.isPresent() ? Outcome.KNOWN_FAILURE : Outcome.FAILED;
    } else {
      outcome = known.isPresent() ? Outcome.UNEXPECTED_PASS : Outcome.PASSED;
    }
    return new CaseResult(
        info,
        outcome,
        verdict.failure(),
        outcome == Outcome.SKIPPED
            ? "no response of this operation came in the cases that were run"
            : known.orElse(""),
        verdict.exchanges(),
        Duration.ZERO);
  }
}
