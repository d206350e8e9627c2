package io.todevice.conformance.run;

import io.todevice.conformance.client.ExchangeLog;
import io.todevice.conformance.client.Redactor;
import io.todevice.conformance.report.Failure;
import io.todevice.conformance.report.RecordedExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps exchanges for the reports as long as they take up no more than a sixteenth of the heap, and
 * then of each case only the one that shows its failure. Safe for use by many threads.
 */
final class Recording {

  /** What a failure's texts may be long. */
  private static final int MAX_TEXT = 2_000;

  /** What an exchange takes up besides its texts. */
  private static final int OVERHEAD = 500;

  private final AtomicLong left = new AtomicLong(Runtime.getRuntime().maxMemory() / 16);

  /** What the reports show of a case. */
  record Recorded(List<RecordedExchange> exchanges, Optional<Failure> failure) {}

  Recorded of(ExchangeLog log, Redactor redactor, Optional<Failure> failure) {
    Optional<Failure> shown = failure.map(each -> withoutSecrets(each, redactor));
    List<RecordedExchange> exchanges = new ArrayList<>();
    for (int i = 0; i < log.size() && left.get() > 0; i++) {
      RecordedExchange exchange = log.record(i, redactor);
      left.addAndGet(-size(exchange));
      exchanges.add(exchange);
    }
    if (exchanges.size() == log.size()) {
      return new Recorded(exchanges, shown);
    }
    OptionalInt number = failure.map(Failure::exchange).orElse(OptionalInt.empty());
    if (number.isEmpty()) {
      return new Recorded(List.of(), shown);
    }
    return new Recorded(
        List.of(log.record(number.getAsInt(), redactor)),
        shown.map(each -> new Failure(each.expected(), each.actual(), OptionalInt.of(0))));
  }

  /** Whether something was left out. */
  boolean isFull() {
    return left.get() <= 0;
  }

  private static long size(RecordedExchange exchange) {
    return OVERHEAD
        + 2L * exchange.target().length()
        + 2L * exchange.requestBody().text().length()
        + 2L * exchange.responseBody().text().length()
        + 2L * exchange.requestHeaders().stream().mapToLong(String::length).sum()
        + 2L * exchange.responseHeaders().stream().mapToLong(String::length).sum();
  }

  /** What is wrong in an answer may be said with a piece of it. */
  private static Failure withoutSecrets(Failure failure, Redactor redactor) {
    return new Failure(
        redactor.redact(failure.expected(), MAX_TEXT),
        redactor.redact(failure.actual(), MAX_TEXT),
        failure.exchange());
  }
}
