package io.todevice.conformance.client;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the server under test answered.
 *
 * @param status the status
 * @param headers the headers by name in lower case
 * @param body the body; of no bytes if there is none
 * @param took how long the answer took
 * @param exchange its number in the case's log
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record TargetResponse(
    int status, Map<String, List<String>> headers, byte[] body, Duration took, int exchange) {

  private static final int MAX_ERROR = 4096;
  private static final Pattern RETRY_AFTER_MS =
      Pattern.compile("\"retry_after_ms\"\\s*:\\s*(\\d{1,12})");

  /** Copies the headers. */
  public TargetResponse {
    headers = Map.copyOf(headers);
  }

  /** The first header of this name. */
  public Optional<String> findHeader(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /** What {@code Retry-After} says in seconds or with a date (RFC 9110, 10.2.3). */
  public Optional<Duration> findRetryAfter() {
    String value = findHeader("Retry-After").orElse("");
    if (value.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(Instant.now(), then.plusSeconds(1)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** How long the server wants the client to wait: in the header, or else in the body. */
  Optional<Duration> findPause() {
    String start = new String(body, 0, Math.min(body.length, MAX_ERROR), StandardCharsets.UTF_8);
    return findRetryAfter()
        .or(
            () ->
                RETRY_AFTER_MS
                    .matcher(start)
                    .results()
                    .map(found -> Duration.ofMillis(Long.parseLong(found.group(1))))
                    .findFirst());
  }

  /** Tells nothing of the body: there may be secrets in it. */
  @Override
  public String toString() {
    return Integer.toString(status);
  }
}
