package io.todevice.store.memory;

import org.jspecify.annotations.Nullable;

/** A number of bytes that is part of a larger one. Guarded by the shard's lock. */
final class ByteCount {

  private final @Nullable ByteCount whole;
  private long value;

  /** Nothing yet, counted in {@code whole} as well. */
  ByteCount(@Nullable ByteCount whole) {
    this.whole = whole;
  }

  long value() {
    return value;
  }

  void add(long bytes) {
    value += bytes;
    if (whole != null) {
      whole.add(bytes);
    }
  }
}
