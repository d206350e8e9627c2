package io.todevice.service.keys;

import io.todevice.domain.CrossSigningKey;
import io.todevice.domain.DeviceId;
import io.todevice.domain.ErrorCode;
import io.todevice.domain.KeyId;
import io.todevice.domain.KeyObject;
import io.todevice.domain.KeySignature;
import io.todevice.domain.MatrixException;
import io.todevice.domain.UserId;
import io.todevice.service.auth.AuthenticatedUser;
import io.todevice.service.limits.ClientNetwork;
import io.todevice.service.password.HashRequester;
import io.todevice.service.password.Workers;
import io.todevice.store.CrossSigningKeys;
import io.todevice.store.DeviceKeys;
import io.todevice.store.KeyStore;
import io.todevice.store.UserKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Adds signatures to keys that are published (clause K9): of the user's own devices by the
 * self-signing key, of the own master key by the devices, and of other users' master keys by the
 * user-signing key. Safe for use by many threads.
 */
public final class SignatureService {

  private final KeyStore keys;
  private final Workers workers;
  private final BiFunction<KeyObject, DeviceId, Optional<String>> signingKeys;

  /**
   * Adds to {@code keys}.
   *
   * @param workers check signatures, each of which takes a processor some tenths of a millisecond
   * @param signingKeys reads a device's public Ed25519 key out of its identity keys
   */
  public SignatureService(
      KeyStore keys,
      Workers workers,
      BiFunction<KeyObject, DeviceId, Optional<String>> signingKeys) {
    this.keys = keys;
    this.workers = workers;
    this.signingKeys = signingKeys;
  }

  /**
   * A signature that was not added.
   *
   * @param uploaded which
   * @param error why
   */
  public record Failure(UploadedSignatures uploaded, MatrixException error) {}

  /** The key that may sign, and the name that it signs under. */
  private record Signer(String keyName, String publicKey) {}

  /** What is published of everybody concerned. */
  private record Published(UserId caller, Map<UserId, UserKeys> users) {

    Optional<UserKeys> of(UserId user) {
      return Optional.ofNullable(users.get(user));
    }

    Optional<CrossSigningKeys> own() {
      return of(caller).map(UserKeys::crossSigning);
    }
  }

  /**
   * Adds the signatures by the caller's user that are good.
   *
   * @return the others: {@code M_NOT_FOUND} where the key is not there, or is one that the user
   *     can't sign; {@code M_INVALID_SIGNATURE} where it is not what was signed, and where no key
   *     that may sign it has, or not well. Refused: {@code M_LIMIT_EXCEEDED} where too much waits
   *     to be checked
   */
  public CompletionStage<List<Failure>> add(
      AuthenticatedUser caller, List<UploadedSignatures> uploads, ClientNetwork network) {
    Map<UserId, Set<DeviceId>> concerned = new HashMap<>();
    uploads.forEach(
        upload -> UserId.find(upload.userId()).ifPresent(user -> concerned.put(user, Set.of())));
    concerned.put(caller.user(), Set.of());
    return keys.query(caller.requester(), concerned)
        .thenCompose(
            found ->
                workers.submit(
                    new HashRequester(Optional.of(caller.user()), network),
                    () -> new Checked(new Published(caller.user(), found), uploads)))
        .thenCompose(
            checked ->
                keys.addSignatures(caller.requester(), List.copyOf(checked.good.keySet()))
                    .thenApply(checked::failures));
  }

  /** The signatures of a request, told apart. */
  private final class Checked {

    private final Map<KeySignature, UploadedSignatures> good = new HashMap<>();
    private final List<Failure> failures = new ArrayList<>();

    Checked(Published published, List<UploadedSignatures> uploads) {
      for (UploadedSignatures upload : uploads) {
        try {
          check(published, upload).forEach(signature -> good.put(signature, upload));
        } catch (MatrixException refused) {
          failures.add(new Failure(upload, refused));
        }
      }
    }

    /** All failures, with those that the store did not take. */
    List<Failure> failures(List<KeySignature> refused) {
      refused.forEach(
          signature -> {
            UploadedSignatures upload = good.get(signature);
            if (upload != null) {
              failures.add(new Failure(upload, notFound()));
            }
          });
      return failures;
    }
  }

  private List<KeySignature> check(Published published, UploadedSignatures upload) {
    UserId owner = UserId.find(upload.userId()).orElseThrow(SignatureService::notFound);
    UserKeys its = published.of(owner).orElseThrow(SignatureService::notFound);
    KeyObject object = object(published, owner, its, upload.key());
    if (!object.digest().equals(upload.signed().object().digest())) {
      throw new MatrixException(
          ErrorCode.M_INVALID_SIGNATURE, "The key is not the one that is published");
    }
    List<KeySignature> good = new ArrayList<>();
    for (Signer signer : signers(published, owner, its, upload).toList()) {
      KeyId name = new KeyId(KeyId.ED25519, signer.keyName());
      String signature = upload.signed().signaturesBy(published.caller()).get(name.toString());
      if (signature != null) {
        if (!upload.signed().isSignedBy(published.caller(), signer.keyName(), signer.publicKey())) {
          throw new MatrixException(ErrorCode.M_INVALID_SIGNATURE, "The signature is wrong");
        }
        good.add(
            new KeySignature(
                owner, upload.key(), object.digest(), published.caller(), name, signature));
      }
    }
    if (good.isEmpty()) {
      throw new MatrixException(
          ErrorCode.M_INVALID_SIGNATURE, "There is no signature by a key that signs such keys");
    }
    return good;
  }

  /** The published key: a device of the user's own, or a master key. */
  private static KeyObject object(Published published, UserId owner, UserKeys its, String key) {
    Optional<KeyObject> device =
        owner.equals(published.caller())
            ? findDevice(its, key).map(DeviceKeys::object)
            : Optional.empty();
    return device
        .or(() -> master(its, key).map(CrossSigningKey::object))
        .orElseThrow(SignatureService::notFound);
  }

  private Stream<Signer> signers(
      Published published, UserId owner, UserKeys its, UploadedSignatures upload) {
    if (!owner.equals(published.caller())) {
      return published.own().flatMap(CrossSigningKeys::userSigning).map(this::signer).stream();
    }
    if (findDevice(its, upload.key()).isPresent()) {
      return published.own().flatMap(CrossSigningKeys::selfSigning).map(this::signer).stream();
    }
    return upload.signed().signaturesBy(owner).keySet().stream()
        .flatMap(name -> KeyId.find(name).map(KeyId::id).flatMap(DeviceId::find).stream())
        .flatMap(device -> signer(its, device).stream());
  }

  private Optional<Signer> signer(UserKeys its, DeviceId device) {
    return Optional.ofNullable(its.devices().get(device))
        .flatMap(keysOfDevice -> signingKeys.apply(keysOfDevice.object(), device))
        .map(publicKey -> new Signer(device.value(), publicKey));
  }

  private Signer signer(CrossSigningKey key) {
    return new Signer(key.publicKey(), key.publicKey());
  }

  private static Optional<DeviceKeys> findDevice(UserKeys its, String key) {
    return DeviceId.find(key).map(its.devices()::get);
  }

  private static Optional<CrossSigningKey> master(UserKeys its, String key) {
    return its.crossSigning().master().filter(master -> master.publicKey().equals(key));
  }

  private static MatrixException notFound() {
    return new MatrixException(ErrorCode.M_NOT_FOUND, "No such key to sign");
  }
}
