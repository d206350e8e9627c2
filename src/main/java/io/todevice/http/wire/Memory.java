package io.todevice.http.wire;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all connections may hold together: unfinished heads, bodies, requests behind one
 * that waits, and responses from when they are made until they are sent. So many clients that each
 * stay within their limits, and are slow, do not fill the heap. Safe for use by many threads.
 */
public final class Memory {

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
  public boolean tryTake(int bytes) {
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
  public void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }

  /** How many bytes are taken. */
  public long taken() {
    return taken.get();
  }

  /** What one connection holds of it. Safe for use by many threads. */
  static final class Share {

    private final Memory memory;
    private long held;
    private boolean isClosed;

    Share(Memory memory) {
      this.memory = memory;
    }

    /**
     * Takes so many bytes; false if they are not left. Of a closed connection nothing is counted.
     */
    synchronized boolean tryTake(int bytes) {
      if (isClosed || bytes == 0) {
        return true;
      }
      boolean isTaken = memory.tryTake(bytes);
      held += isTaken ? bytes : 0;
      return isTaken;
    }

    /** Gives back so many bytes. */
    synchronized void giveBack(int bytes) {
      if (!isClosed) {
        memory.giveBack(bytes);
        held -= bytes;
      }
    }

    /** Gives back all. */
    synchronized void close() {
      isClosed = true;
      memory.giveBack(held);
      held = 0;
    }
  }
}
