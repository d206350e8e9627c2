package io.todevice.store.memory;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * How much each user may hold of what must not be evicted, and all users together: more is refused
 * (clauses F1, F2). The second half of what all may hold is for users who hold less than an equal
 * share of the first half, so that nobody is refused their share because others hold much. Safe for
 * use by many threads.
 */
final class FairQuota {

  private final long perUser;
  private final long limit;
  private final AtomicLong total = new AtomicLong();
  private final AtomicInteger holders = new AtomicInteger();
  private final LongAdder refused = new LongAdder();

  /**
   * Nobody holds anything.
   *
   * @param perUser how much one user may hold
   * @param limit how much all users may hold together
   */
  FairQuota(long perUser, long limit) {
    this.perUser = perUser;
    this.limit = limit;
  }

  /**
   * Counts what a user holds from now on, if they may. Less than before is always allowed.
   *
   * @param before what the user has held until now
   */
  boolean tryChange(long before, long after) {
    change(before, after);
    if (after <= before || isWithinBounds(after)) {
      return true;
    }
    change(after, before);
    refused.increment();
    return false;
  }

  /** Counts what a user holds from now on, however much. */
  void change(long before, long after) {
    total.addAndGet(after - before);
    if (before == 0 && after > 0) {
      holders.incrementAndGet();
    } else if (before > 0 && after == 0) {
      holders.decrementAndGet();
    }
  }

  /** How often a user was refused. */
  long refused() {
    return refused.sum();
  }

  /** What all users hold. */
  long total() {
    return total.get();
  }

  private boolean isWithinBounds(long own) {
    long all = total.get();
    long half = limit / 2;
    return own <= perUser
        && all <= limit
        && (all <= half || own <= Math.max(1, half / holders.get()));
  }
}
