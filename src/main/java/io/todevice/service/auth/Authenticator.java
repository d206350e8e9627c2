package io.todevice.service.auth;

import io.todevice.domain.AccessToken;
import io.todevice.service.limits.ClientNetwork;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Tells whom an access token speaks for. The place to plug in another source of tokens.
 *
 * <p>An implementation may be called from any thread, must not block it, and answers {@link
 * Authentication.Unknown} for whatever it does not recognise; its stage fails only where it could
 * not find out. A token that has ended stays ended: a waiting sync relies on it (clause A5).
 */
@FunctionalInterface
public interface Authenticator {

  /** Whom {@code token} speaks for at this moment. */
  CompletionStage<Authentication> authenticate(AccessToken token);

  /**
   * The same for a request.
   *
   * @param network where the request comes from: what an unknown token costs counts against it
   */
  default CompletionStage<Authentication> authenticate(
      AccessToken token, Supplier<ClientNetwork> network) {
    return authenticate(token);
  }

  /** An authenticator that asks this one, and {@code next} about what is unknown here. */
  default Authenticator orElse(Authenticator next) {
    Authenticator first = this;
    return new Authenticator() {
      @Override
      public CompletionStage<Authentication> authenticate(AccessToken token) {
        return authenticate(token, () -> ClientNetwork.UNKNOWN);
      }

      @Override
      public CompletionStage<Authentication> authenticate(
          AccessToken token, Supplier<ClientNetwork> network) {
        return first
            .authenticate(token, network)
            .thenCompose(
                authentication ->
                    authentication instanceof Authentication.Unknown
                        ? next.authenticate(token, network)
                        : CompletableFuture.completedStage(authentication));
      }
    };
  }
}
