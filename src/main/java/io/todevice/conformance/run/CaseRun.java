package io.todevice.conformance.run;

import io.todevice.conformance.client.Deadline;
import io.todevice.conformance.client.ExchangeLog;
import io.todevice.conformance.client.NoAnswerException;
import io.todevice.conformance.client.NoAnswerException.Kind;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.report.CaseInfo;
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

  private static final String TIME_WAS_UP =
      "the time for the whole run was up (--total-timeout gives it more)";
  private static final String LIMITED = " (--rate, --users or a longer --total-timeout may help)";
  private static final String GONE = "the server is no longer reached";

  private final ConformanceCase testCase;
  private final Target target;
  private final KnownFailures knownFailures;
  private final Presence presence;
  private final Recording recording;
  private final long started = System.nanoTime();
  private final ExchangeLog log;

  /**
   * A run of a case.
   *
   * @param maxBytes how long the answers that it gets may be together
   */
  CaseRun(
      ConformanceCase testCase,
      Target target,
      KnownFailures knownFailures,
      Presence presence,
      Recording recording,
      long maxBytes) {
    this.testCase = testCase;
    this.target = target;
    this.knownFailures = knownFailures;
    this.presence = presence;
    this.recording = recording;
    log = new ExchangeLog(maxBytes);
  }

  /** What was sent and what came. */
  ExchangeLog log() {
    return log;
  }

  /** Runs it, and gives back the users that it took. */
  CaseResult run(long seed, String prefix) {
    Optional<String> reason = findReasonToSkip();
    if (reason.isPresent()) {
      return skipped(reason.get());
    }
    Random random =
        new Random(seed ^ (testCase.info().id().value().hashCode() * 0x9E3779B97F4A7C15L));
    CaseContext context = new CaseContext(target, log, random, prefix);
    try {
      testCase.body().run(context);
      return judged(Optional.empty());
    } catch (Exception | StackOverflowError e) {
      return ended(e instanceof CompletionException && e.getCause() != null ? e.getCause() : e);
    } finally {
      target.accounts().release(context.sessions(), new ExchangeLog());
    }
  }

  private Optional<String> findReasonToSkip() {
    if (deadline().isOver()) {
      return Optional.of(TIME_WAS_UP);
    }
    if (presence.isGone()) {
      return Optional.of(GONE);
    }
    String missing =
        testCase.info().requires().stream()
            .filter(each -> !target.capabilities().contains(each))
            .sorted()
            .map(each -> each + " (" + each.remedy() + ")")
            .collect(Collectors.joining(", "));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("the server does not have: " + missing);
  }

  /** A failure says nothing against a server that had no time, or was limiting requests. */
  private CaseResult ended(Throwable cause) {
    if (cause instanceof InapplicableException inapplicable) {
      return skipped(inapplicable.reason());
    }
    Optional<Kind> kind =
        cause instanceof NoAnswerException noAnswer
            ? Optional.of(noAnswer.kind())
            : Optional.empty();
    if (kind.equals(Optional.of(Kind.LIMITED))) {
      return skipped("the server limits requests: " + cause.getMessage() + LIMITED);
    }
    if (deadline().isOver()) {
      return skipped(TIME_WAS_UP);
    }
    Failure failure = failure(cause);
    if (log.isLimited()) {
      return skipped(
          "the server limits requests, and after a wait the case did not go on as it should: "
              + "expected "
              + target.redactor().redact(failure.expected())
              + ", but "
              + target.redactor().redact(failure.actual())
              + LIMITED);
    }
    if (!isGone()) {
      return judged(Optional.of(failure));
    }
    return kind.equals(Optional.of(Kind.NOT_REACHED))
        ? skipped(GONE)
        : judged(
            Optional.of(
                new Failure(
                    failure.expected(),
                    failure.actual() + "; and the server is no longer there",
                    failure.exchange())));
  }

  /** Cases that stop the server are not surprised. */
  private boolean isGone() {
    try {
      return !testCase.info().requires().contains(Capability.SERVER_STOP) && presence.look();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A case that did not end when the run did. */
  static CaseResult unfinished(CaseInfo info) {
    return new CaseResult(
        info, Outcome.SKIPPED, Optional.empty(), TIME_WAS_UP, List.of(), Duration.ZERO);
  }

  /** The case without a judgement. */
  CaseResult skipped(String reason) {
    Recording.Recorded recorded = recording.of(log, target.redactor(), Optional.empty());
    return new CaseResult(
        testCase.info(), Outcome.SKIPPED, Optional.empty(), reason, recorded.exchanges(), took());
  }

  private CaseResult judged(Optional<Failure> failure) {
    Recording.Recorded recorded = recording.of(log, target.redactor(), failure);
    return knownFailures.judge(testCase.info(), recorded.failure(), recorded.exchanges(), took());
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - started);
  }

  private static Failure failure(Throwable cause) {
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

  private Deadline deadline() {
    return target.client().settings().deadline();
  }
}
