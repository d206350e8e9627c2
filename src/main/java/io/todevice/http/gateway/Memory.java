package io.todevice.http.gateway;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that unfinished heads, bodies and answers that are not sent yet may take up together,
 * so that many clients that each stay within their limits, and are slow, do not fill the heap. Safe
 * for use by many threads.
 */
final class Memory {

  /** What part of the heap it is. */
  private static final int PART_OF_HEAP = 8;

  private final long max;
  private final AtomicLong taken = new AtomicLong();

  /**
   * So much memory.
   *
   * @param max in bytes
   */
  Memory(long max) {
    this.max = max;
  }

  /** An eighth of the heap, and room for two bodies of the longest at least. */
  static Memory ofHeap(int maxBodyBytes) {
    return new Memory(Math.max(2L * maxBodyBytes, Runtime.getRuntime().maxMemory() / PART_OF_HEAP));
  }

  /** Takes so many bytes; false, and nothing is taken, if they are not left. */
  boolean tryTake(int bytes) {
    long before = taken.get();
    while (bytes <= max - before) {
      // Not added first and taken back: meanwhile others would be refused what is left.
      if (taken.compareAndSet(before, before + bytes)) {
        return true;
      }
      before = taken.get();
    }
    return false;
  }

  /** Gives back so many bytes. */
  void giveBack(int bytes) {
    taken.addAndGet(-bytes);
  }

  /** How many bytes are taken. */
  long taken() {
    return taken.get();
  }
}
