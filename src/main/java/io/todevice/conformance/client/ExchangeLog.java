package io.todevice.conformance.client;

import io.todevice.conformance.report.Payload;
import io.todevice.conformance.report.RecordedExchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The exchanges of one case, in the order of sending. Safe for use by many threads. */
public final class ExchangeLog {

  /** How much of a body, and of a head, is shown. */
  private static final int MAX_SHOWN = 4096;

  private static final int MAX_BYTES = 4 << 20;
  private static final int MAX_EXCHANGES = 5_000;

  private final long maxBytes;
  private final long started = System.nanoTime();
  private long bytes;
  private boolean isLimited;
  private final List<Entry> entries = new ArrayList<>();

  /** A log of answers of 4 MiB together. */
  public ExchangeLog() {
    this(MAX_BYTES);
  }

  /** A log of answers of so many bytes together; what is longer is not read. */
  public ExchangeLog(long maxBytes) {
    this.maxBytes = maxBytes;
  }

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
    if (entries.size() == MAX_EXCHANGES) {
      throw new NoAnswerException(
          NoAnswerException.Kind.BROKEN,
          "not sent: the case has had " + MAX_EXCHANGES + " exchanges",
          MAX_EXCHANGES - 1);
    }
    entries.add(new Entry(request, isRaw, Duration.ofNanos(System.nanoTime() - started)));
    return entries.size() - 1;
  }

  /** Makes room for bytes that come in; returns whether there is any. */
  synchronized boolean admit(long more) {
    bytes += more;
    return bytes <= maxBytes;
  }

  /** Takes note of an answer, whose body has been admitted; returns whether its head has room. */
  synchronized boolean end(int exchange, TargetResponse response) {
    long head =
        response.headers().entrySet().stream()
            .mapToLong(
                header ->
                    header.getKey().length()
                        + header.getValue().stream().mapToLong(String::length).sum())
            .sum();
    if (!admit(head)) {
      return false;
    }
    Entry entry = entries.get(exchange);
    entry.response = response;
    entry.took = response.took();
    entry.problem = "";
    return true;
  }

  synchronized void fail(int exchange, String problem, Duration took) {
    entries.get(exchange).problem = problem;
    entries.get(exchange).took = took;
  }

  /** Takes note that a request was refused because there were too many, and has to wait. */
  synchronized void noteLimit(TargetRequest request) {
    isLimited |= !request.who().isEmpty();
  }

  /** Whether a request of a device had to wait, so that times and orders may be others. */
  public synchronized boolean isLimited() {
    return isLimited;
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

  /** One of them, as a report shows it. */
  public synchronized RecordedExchange record(int exchange, Redactor redactor) {
    return record(entries.get(exchange), redactor);
  }

  private static RecordedExchange record(Entry entry, Redactor redactor) {
    TargetRequest request = entry.request;
    TargetResponse response = entry.response;
    return new RecordedExchange(
        request.who(),
        request.method(),
        redactor.redact(request.target(), MAX_SHOWN),
        entry.isRaw,
        lines(request.headers().stream().map(TargetRequest.Header::toString), redactor),
        payload(request.body().orElse(new byte[0]), redactor),
        response == null ? Optional.empty() : Optional.of(response.status()),
        response == null ? List.of() : lines(lines(response.headers()), redactor),
        response == null ? Payload.NONE : payload(response.body(), redactor),
        entry.startedAfter,
        entry.took,
        entry.problem);
  }

  private static Stream<String> lines(Map<String, List<String>> headers) {
    return headers.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(header -> header.getValue().stream().map(value -> header.getKey() + ": " + value));
  }

  private static List<String> lines(Stream<String> headers, Redactor redactor) {
    List<String> shown = new ArrayList<>();
    int left = MAX_SHOWN;
    for (String header : (Iterable<String>) headers::iterator) {
      if (left <= 0) {
        shown.add("…");
        return shown;
      }
      shown.add(redactor.redact(header, left));
      left -= header.length();
    }
    return shown;
  }

  /** Decodes no more than what is shown, and a character that stands across its end. */
  private static Payload payload(byte[] body, Redactor redactor) {
    int looked = Math.min(body.length, 4 * (MAX_SHOWN + Redactor.MAX_LENGTH + 1));
    String text = new String(body, 0, looked, StandardCharsets.UTF_8);
    return new Payload(redactor.redact(text, MAX_SHOWN), body.length);
  }
}
