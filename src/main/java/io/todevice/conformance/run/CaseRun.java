package io.todevice.conformance.run;

import io.todevice.conformance.client.ExchangeLog;
import io.todevice.conformance.client.NoAnswerException;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.Failure;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.InapplicableException;
import io.todevice.conformance.suite.Target;
import io.todevice.conformance.suite.UnmetException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** One case, run against one server. */
final class CaseRun {

  private final ConformanceCase testCase;
  private final Target target;
  private final KnownFailures knownFailures;
  private final long started = System.nanoTime();
  private final ExchangeLog log = new ExchangeLog();

  CaseRun(ConformanceCase testCase, Target target, KnownFailures knownFailures) {
    this.testCase = testCase;
    this.target = target;
    this.knownFailures = knownFailures;
  }

  /** What was sent and what came. */
  ExchangeLog log() {
    return log;
  }

  /** Runs it, and gives back the users that it took. */
  CaseResult run(long seed, String prefix) {
    String missing =
        testCase.info().requires().stream()
            .filter(each -> !target.capabilities().contains(each))
            .map(Capability::toString)
            .sorted()
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      return skipped("the server does not have: " + missing);
    }
    Random random =
        new Random(seed ^ (testCase.info().id().value().hashCode() * 0x9E3779B97F4A7C15L));
    CaseContext context = new CaseContext(target, log, random, prefix);
    try {
      testCase.body().run(context);
      return passed();
    } catch (InapplicableException e) {
      return skipped(e.reason());
    } catch (Exception e) {
      return failed(failure(e));
    } finally {
      target.accounts().release(context.sessions(), new ExchangeLog());
    }
  }

  /** The case without having been run. */
  CaseResult skipped(String reason) {
    return new CaseResult(
        testCase.info(),
        Outcome.SKIPPED,
        Optional.empty(),
        reason,
        log.record(target.redactor()),
        took());
  }

  private CaseResult passed() {
    Optional<String> known = knownFailures.findReason(testCase.info().id());
    return new CaseResult(
        testCase.info(),
        known.isPresent() ? Outcome.UNEXPECTED_PASS : Outcome.PASSED,
        Optional.empty(),
        known.orElse(""),
        log.record(target.redactor()),
        took());
  }

  private CaseResult failed(Failure failure) {
    Optional<String> known = knownFailures.findReason(testCase.info().id());
    return new CaseResult(
        testCase.info(),
        known.isPresent() ? Outcome.KNOWN_FAILURE : Outcome.FAILED,
        Optional.of(withoutSecrets(failure)),
        known.orElse(""),
        log.record(target.redactor()),
        took());
  }

  /** What is wrong in an answer may be said with a piece of it. */
  private Failure withoutSecrets(Failure failure) {
    return new Failure(
        target.redactor().redact(failure.expected()),
        target.redactor().redact(failure.actual()),
        failure.exchange());
  }

  private static Failure failure(Exception e) {
    Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
    if (cause instanceof UnmetException unmet) {
      return unmet.failure();
    }
    if (cause instanceof NoAnswerException noAnswer) {
      return new Failure(
          "an answer", String.valueOf(noAnswer.getMessage()), OptionalInt.of(noAnswer.exchange()));
    }
    List<StackTraceElement> trace = List.of(cause.getStackTrace());
    return new Failure(
        "a case that can be run",
        "the kit failed: "
            + cause.getClass().getSimpleName()
            + (trace.isEmpty() ? "" : " at " + trace.get(0)),
        OptionalInt.empty());
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
