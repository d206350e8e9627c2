package io.todevice.http.exchange;

import io.todevice.domain.DeviceAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request, as it came over the wire.
 *
 * @param method the method
 * @param path the path of the request line, percent-encoded
 * @param query what stands behind the question mark, percent-encoded; empty if there is none
 * @param headers the request's headers by name in lower case
 * @param body the body; empty if there is none or if it was not read
 * @param operationId the operation that it is for; empty where the document has none
 * @param pathValues what the path has in place of the operation's parameters, decoded, in order
 * @param device whom the request's token speaks for; empty if nobody was asked for, or nobody found
 * @param receivedNanos when the request's head had come, as {@link System#nanoTime} counts
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record ObservedRequest(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    byte[] body,
    Optional<String> operationId,
    List<String> pathValues,
    Optional<DeviceAddress> device,
    long receivedNanos) {

  /** Copies the collections. */
  public ObservedRequest {
    headers = Map.copyOf(headers);
    pathValues = List.copyOf(pathValues);
  }

  /** Tells nothing of the values: they may be secrets. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
