package io.todevice.store.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps to a bound on what all users take of one kind: where it is exceeded, the user who takes
 * most loses something, until another takes as much (clauses F1, F2).
 */
final class FairRoom {

  private FairRoom() {}

  /** Takes something away from a user. */
  @FunctionalInterface
  interface Evictor {

    /**
     * Evicts what takes {@code bytes}, or everything.
     *
     * @return what became free
     */
    long evict(SqlTransaction tx, Usage.Owner owner, long bytes) throws SQLException;
  }

  /** Makes room where more than {@code limit} is taken. */
  static void make(SqlTransaction tx, Usage.Kind kind, long limit, Evictor evictor)
      throws SQLException {
    long total = Usage.total(tx, kind).bytes();
    long goal = InboxBounds.lessSlack(total, limit);
    while (total > goal) {
      Optional<Heaviest> heaviest = Heaviest.find(tx, List.of(kind));
      long wanted = Math.min(total - goal, heaviest.map(Heaviest::share).orElse(0L));
      if (heaviest.isEmpty() || evictor.evict(tx, heaviest.get().owner(), wanted) == 0) {
        return;
      }
      total = Usage.total(tx, kind).bytes();
    }
  }
}
