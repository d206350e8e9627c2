package io.todevice.conformance.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A request and what came back, without secrets.
 *
 * @param who who sent it, for example {@code @kit-1:localhost ABCDEF}; empty for nobody
 * @param method its method
 * @param target what stood in the request line
 * @param isRaw whether no line for a shell would repeat it: bytes that may be no request at all, or
 *     what a client has done
 * @param requestHeaders the headers that the kit set, each as {@code Name: value}
 * @param requestBody what was sent
 * @param status the status that came; empty if no answer came
 * @param responseHeaders the headers that came, each as {@code Name: value}
 * @param responseBody what came
 * @param startedAfter when it was sent, counted from the start of the case
 * @param took how long the answer took
 * @param problem why no answer came; empty if one came
 */
public record RecordedExchange(
    String who,
    String method,
    String target,
    boolean isRaw,
    List<String> requestHeaders,
    Payload requestBody,
    Optional<Integer> status,
    List<String> responseHeaders,
    Payload responseBody,
    Duration startedAfter,
    Duration took,
    String problem) {

  /** Copies the lists. */
  public RecordedExchange {
    requestHeaders = List.copyOf(requestHeaders);
    responseHeaders = List.copyOf(responseHeaders);
  }
}
