package io.todevice.store.memory;

/**
 * What one user takes of a memory that all share, in bytes by weight. Safe for use by many threads.
 *
 * <p>It stands in one of the size classes of its {@link FairBound}, never in a lower one than its
 * weight belongs to. Only growth past a power of two moves it, so that the usual ups and downs of a
 * user cost nothing.
 */
abstract class Usage {

  private final FairBound bound;
  private volatile long weight;

  /** The size class in which {@link #bound} lists this; 0 where it does not. */
  private int sizeClass;

  /** Nothing yet, of the memory of {@code bound}. */
  Usage(FairBound bound) {
    this.bound = bound;
  }

  /** What the user takes. */
  final long weight() {
    return weight;
  }

  /** What all users take together, and how much that may be. */
  final FairBound bound() {
    return bound;
  }

  /** Adds to the weight, or takes away from it. */
  final synchronized void add(long difference) {
    weight += difference;
    int actual = FairBound.sizeClass(weight);
    if (actual > sizeClass) {
      moveTo(actual);
    }
  }

  /** Goes down to the size class of the weight; returns it. */
  final synchronized int settle() {
    int actual = FairBound.sizeClass(weight);
    if (actual < sizeClass) {
      moveTo(actual);
    }
    return sizeClass;
  }

  /** Stands in no size class any more. */
  final synchronized void unlist() {
    moveTo(0);
  }

  private void moveTo(int other) {
    bound.move(this, sizeClass, other);
    sizeClass = other;
  }

  /**
   * Evicts until the weight has fallen by {@code weight}, or {@code bytes} are free, or nothing is
   * left. Called without any lock of the store.
   *
   * @return how many bytes of memory became free
   */
  abstract long evict(long weight, long bytes);
}
