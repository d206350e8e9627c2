package io.todevice.store.sql;

/**
 * How much each of many may have, so that all together have no more than there is room for: whoever
 * has less keeps it, the others get equal shares. Uses the same small amount of memory for any
 * number of them. The level is therefore up to a sixteenth too low, and rounded down: it is zero
 * where there is room for less than one each. Not thread-safe.
 */
final class FairLevel {

  /** The level where there is room for everything. */
  static final long NONE = Long.MAX_VALUE;

  /** Amounts with the same length and the same highest bits, this many, are counted together. */
  private static final int BITS = 5;

  private static final int PER_OCTAVE = 1 << (BITS - 1);
  private static final int CLASSES = PER_OCTAVE * (Long.SIZE - BITS + 1);

  private final long[] holders = new long[CLASSES];
  private final long[] sums = new long[CLASSES];
  private long total;

  /** Counts what one of them has, which is not negative. */
  void add(long amount) {
    holders[classOf(amount)]++;
    sums[classOf(amount)] += amount;
    total += amount;
  }

  /** What all of them have. */
  long total() {
    return total;
  }

  /** The most that one may keep where there is room for so much; {@link #NONE} for everything. */
  long of(long room) {
    if (total <= room) {
      return NONE;
    }
    long above = 0;
    long below = total;
    for (int i = CLASSES - 1; ; i--) {
      above += holders[i];
      below -= sums[i];
      if (above > 0 && below + above * lowest(i) <= room) {
        return (room - below) / above;
      }
    }
  }

  private static int classOf(long amount) {
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(amount) - BITS);
    return PER_OCTAVE * shift + (int) (amount >>> shift);
  }

  /** The least amount of a class. */
  private static long lowest(int index) {
    int shift = Math.max(0, index / PER_OCTAVE - 1);
    return (long) (index - PER_OCTAVE * shift) << shift;
  }
}
