package io.todevice.service.auth;

import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.TokenHash;
import io.todevice.service.auth.Authentication.Accepted;
import io.todevice.service.auth.Authentication.Unknown;
import io.todevice.store.Store;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows the tokens of a fixed list, for servers whose users are set up by their operator. A token
 * is good for as long as the incarnation of its device that was there at the start: logging out,
 * which deletes the device, ends it until the next start (clause A5), whoever logs in again. Tokens
 * are compared by their digests, so that the time an answer takes tells nothing about them. Safe
 * for use by many threads.
 */
public final class FixedTokenAuthenticator implements Authenticator {

  private final Store store;
  private final Map<TokenHash, DeviceIncarnation> tokens;

  private FixedTokenAuthenticator(Store store, Map<TokenHash, DeviceIncarnation> tokens) {
    this.store = store;
    this.tokens = tokens;
  }

  /**
   * Creates the users and devices of the list that do not exist yet, and then an authenticator for
   * them. The users get no password; their names can't be registered any more.
   *
   * @param tokens the digest of each token, and the device it belongs to; copied
   * @param displayNames the names of those devices that have one
   */
  public static CompletionStage<Authenticator> open(
      Store store, Map<TokenHash, DeviceAddress> tokens, Map<DeviceAddress, String> displayNames) {
    Map<TokenHash, DeviceIncarnation> incarnations = new ConcurrentHashMap<>();
    CompletableFuture<?>[] created =
        tokens.entrySet().stream()
            .map(
                entry ->
                    ensureExists(store, entry.getValue(), displayNames)
                        .thenAccept(device -> incarnations.put(entry.getKey(), device))
                        .toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    return CompletableFuture.allOf(created)
        .thenApply(ignored -> new FixedTokenAuthenticator(store, Map.copyOf(incarnations)));
  }

  private static CompletionStage<DeviceIncarnation> ensureExists(
      Store store, DeviceAddress device, Map<DeviceAddress, String> displayNames) {
    Optional<String> displayName = Optional.ofNullable(displayNames.get(device));
    return store
        .accounts()
        .create(device.user(), Optional.empty())
        .thenCompose(ignored -> store.devices().ensureExists(device, displayName));
  }

  @Override
  public CompletionStage<Authentication> authenticate(AccessToken token) {
    Optional<DeviceIncarnation> device = Optional.ofNullable(tokens.get(TokenHash.of(token)));
    return device
        .map(known -> authenticate(known, token))
        .orElseGet(() -> CompletableFuture.completedStage(new Unknown()));
  }

  private CompletionStage<Authentication> authenticate(
      DeviceIncarnation device, AccessToken token) {
    return store
        .devices()
        .findIncarnation(device.address())
        .thenApply(
            found ->
                found.equals(Optional.of(device))
                    ? new Accepted(new AuthenticatedDevice(device, token), Optional.empty())
                    : new Unknown());
  }
}
