package io.todevice.strict.check;

import io.todevice.domain.DeviceAddress;
import io.todevice.validation.SentRequest;
import io.todevice.validation.SentResponse;
import java.util.Optional;

/**
 * A request of a client, and its answer.
 *
 * @param request the request
 * @param response the answer
 * @param device whom the request's token spoke for, if the server knows
 * @param receivedNanos when the request came, as {@link System#nanoTime} counts
 * @param answeredNanos when it was answered
 */
public record ClientExchange(
    SentRequest request,
    SentResponse response,
    Optional<DeviceAddress> device,
    long receivedNanos,
    long answeredNanos) {

  /** About how much memory it takes while it waits, in bytes. */
  public long weight() {
    return 1024L + request.body().length + response.body().length;
  }
}
