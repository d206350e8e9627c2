package io.todevice.config;

/**
 * Who hashes and checks passwords, so that a flood of logins takes neither every processor nor the
 * memory.
 *
 * @param threads how many passwords are worked on at the same time, 1 to 256; each takes 19 MiB
 * @param queueLength how many more may wait, 1 to 10,000; a login beyond them is told to come back
 *     later
 */
public record PasswordWorkers(int threads, int queueLength) {

  static final ValueType<Integer> THREADS = ValueTypes.wholeNumber("COUNT", 1, 256);
  static final ValueType<Integer> QUEUE_LENGTH = ValueTypes.wholeNumber("COUNT", 1, 10_000);

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public PasswordWorkers {
    THREADS.check("password-threads", threads);
    QUEUE_LENGTH.check("password-queue", queueLength);
  }

  /** Half of the processors, at least one and at most 256, and 64 waiting. */
  public static PasswordWorkers forThisMachine() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new PasswordWorkers(Math.max(1, Math.min(256, processors / 2)), 64);
  }
}
