package io.todevice.store.sql;

import java.sql.SQLException;
import java.util.concurrent.atomic.LongAdder;

/**
 * How much each user may hold of what must not be evicted, and all users together: more is refused
 * (clauses F1, F2). The second half of what all may hold is for users who hold less than an equal
 * share of the first half. Safe for use by many threads.
 *
 * @param perUser how much one user may hold
 * @param limit how much all users may hold together
 * @param refused counts the refusals
 */
record Quota(Usage.Kind kind, long perUser, long limit, LongAdder refused) {

  /** Counts what a user holds from now on, if they may. Less than before is always allowed. */
  boolean tryAdd(SqlTransaction tx, Usage.Owner owner, long bytes) throws SQLException {
    if (bytes > 0 && !isWithinBounds(tx, owner, bytes)) {
      refused.increment();
      return false;
    }
    Usage.add(tx, kind, owner, bytes, bytes);
    return true;
  }

  private boolean isWithinBounds(SqlTransaction tx, Usage.Owner owner, long bytes)
      throws SQLException {
    long before = Usage.find(tx, kind, owner).bytes();
    Usage.Total total = Usage.total(tx, kind);
    return isWithinBounds(
        before + bytes, total.bytes() + bytes, total.holders() + (before == 0 ? 1 : 0));
  }

  private boolean isWithinBounds(long own, long all, long holders) {
    long half = limit / 2;
    return own <= perUser && all <= limit && (all <= half || own <= Math.max(1, half / holders));
  }
}
