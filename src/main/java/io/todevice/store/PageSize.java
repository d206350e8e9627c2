package io.todevice.store;

/**
 * How much one page of an inbox has at the most. The first message is always there, however large
 * it is.
 *
 * @param messages how many messages, at least 1
 * @param bytes how many bytes the texts of their contents have together, at least 1
 */
public record PageSize(int messages, long bytes) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public PageSize {
    if (messages < 1 || bytes < 1) {
      throw new IllegalArgumentException("a page has at least 1 message and 1 byte");
    }
  }
}
