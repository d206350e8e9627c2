package io.todevice.http.exchange;

import io.todevice.domain.DeviceAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request and its response, as they went over the wire.
 *
 * @param request the request; the same object as at its arrival, if that was shown
 * @param status the response's status
 * @param mediaType the response's {@code Content-Type}; empty if it has none
 * @param responseBody the response's body
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record ObservedExchange(
    ObservedRequest request, int status, String mediaType, byte[] responseBody) {

  /** The request's method. */
  public String method() {
    return request.method();
  }

  /** The path of the request line, percent-encoded. */
  public String path() {
    return request.path();
  }

  /** What stands behind the question mark, percent-encoded; empty if there is none. */
  public String query() {
    return request.query();
  }

  /** The request's headers by name in lower case. */
  public Map<String, List<String>> headers() {
    return request.headers();
  }

  /** The request's body; empty if there is none or if it was not read. */
  public byte[] requestBody() {
    return request.body();
  }

  /** Whom the request's token speaks for; empty if nobody was asked for, or nobody found. */
  public Optional<DeviceAddress> device() {
    return request.device();
  }

  /** When the request's head had come, as {@link System#nanoTime} counts. */
  public long receivedNanos() {
    return request.receivedNanos();
  }

  /** Tells nothing of the values: they may be secrets. */
  @Override
  public String toString() {
    return request + " -> " + status;
  }
}
