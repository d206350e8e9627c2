package io.todevice.service.sync;

import java.time.Duration;
import java.util.Optional;

/**
 * A sync of one connection of a device, as its client asks for it.
 *
 * @param connection the name of the connection, empty where it has none
 * @param pos the {@code pos} of the response that the client has dealt with; empty for a new
 *     connection, which is answered at once
 * @param timeout how long to wait for news; zero and less for not at all
 * @param toDevice what to bring of the inbox, where it is asked for
 * @param hasKeys whether to bring what became of keys
 */
public record ConnectionRequest(
    String connection,
    Optional<String> pos,
    Duration timeout,
    Optional<ToDevice> toDevice,
    boolean hasKeys) {

  /**
   * What to bring of the inbox.
   *
   * @param since the {@code next_batch} of the response that the client has dealt with
   * @param limit how many messages at the most
   */
  public record ToDevice(Optional<String> since, long limit) {}
}
