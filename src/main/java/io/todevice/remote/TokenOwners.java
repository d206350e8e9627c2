package io.todevice.remote;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.TokenHash;
import io.todevice.remote.TokenSource.Verdict;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Whom the access tokens of a homeserver belong to. It is asked once about each token, and again
 * about one that it has not known. Safe for use by many threads.
 */
public final class TokenOwners implements AutoCloseable {

  private static final int MAX_TOKENS = 10_000;

  private final JsonClient client;
  private final TokenSource source;
  private final Cache<TokenHash, DeviceAddress> known =
      Caffeine.newBuilder().maximumSize(MAX_TOKENS).build();

  /**
   * Asks a homeserver.
   *
   * @param homeserver its base URL
   * @param tls which certificates are trusted; empty for those whom Java trusts
   */
  public TokenOwners(URI homeserver, Optional<SSLContext> tls) {
    client = new JsonClient(tls);
    source = new HomeserverTokens(client, homeserver, user -> true);
  }

  /**
   * The device that a token belongs to; empty if it belongs to none, or the homeserver does not
   * answer. Waits for the answer.
   */
  public Optional<DeviceAddress> find(String token) {
    if (token.isEmpty()) {
      return Optional.empty();
    }
    AccessToken asked = new AccessToken(token);
    return Optional.ofNullable(known.get(TokenHash.of(asked), unused -> ask(asked)));
  }

  private @Nullable DeviceAddress ask(AccessToken token) {
    try {
      return source.ask(token).toCompletableFuture().join() instanceof Verdict.Good good
          ? good.device()
          : null;
    } catch (CompletionException | IllegalArgumentException e) {
      // The log has the reason.
      return null;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
