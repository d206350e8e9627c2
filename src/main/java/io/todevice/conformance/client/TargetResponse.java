package io.todevice.conformance.client;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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

  /** Copies the headers. */
  public TargetResponse {
    headers = Map.copyOf(headers);
  }

  /** The first header of this name. */
  public Optional<String> findHeader(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /** Tells nothing of the body: there may be secrets in it. */
  @Override
  public String toString() {
    return Integer.toString(status);
  }
}
