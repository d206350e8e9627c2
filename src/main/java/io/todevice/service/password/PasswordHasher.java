package io.todevice.service.password;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/**
 * Hashes passwords with Argon2id, on {@link Workers} and never on the caller's thread. A hash is
 * kept in the usual encoded form, which names its parameters and its salt. Safe for use by many
 * threads.
 */
public final class PasswordHasher {

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private final PasswordCost cost;
  private final Workers workers;
  private final LongAdder operations = new LongAdder();
  private final SecureRandom random = new SecureRandom();
  private final String nobodysHash;

  /** Hashes at {@code cost} on {@code workers}. */
  public PasswordHasher(PasswordCost cost, Workers workers) {
    this.cost = cost;
    this.workers = workers;
    this.nobodysHash = hashOfNothing();
  }

  /** The encoded hash of a password, with a new salt. Fails as {@link Workers#submit} does. */
  public CompletionStage<String> hash(HashRequester requester, Password password) {
    return workers.submit(
        requester,
        () -> {
          operations.increment();
          return hash(bytes(password));
        });
  }

  /**
   * Whether the password is the one that was hashed. Fails as {@link Workers#submit} does.
   *
   * @param encodedHash what {@link #hash} gave; where it is empty the answer is no, after as much
   *     work as any other answer takes, so that the time tells nobody which users exist
   */
  public CompletionStage<Boolean> matches(
      HashRequester requester, Password password, Optional<String> encodedHash) {
    return workers.submit(
        requester,
        () -> {
          operations.increment();
          String hash = encodedHash.orElse(nobodysHash);
          boolean isRight =
              Argon2Function.getInstanceFromHash(hash)
                  .check(bytes(password), hash.getBytes(StandardCharsets.US_ASCII));
          return isRight && encodedHash.isPresent();
        });
  }

  /** How many passwords have been hashed or checked. */
  public long operations() {
    return operations.sum();
  }

  private String hash(byte[] password) {
    // The library keeps the memory of a hash for good once a function of that cost exists.
    return Argon2Function.getInstance(cost.memoryKib(), cost.iterations(), 1, HASH_BYTES, Argon2.ID)
        .hash(password, randomBytes(SALT_BYTES))
        .getResult();
  }

  /** Costs as much to check as any other hash; no password has it. */
  private String hashOfNothing() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m="
        + cost.memoryKib()
        + ",t="
        + cost.iterations()
        + ",p=1$"
        + base64.encodeToString(randomBytes(SALT_BYTES))
        + "$"
        + base64.encodeToString(randomBytes(HASH_BYTES));
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] bytes(Password password) {
    return password.value().getBytes(StandardCharsets.UTF_8);
  }
}
