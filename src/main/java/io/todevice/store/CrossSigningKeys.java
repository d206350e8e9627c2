package io.todevice.store;

import io.todevice.domain.CrossSigningKey;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cross-signing keys of one user (clause K8).
 *
 * @param master signs the other two
 * @param selfSigning signs the user's devices
 * @param userSigning signs the master keys of other users; nobody but its user sees it
 */
public record CrossSigningKeys(
    Optional<CrossSigningKey> master,
    Optional<CrossSigningKey> selfSigning,
    Optional<CrossSigningKey> userSigning) {

  /** Of a user who has none. */
  public static final CrossSigningKeys NONE =
      new CrossSigningKeys(Optional.empty(), Optional.empty(), Optional.empty());

  /** Those that there are. */
  public Stream<CrossSigningKey> all() {
    return Stream.of(master, selfSigning, userSigning).flatMap(Optional::stream);
  }

  /** Whether one of them is this public key. */
  public boolean has(String publicKey) {
    return all().anyMatch(key -> key.publicKey().equals(publicKey));
  }
}
