package io.todevice.store.memory;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A bound on what all users take together of one kind of memory (clauses F1, F2). Where it is
 * exceeded, the user who takes most loses something, until another takes as much. Nobody who takes
 * less than an equal share of the memory loses anything.
 *
 * <p>Counting takes no lock that users share. The heaviest is looked for only where the bound is
 * exceeded: users stand in size classes, one for each power of two, and only the highest are
 * sorted. As a sixteenth of the bound becomes free at once, that costs each evicted entry a
 * constant number of steps.
 */
final class FairBound {

  /** How much of the bound becomes free at once, and how much of a user's part: a sixteenth. */
  private static final int SLACK = 16;

  /** How much becomes free at once at the most, in bytes, so that no caller waits for long. */
  private static final long MOST_SLACK = 16L << 20;

  private record Candidate(Usage usage, long weight) {}

  private final long limit;
  private final AtomicLong total = new AtomicLong();
  private final List<Set<Usage>> sizeClasses =
      IntStream.range(0, Long.SIZE)
          .<Set<Usage>>mapToObj(i -> ConcurrentHashMap.newKeySet(1))
          .toList();
  private final LongAdder evicted = new LongAdder();
  private final ReentrantLock evicting = new ReentrantLock();

  /**
   * Nobody takes anything.
   *
   * @param limit how many bytes all may take together, at least 1
   */
  FairBound(long limit) {
    this.limit = limit;
  }

  /** The number of bits of a weight: 0 for nothing, and one more with each doubling. */
  static int sizeClass(long weight) {
    return Long.SIZE - Long.numberOfLeadingZeros(weight);
  }

  /** What there is where that is within a bound, and otherwise a sixteenth less than the bound. */
  static long lessSlack(long value, long bound) {
    return value > bound ? bound - bound / SLACK : value;
  }

  /** Counts bytes that were taken, or with a minus, given back. */
  void count(long bytes) {
    total.addAndGet(bytes);
  }

  /** What all take together, in bytes. */
  long total() {
    return total.get();
  }

  /** Counts an entry that was evicted. */
  void countEvicted() {
    evicted.increment();
  }

  /** How many entries were evicted. */
  long evicted() {
    return evicted.sum();
  }

  void clear() {
    sizeClasses.forEach(Set::clear);
    total.set(0);
  }

  /** Lists a usage under another size class. Called by the usage, which keeps others out. */
  void move(Usage usage, int from, int to) {
    if (to > 0) {
      sizeClasses.get(to).add(usage);
    }
    if (from > 0 && from != to) {
      sizeClasses.get(from).remove(usage);
    }
  }

  /** Makes room where the bound is exceeded. The caller holds no lock of the store. */
  void makeRoom() {
    if (total.get() <= limit) {
      return;
    }
    evicting.lock();
    try {
      long goal = limit - Math.min(limit / SLACK, MOST_SLACK);
      boolean isEvicting = total.get() > limit;
      while (isEvicting && total.get() > goal) {
        isEvicting = evictDownTo(goal);
      }
    } finally {
      evicting.unlock();
    }
  }

  /** Evicts from the heaviest; returns whether anything became free. */
  private boolean evictDownTo(long goal) {
    PriorityQueue<Candidate> heaviest =
        new PriorityQueue<>(Comparator.comparingLong(Candidate::weight).reversed());
    int unsorted = Long.SIZE - 1;
    boolean hasEvicted = false;
    while (total.get() > goal) {
      while (unsorted > 0 && topClass(heaviest) <= unsorted) {
        sort(unsorted--, heaviest);
      }
      Candidate candidate = heaviest.poll();
      if (candidate == null) {
        return hasEvicted;
      }
      Usage usage = candidate.usage();
      long weight = usage.weight();
      if (weight >= candidate.weight()) {
        long next = Math.max(weightOf(heaviest.peek()), (1L << unsorted) - 1);
        long share = Math.max(1, Math.max(weight - next, weight / SLACK));
        if (usage.evict(share, total.get() - goal) == 0) {
          continue;
        }
        hasEvicted = true;
        weight = usage.weight();
      }
      if (weight > 0) {
        heaviest.add(new Candidate(usage, weight));
      }
    }
    return hasEvicted;
  }

  private void sort(int sizeClass, PriorityQueue<Candidate> heaviest) {
    for (Usage usage : sizeClasses.get(sizeClass)) {
      if (usage.settle() == sizeClass) {
        heaviest.add(new Candidate(usage, usage.weight()));
      }
    }
  }

  private static int topClass(PriorityQueue<Candidate> heaviest) {
    return sizeClass(weightOf(heaviest.peek()));
  }

  private static long weightOf(@Nullable Candidate candidate) {
    return candidate == null ? 0 : candidate.weight();
  }
}
