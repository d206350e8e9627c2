package io.todevice.service.keys;

import io.todevice.domain.CrossSigningKey;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.KeyId;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserId;
import io.todevice.service.Stages;
import io.todevice.service.auth.AuthenticatedUser;
import io.todevice.service.interactive.AuthAttempt;
import io.todevice.service.interactive.InteractiveOutcome;
import io.todevice.service.interactive.InteractiveOutcome.Completed;
import io.todevice.service.interactive.Operation;
import io.todevice.service.interactive.UserInteractiveAuth;
import io.todevice.settings.RequestLimits;
import io.todevice.settings.Settings;
import io.todevice.store.CrossSigningKeys;
import io.todevice.store.KeyStore;
import io.todevice.store.KeyStore.Replacement;
import io.todevice.store.UserKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The cross-signing keys of users (clause K8). Safe for use by many threads. */
public final class CrossSigningService {

  private final KeyStore keys;
  private final UserInteractiveAuth interactive;
  private final int maxObjectBytes;

  /**
   * Works on {@code keys}. A key with all that is signed in it is no longer than {@link
   * RequestLimits#MAX_CONTENT_SIZE}.
   */
  public CrossSigningService(KeyStore keys, UserInteractiveAuth interactive, Settings settings) {
    this.keys = keys;
    this.interactive = interactive;
    this.maxObjectBytes = settings.getInt(RequestLimits.MAX_CONTENT_SIZE);
  }

  /**
   * Publishes cross-signing keys. The first ones, those that are there already, and those of an
   * application service need no more than the token; to replace any, the client has to show the
   * user's password. With another master key the other two go, where they are not replaced too:
   * they were signed by the one before.
   *
   * @return what the client has to show first, or nothing. Refused, with nothing stored: {@code
   *     M_INVALID_PARAM} for a key of another user, usage or form; {@code M_MISSING_PARAM} without
   *     a master key; {@code M_INVALID_SIGNATURE} for a key that it has not signed; {@code
   *     M_FORBIDDEN} for one that is the ID of a device of the user
   */
  public CompletionStage<InteractiveOutcome<Replacement>> upload(
      AuthenticatedUser caller, CrossSigningUpload upload, Optional<AuthAttempt> attempt) {
    return keys.query(caller.requester(), Map.of(caller.user(), Set.of()))
        .thenCompose(
            found -> {
              CrossSigningKeys stored =
                  Optional.ofNullable(found.get(caller.user()))
                      .map(UserKeys::crossSigning)
                      .orElse(CrossSigningKeys.NONE);
              return upload(caller, stored, next(caller.user(), stored, upload), attempt);
            })
        .thenCompose(
            outcome ->
                outcome.equals(new Completed<>(Replacement.CHANGED_MEANWHILE))
                    ? upload(caller, upload, attempt)
                    : checked(outcome));
  }

  private CompletionStage<InteractiveOutcome<Replacement>> upload(
      AuthenticatedUser caller,
      CrossSigningKeys stored,
      CrossSigningKeys next,
      Optional<AuthAttempt> attempt) {
    if (stored.master().isEmpty() || next.equals(stored) || caller.service().isPresent()) {
      return keys.replaceCrossSigningKeys(caller.requester(), stored, next)
          .thenApply(Completed::new);
    }
    List<String> publicKeys = next.all().map(CrossSigningKey::publicKey).toList();
    return interactive.perform(
        Operation.replaceCrossSigningKeys(caller.requester(), publicKeys),
        attempt,
        () -> keys.replaceCrossSigningKeys(caller.requester(), stored, next));
  }

  private static CompletionStage<InteractiveOutcome<Replacement>> checked(
      InteractiveOutcome<Replacement> outcome) {
    return outcome.equals(new Completed<>(Replacement.IS_DEVICE_ID))
        ? Stages.refused(ErrorCode.M_FORBIDDEN, "A key is the ID of one of the user's devices")
        : CompletableFuture.completedStage(outcome);
  }

  /** What would be stored afterwards; throws what the upload is refused with. */
  private CrossSigningKeys next(UserId user, CrossSigningKeys stored, CrossSigningUpload upload) {
    Optional<CrossSigningKey> newMaster =
        upload.master().map(key -> key(user, key, "master", stored.master()));
    CrossSigningKey master =
        newMaster
            .or(stored::master)
            .orElseThrow(
                () -> new MatrixException(ErrorCode.M_MISSING_PARAM, "There is no master key"));
    boolean isReplaced = !Optional.of(master).equals(stored.master());
    CrossSigningKeys before = isReplaced ? CrossSigningKeys.NONE : stored;
    return new CrossSigningKeys(
        Optional.of(master),
        signed(user, upload.selfSigning(), "self_signing", master, before.selfSigning()),
        signed(user, upload.userSigning(), "user_signing", master, before.userSigning()));
  }

  private Optional<CrossSigningKey> signed(
      UserId user,
      Optional<UploadedCrossSigningKey> uploaded,
      String usage,
      CrossSigningKey master,
      Optional<CrossSigningKey> before) {
    if (uploaded.isEmpty()) {
      return before;
    }
    CrossSigningKey key = key(user, uploaded.get(), usage, before);
    if (!uploaded.get().signed().isSignedBy(user, master.publicKey(), master.publicKey())) {
      throw new MatrixException(
          ErrorCode.M_INVALID_SIGNATURE,
          "The " + usage + " key has no good signature of the master key");
    }
    return Optional.of(key);
  }

  /** The key itself, or the one before where it says the same. */
  private CrossSigningKey key(
      UserId user,
      UploadedCrossSigningKey uploaded,
      String usage,
      Optional<CrossSigningKey> before) {
    if (!uploaded.userId().equals(user.value())) {
      throw invalid(usage, "is of another user");
    }
    if (!uploaded.usage().equals(List.of(usage))) {
      throw invalid(usage, "is for another usage");
    }
    if (uploaded.signed().object().json().size() > maxObjectBytes) {
      throw invalid(usage, "has more than " + maxObjectBytes + " bytes");
    }
    String publicKey = publicKey(uploaded.keys(), usage);
    return before
        .filter(
            stored ->
                stored.publicKey().equals(publicKey)
                    && stored.object().digest().equals(uploaded.signed().object().digest()))
        .orElseGet(() -> new CrossSigningKey(uploaded.signed().object(), publicKey));
  }

  private static String publicKey(Map<String, String> keys, String usage) {
    if (keys.size() != 1) {
      throw invalid(usage, "has more or less than one public key");
    }
    Map.Entry<String, String> only = keys.entrySet().iterator().next();
    boolean isNamedByItself =
        only.getKey().equals(new KeyId(KeyId.ED25519, only.getValue()).toString());
    if (!isNamedByItself || !Ed25519.isPublicKey(only.getValue())) {
      throw invalid(usage, "is no Ed25519 key under its own name");
    }
    return only.getValue();
  }

  private static MatrixException invalid(String usage, String reason) {
    return new MatrixException(ErrorCode.M_INVALID_PARAM, "The " + usage + " key " + reason);
  }
}
