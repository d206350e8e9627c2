package io.todevice.service.auth;

import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.TokenHash;
import io.todevice.service.auth.Authentication.Accepted;
import io.todevice.service.auth.Authentication.Unknown;
import io.todevice.store.Store;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Knows the tokens of a fixed list, for servers whose users are set up by their operator. A token
 * is good for as long as its device exists: logging out, which deletes the device, ends it until
 * the next start (clause A5). Tokens are compared by their digests, so that the time an answer
 * takes tells nothing about them. Safe for use by many threads.
 */
public final class FixedTokenAuthenticator implements Authenticator {

  private final Store store;
  private final Map<TokenHash, DeviceAddress> tokens;

  private FixedTokenAuthenticator(Store store, Map<TokenHash, DeviceAddress> tokens) {
    this.store = store;
    this.tokens = tokens;
  }

  /**
   * Makes the users and devices of the list that do not exist yet, and then an authenticator for
   * them. The users get no password; their names can't be registered any more.
   *
   * @param tokens the digest of each token, and whom it speaks for; copied
   * @param displayNames the names of those devices that have one
   */
  public static CompletionStage<Authenticator> open(
      Store store, Map<TokenHash, DeviceAddress> tokens, Map<DeviceAddress, String> displayNames) {
    Map<TokenHash, DeviceAddress> copy = Map.copyOf(tokens);
    CompletableFuture<?>[] made =
        copy.values().stream()
            .distinct()
            .map(
                device ->
                    ensureExists(store, device, Optional.ofNullable(displayNames.get(device)))
                        .toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(made)
        .thenApply(ignored -> new FixedTokenAuthenticator(store, copy));
  }

  private static CompletionStage<Void> ensureExists(
      Store store, DeviceAddress device, Optional<String> displayName) {
    return store
        .accounts()
        .create(device.user(), Optional.empty())
        .thenCompose(ignored -> store.devices().ensureExists(device, displayName));
  }

  @Override
  public CompletionStage<Authentication> authenticate(AccessToken token) {
    Optional<DeviceAddress> device = Optional.ofNullable(tokens.get(TokenHash.of(token)));
    return device
        .map(known -> authenticate(known, token))
        .orElseGet(() -> CompletableFuture.completedStage(new Unknown()));
  }

  private CompletionStage<Authentication> authenticate(DeviceAddress device, AccessToken token) {
    return store
        .devices()
        .find(device)
        .thenApply(
            found ->
                found.isPresent()
                    ? new Accepted(new AuthenticatedDevice(device, token), Optional.empty())
                    : new Unknown());
  }
}
