package io.todevice.conformance.derived;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.client.ExchangeLog;
import io.todevice.conformance.client.ExchangeLog.Answered;
import io.todevice.conformance.client.Redactor;
import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.client.TargetResponse;
import io.todevice.conformance.report.CaseId;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.Failure;
import io.todevice.conformance.report.RecordedExchange;
import io.todevice.conformance.report.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Looks at every response of a run: those of documented operations must be what the document says,
 * and none may be a server error. Safe for use by many threads.
 */
public final class ResponseJudge {

  private static final int MOST_SHOWN = 3;
  private static final int MOST_CHARACTERS = 1_000;

  /**
   * What HTTP servers refuse before they know what a request is for, each with words of its own.
   */
  private static final Set<Integer> BEFORE_ROUTING = Set.of(413, 414, 431);

  /** What many HTTP servers refuse so, before they know what it is for. */
  private static final int LONG_HEAD = 8_000;

  private final DocumentRules rules;
  private final Map<String, Tally> tallies = new HashMap<>();

  private static final class Tally {
    int seen;
    int wrong;
    String first = "";
    final List<RecordedExchange> shown = new ArrayList<>();
  }

  /**
   * What there is to say of an operation.
   *
   * @param seen how many responses of it were looked at
   * @param failure what is wrong with them
   * @param exchanges the first of those that are wrong
   */
  public record Verdict(int seen, Optional<Failure> failure, List<RecordedExchange> exchanges) {

    /** Copies the list. */
    public Verdict {
      exchanges = List.copyOf(exchanges);
    }
  }

  /** A judge that has seen nothing yet. */
  public ResponseJudge(JsonNode document) {
    rules = new DocumentRules(document);
  }

  /** The cases that it judges, one for each operation. */
  public static List<CaseInfo> listCases(JsonNode document) {
    return TestedOperation.list(document).stream()
        .map(
            operation ->
                new CaseInfo(
                    operation.newCaseId("every-response"),
                    "every response of "
                        + operation.name()
                        + " in the whole run is what the document says",
                    Severity.MUST,
                    operation.place(),
                    Set.of()))
        .toList();
  }

  /**
   * Looks at the exchanges of a case that has ended. A server error of a case that failed is that
   * case's own finding, with a severity of its own. Ends when the thread is interrupted.
   */
  public void look(CaseResult result, ExchangeLog log, Redactor redactor) {
    CaseId of = result.info().id();
    for (Answered answered : log.listAnswered()) {
      TargetResponse response = answered.response();
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      if (isUnserved(response) || (response.status() >= 500 && result.failure().isPresent())) {
        continue;
      }
      rules
          .judge(
              answered.request(),
              response.status(),
              response.findHeader("Content-Type").orElse(""),
              response.body())
          .ifPresent(
              judgement ->
                  note(
                      judgement.operationId(),
                      problem(answered, judgement)
                          .map(text -> redactor.redact(text, MOST_CHARACTERS)),
                      of,
                      () -> log.record(answered.exchange(), redactor)));
    }
  }

  private synchronized void note(
      String operationId,
      Optional<String> problem,
      CaseId of,
      java.util.function.Supplier<RecordedExchange> exchange) {
    Tally tally = tallies.computeIfAbsent(operationId, id -> new Tally());
    tally.seen++;
    if (problem.isPresent()) {
      tally.wrong++;
      if (tally.shown.size() < MOST_SHOWN) {
        tally.shown.add(exchange.get());
      }
      if (tally.first.isEmpty()) {
        tally.first = of + ": " + problem.get();
      }
    }
  }

  /** What it has seen of the operation that a case of {@link #listCases} is about. */
  public synchronized Verdict verdict(CaseInfo info) {
    String id = info.id().value();
    Tally tally =
        tallies.getOrDefault(id.substring(id.indexOf('.') + 1, id.lastIndexOf('.')), new Tally());
    Optional<Failure> failure =
        tally.wrong == 0
            ? Optional.empty()
            : Optional.of(
                new Failure(
                    "all " + tally.seen + " responses as the document says",
                    tally.wrong + " are not; first in " + tally.first,
                    OptionalInt.of(0)));
    return new Verdict(tally.seen, failure, tally.shown);
  }

  private static Optional<String> problem(Answered answered, DocumentRules.Judgement judgement) {
    int status = answered.response().status();
    if (status >= 500) {
      return Optional.of("a server error: " + status);
    }
    return judgement.violations().isEmpty() || isOfHttpAlone(answered)
        ? Optional.empty()
        : Optional.of(status + ", " + judgement.violations());
  }

  private static boolean isOfHttpAlone(Answered answered) {
    TargetRequest request = answered.request();
    int head =
        request.target().length()
            + request.headers().stream().mapToInt(header -> header.toString().length()).sum();
    return answered.isRaw()
        || BEFORE_ROUTING.contains(answered.response().status())
        || (head > LONG_HEAD && answered.response().status() >= 400);
  }

  private static boolean isUnserved(TargetResponse response) {
    return (response.status() == 404 || response.status() == 405)
        && new String(response.body(), StandardCharsets.UTF_8).contains("M_UNRECOGNIZED");
  }
}
