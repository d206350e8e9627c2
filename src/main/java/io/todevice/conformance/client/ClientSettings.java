package io.todevice.conformance.client;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;

/**
 * How the kit talks with a server.
 *
 * @param base where the server is: scheme, host, port, and what all paths begin with
 * @param timeout how long an answer may take that has not to wait for anything
 * @param deadline when the run has to end
 * @param maxRate how many requests may be begun in a second; empty for any number
 * @param tls whom to trust; empty for those whom Java trusts
 */
public record ClientSettings(
    URI base, Duration timeout, Deadline deadline, OptionalInt maxRate, Optional<SSLContext> tls) {

  /** With no limits but {@code timeout}, and a day for the run. */
  public static ClientSettings of(URI base, Duration timeout) {
    return new ClientSettings(
        base, timeout, Deadline.in(Duration.ofDays(1)), OptionalInt.empty(), Optional.empty());
  }

  /** The same for another server. */
  public ClientSettings withBase(URI other) {
    return new ClientSettings(other, timeout, deadline, maxRate, tls);
  }

  /** The same with another end. */
  public ClientSettings withDeadline(Deadline other) {
    return new ClientSettings(base, timeout, other, maxRate, tls);
  }
}
