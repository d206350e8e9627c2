package io.todevice.remote;

import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Another server that knows whom an access token belongs to. Safe for use by many threads. */
@FunctionalInterface
public interface TokenSource {

  /**
   * Asks about a token.
   *
   * @return what the other server says. The stage fails with a {@link
   *     io.todevice.domain.MatrixException}, {@code UNAVAILABLE} or {@code M_LIMIT_EXCEEDED}, where
   *     the other server does not answer, or not as its protocol demands.
   */
  CompletionStage<Verdict> ask(AccessToken token);

  /** What another server says about a token. */
  sealed interface Verdict {

    /**
     * The token is good.
     *
     * @param device the device that it belongs to
     * @param expiresAt when it ends, where the other server says so
     */
    record Good(DeviceAddress device, Optional<Instant> expiresAt) implements Verdict {}

    /** No such token, or one that belongs to no device of this server's users. */
    record Unknown() implements Verdict {}

    /** The token has expired and its device lives on. */
    record Expired() implements Verdict {}
  }
}
