package io.todevice.domain;

import java.nio.charset.StandardCharsets;

/**
 * What a client names a request with, so that repeating it does nothing twice (Matrix client-server
 * API, <i>Transaction identifiers</i>). Opaque; the specification sets no limit, this server one of
 * {@value #MAX_BYTES} bytes, because it has to remember them.
 *
 * @param value the identifier, percent-decoded once
 */
public record TransactionId(String value) {

  /** The longest transaction ID, in bytes of UTF-8. */
  public static final int MAX_BYTES = 512;

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException if {@code value} is empty or too long
   */
  public TransactionId {
    if (value.isEmpty() || value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new IllegalArgumentException("a transaction ID has 1 to " + MAX_BYTES + " bytes");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
