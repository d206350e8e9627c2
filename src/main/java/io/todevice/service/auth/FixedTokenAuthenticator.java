package io.todevice.service.auth;

import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.TokenHash;
import io.todevice.service.auth.Authentication.Unknown;
import io.todevice.store.Store;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows the tokens of a fixed list, for servers whose users are set up by their operator. Logging
 * out ends a token until the next start ({@link ExternalTokens}). Tokens are compared by their
 * digests, so that the time an answer takes tells nothing about them. Safe for use by many threads.
 */
public final class FixedTokenAuthenticator implements Authenticator {

  private final ExternalTokens external;
  private final Map<TokenHash, DeviceIncarnation> tokens;

  private FixedTokenAuthenticator(
      ExternalTokens external, Map<TokenHash, DeviceIncarnation> tokens) {
    this.external = external;
    this.tokens = tokens;
  }

  /**
   * Creates the users and devices of the list that do not exist yet, and then an authenticator for
   * them. Refused as {@link ExternalTokens#ensureExists}.
   *
   * @param tokens the digest of each token, and the device it belongs to; copied
   * @param displayNames the names of those devices that have one
   */
  public static CompletionStage<Authenticator> open(
      Store store, Map<TokenHash, DeviceAddress> tokens, Map<DeviceAddress, String> displayNames) {
    Map<TokenHash, DeviceIncarnation> incarnations = new ConcurrentHashMap<>();
    ExternalTokens external = new ExternalTokens(store);
    CompletableFuture<?>[] created =
        tokens.entrySet().stream()
            .map(
                entry ->
                    external
                        .ensureExists(
                            entry.getValue(),
                            Optional.ofNullable(displayNames.get(entry.getValue())))
                        .thenAccept(device -> incarnations.put(entry.getKey(), device))
                        .toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(created)
        .thenApply(ignored -> new FixedTokenAuthenticator(external, Map.copyOf(incarnations)));
  }

  @Override
  public CompletionStage<Authentication> authenticate(AccessToken token) {
    return Optional.ofNullable(tokens.get(TokenHash.of(token)))
        .map(device -> external.authenticate(device, token, Optional.empty()))
        .orElseGet(() -> CompletableFuture.completedStage(new Unknown()));
  }
}
