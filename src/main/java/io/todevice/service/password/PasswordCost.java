package io.todevice.service.password;

/**
 * What hashing a password costs: the parameters of Argon2id, with one lane. Every hash remembers
 * its own, so changing them touches only new hashes.
 *
 * @param memoryKib the memory in KiB, 8 to 1,048,576; every thread that hashes takes it
 * @param iterations the passes over the memory, 1 to 100
 */
public record PasswordCost(int memoryKib, int iterations) {

  /** The least that OWASP's password storage recommendations name: 19 MiB, two passes. */
  public static final PasswordCost OWASP_MINIMUM = new PasswordCost(19 * 1024, 2);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException with a message for the operator
   */
  public PasswordCost {
    if (memoryKib < 8 || memoryKib > 1024 * 1024) {
      throw new IllegalArgumentException(
          "the memory of a password hash must be 8 to 1048576 KiB, not " + memoryKib);
    }
    if (iterations < 1 || iterations > 100) {
      throw new IllegalArgumentException(
          "the iterations of a password hash must be 1 to 100, not " + iterations);
    }
  }
}
