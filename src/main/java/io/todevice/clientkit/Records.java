package io.todevice.clientkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.clientkit.Moment.Call;
import io.todevice.clientkit.Moment.Report;
import io.todevice.conformance.client.Redactor;
import io.todevice.conformance.report.Failure;
import io.todevice.conformance.report.Payload;
import io.todevice.conformance.report.RecordedExchange;
import io.todevice.faults.ProxyResponse;
import io.todevice.faults.ProxyResponse.Part;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What was seen of a client, as reports show it: without secrets, and not without end. */
final class Records {

  private static final int MAX_TEXT = 2_000;

  /** A client that does not pause makes many requests. */
  private static final int MAX_MOMENTS = 200;

  private static final List<String> SECRETS = List.of("access_token", "refresh_token", "password");

  private final List<Moment> moments;
  private final Redactor redactor;
  private final long started;
  private final int from;
  private final int to;

  /**
   * Of what was seen.
   *
   * @param place what shows a failure, and is kept with what was before it
   */
  Records(List<Moment> moments, OptionalInt place, Redactor redactor, long started) {
    this.moments = moments;
    this.redactor = redactor;
    this.started = started;
    to = Math.min(moments.size(), Math.max(MAX_MOMENTS, place.orElse(0) + 1));
    from = Math.max(0, to - MAX_MOMENTS);
    for (Moment moment : moments) {
      if (moment instanceof Call call) {
        redactor.add(call.request().token(), "token");
        hide(call.body());
        hide(call.responseBody());
      }
    }
  }

  private void hide(JsonNode body) {
    SECRETS.forEach(name -> redactor.add(body.path(name).asText(""), name.replace('_', ' ')));
  }

  /** The failure, as it is with these records. */
  Failure shown(Failure failure) {
    OptionalInt place = failure.exchange();
    return new Failure(
        redactor.redact(failure.expected(), MAX_TEXT),
        redactor.redact(failure.actual(), MAX_TEXT),
        place.isPresent() ? OptionalInt.of(place.getAsInt() - from) : place);
  }

  /** The records. */
  List<RecordedExchange> list() {
    return moments.subList(from, to).stream().map(this::record).toList();
  }

  private RecordedExchange record(Moment moment) {
    if (moment instanceof Call call) {
      return record(call);
    }
    Report report = (Report) moment;
    return new RecordedExchange(
        "report of the client",
        report.kind(),
        redactor.redact(report.value().toString(), MAX_TEXT),
        /* isRaw= */ true,
        List.of(),
        Payload.NONE,
        Optional.empty(),
        List.of(),
        Payload.NONE,
        Duration.ofNanos(report.nanos() - started),
        Duration.ZERO,
        "");
  }

  private RecordedExchange record(Call call) {
    Optional<ProxyResponse> whole =
        call.response().filter(each -> each.sending().part() == Part.WHOLE);
    return new RecordedExchange(
        "request of the client",
        call.request().method(),
        redactor.redact(call.request().target(), MAX_TEXT),
        /* isRaw= */ true,
        headers(call.request().headers()),
        payload(call.request().body()),
        whole.map(ProxyResponse::status),
        whole.map(each -> headers(each.headers())).orElse(List.of()),
        whole.map(each -> payload(each.body())).orElse(Payload.NONE),
        Duration.ofNanos(call.nanos() - started),
        call.response().isPresent()
            ? Duration.ofNanos(call.answeredNanos() - call.nanos())
            : Duration.ZERO,
        call.response().map(each -> problem(each.sending().part())).orElse("no response yet"));
  }

  private static String problem(Part part) {
    return switch (part) {
      case WHOLE -> "";
      case NONE -> "the response got lost";
      case RESET -> "the connection was reset";
      case HALF -> "half of the response came";
    };
  }

  private List<String> headers(List<String> lines) {
    return lines.stream().map(line -> redactor.redact(line, MAX_TEXT)).toList();
  }

  private Payload payload(byte[] body) {
    return body.length == 0
        ? Payload.NONE
        : new Payload(
            redactor.redact(new String(body, StandardCharsets.UTF_8), MAX_TEXT), body.length);
  }
}
