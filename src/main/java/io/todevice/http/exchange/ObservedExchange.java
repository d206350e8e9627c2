package io.todevice.http.exchange;

import io.todevice.domain.DeviceAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request and its answer, as they went over the wire.
 *
 * @param method the method
 * @param path the path of the request line, percent-encoded
 * @param query what stands behind the question mark, percent-encoded; empty if there is none
 * @param headers the request's headers by name in lower case
 * @param requestBody the body; empty if there is none or if it was not read
 * @param status the answer's status
 * @param mediaType the answer's {@code Content-Type}; empty if it has none
 * @param responseBody the answer's body
 * @param device whom the request's token speaks for; empty if nobody was asked for, or nobody found
 * @param receivedNanos when the request's head had come, as {@link System#nanoTime} counts
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record ObservedExchange(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    byte[] requestBody,
    int status,
    String mediaType,
    byte[] responseBody,
    Optional<DeviceAddress> device,
    long receivedNanos) {

  /** Copies the headers. */
  public ObservedExchange {
    headers = Map.copyOf(headers);
  }

  /** Tells nothing of the values: they may be secrets. */
  @Override
  public String toString() {
    return method + " " + path + " -> " + status;
  }
}
