package io.todevice.http.wire;

import java.util.Arrays;

/**
 * Bytes that have come in and are kept: the beginning of a head, requests behind one that is still
 * served, or a body. They are counted. Used on the connection's thread.
 */
final class HeldBytes {

  private static final byte[] NOTHING = {};

  private final Memory.Share memory;
  private final int firstBuffer;
  private byte[] bytes = NOTHING;
  private int start;
  private int end;

  /**
   * No bytes.
   *
   * @param firstBuffer how many there is room for as soon as there is one
   */
  HeldBytes(Memory.Share memory, int firstBuffer) {
    this.memory = memory;
    this.firstBuffer = firstBuffer;
  }

  /** The buffer in which the bytes are. */
  byte[] array() {
    return bytes;
  }

  /** Where they begin. */
  int start() {
    return start;
  }

  /** Where they end. */
  int end() {
    return end;
  }

  /** How many they are. */
  int size() {
    return end - start;
  }

  /** A buffer of exactly these bytes, if none has been read. */
  byte[] trim() {
    if (end < bytes.length) {
      memory.giveBack(bytes.length - end);
      bytes = Arrays.copyOf(bytes, end);
    }
    return bytes;
  }

  /**
   * Adds bytes.
   *
   * @param isLast whether no more will be added
   * @return false if there is no memory for them
   */
  boolean add(byte[] more, int from, int to, boolean isLast) {
    int count = to - from;
    if (count > bytes.length - end) {
      // Twice as much each time, so that each byte is moved seldom.
      int least = isLast ? 0 : Math.max(firstBuffer, 2 * size());
      int capacity = Math.max(size() + count, least);
      if (!memory.tryTake(capacity)) {
        return false;
      }
      byte[] larger = new byte[capacity];
      System.arraycopy(bytes, start, larger, 0, size());
      memory.giveBack(bytes.length);
      bytes = larger;
      end -= start;
      start = 0;
    }
    System.arraycopy(more, from, bytes, end, count);
    end += count;
    return true;
  }

  /** They have been read so far. */
  void readTo(int at) {
    start = at;
    if (start == end) {
      clear();
    }
  }

  /** Drops them. */
  void clear() {
    memory.giveBack(bytes.length);
    bytes = NOTHING;
    start = 0;
    end = 0;
  }
}
