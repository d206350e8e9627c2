package io.todevice.domain;

import io.todevice.text.StorableText;
import java.util.Optional;

/**
 * The name of a public key, {@code algorithm:id}, for example {@code signed_curve25519:AAAAHg}: at
 * most {@value #MAX_BYTES} bytes of UTF-8, and no U+0000, which not every store can keep.
 *
 * @param algorithm what stands before the first colon, not empty
 * @param id what stands behind it, not empty
 */
public record KeyId(String algorithm, String id) {

  /** The longest name of a key, in bytes of UTF-8. */
  public static final int MAX_BYTES = 255;

  /** The algorithm of signatures. */
  public static final String ED25519 = "ed25519";

  /** The key ID that {@code value} spells, or empty if it spells none. */
  public static Optional<KeyId> find(String value) {
    int colon = value.indexOf(':');
    boolean isValid =
        colon > 0 && colon < value.length() - 1 && StorableText.isStorable(value, MAX_BYTES);
    return isValid
        ? Optional.of(new KeyId(value.substring(0, colon), value.substring(colon + 1)))
        : Optional.empty();
  }

  /** The whole name as it stands on the wire. */
  @Override
  public String toString() {
    return algorithm + ":" + id;
  }
}
