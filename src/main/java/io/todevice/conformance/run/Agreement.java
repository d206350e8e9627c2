package io.todevice.conformance.run;

import io.todevice.conformance.derived.ResponseJudge;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The results of the cases that a judge of all responses decides when the others have ended. */
record Agreement(ResponseJudge judge, KnownFailures knownFailures) {

  CaseResult result(CaseInfo info) {
    ResponseJudge.Verdict verdict = judge.verdict(info);
    return verdict.seen() > 0
        ? knownFailures.judge(info, verdict.failure(), verdict.exchanges(), Duration.ZERO)
        : new CaseResult(
            info,
            Outcome.SKIPPED,
            Optional.empty(),
            "no response of this operation came in the cases that were run",
            List.of(),
            Duration.ZERO);
  }
}
