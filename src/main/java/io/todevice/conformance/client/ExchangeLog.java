package io.todevice.conformance.client;

import io.todevice.conformance.report.Payload;
import io.todevice.conformance.report.RecordedExchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The exchanges of one case, in the order of sending. Safe for use by many threads. */
public final class ExchangeLog {

  /** How much of a body is shown. */
  private static final int MAX_SHOWN_BYTES = 4096;

  private final long started = System.nanoTime();
  private final List<Entry> entries = new ArrayList<>();

  /** One exchange; the answer is filled in when it comes. */
  private static final class Entry {
    final TargetRequest request;
    final boolean isRaw;
    final Duration startedAfter;
    @Nullable TargetResponse response;
    Duration took = Duration.ZERO;
    String problem = "no answer when the case ended";

    Entry(TargetRequest request, boolean isRaw, Duration startedAfter) {
      this.request = request;
      this.isRaw = isRaw;
      this.startedAfter = startedAfter;
    }
  }

  /** Takes note of a request that goes out now, and returns its number. */
  int begin(TargetRequest request) {
    return begin(request, /* isRaw= */ false);
  }

  /** Takes note of bytes that go out now and may be no request. */
  int beginRaw(TargetRequest what) {
    return begin(what, /* isRaw= */ true);
  }

  private synchronized int begin(TargetRequest request, boolean isRaw) {
    entries.add(new Entry(request, isRaw, Duration.ofNanos(System.nanoTime() - started)));
    return entries.size() - 1;
  }

  synchronized void end(int exchange, TargetResponse response) {
    Entry entry = entries.get(exchange);
    entry.response = response;
    entry.took = response.took();
    entry.problem = "";
  }

  synchronized void fail(int exchange, String problem, Duration took) {
    entries.get(exchange).problem = problem;
    entries.get(exchange).took = took;
  }

  /** How many there are. */
  public synchronized int size() {
    return entries.size();
  }

  /**
   * A request and the answer that came to it.
   *
   * @param exchange its number
   * @param request the request
   * @param isRaw whether it went out as bytes that may be no request at all
   * @param response the answer
   */
  public record Answered(
      int exchange, TargetRequest request, boolean isRaw, TargetResponse response) {}

  /** Those that were answered, as they were on the wire: with secrets. */
  public synchronized List<Answered> listAnswered() {
    List<Answered> answered = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      TargetResponse response = entries.get(i).response;
      if (response != null) {
        Entry entry = entries.get(i);
        answered.add(new Answered(i, entry.request, entry.isRaw, response));
      }
    }
    return answered;
  }

  /** All of them, as a report shows them. */
  public synchronized List<RecordedExchange> record(Redactor redactor) {
    return entries.stream().map(entry -> record(entry, redactor)).toList();
  }

  private static RecordedExchange record(Entry entry, Redactor redactor) {
    TargetRequest request = entry.request;
    TargetResponse response = entry.response;
    return new RecordedExchange(
        request.who(),
        request.method(),
        redactor.redact(request.target()),
        request.headers().stream().map(header -> redactor.redact(header.toString())).toList(),
        payload(request.body().orElse(new byte[0]), redactor),
        response == null ? Optional.empty() : Optional.of(response.status()),
        response == null ? List.of() : lines(response.headers(), redactor),
        response == null ? Payload.NONE : payload(response.body(), redactor),
        entry.startedAfter,
        entry.took,
        entry.problem);
  }

  private static List<String> lines(Map<String, List<String>> headers, Redactor redactor) {
    return headers.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(
            header ->
                header.getValue().stream()
                    .map(value -> redactor.redact(header.getKey() + ": " + value)))
        .toList();
  }

  /** Secrets go before it is cut: half of one is still too much. */
  private static Payload payload(byte[] body, Redactor redactor) {
    String text = redactor.redact(new String(body, StandardCharsets.UTF_8));
    int end = Math.min(text.length(), MAX_SHOWN_BYTES);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return new Payload(end < text.length() ? text.substring(0, end) + "…" : text, body.length);
  }
}
