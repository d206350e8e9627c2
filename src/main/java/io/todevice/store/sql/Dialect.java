package io.todevice.store.sql;

/** What differs between the databases that run the shared statements. Immutable. */
public interface Dialect {

  /**
   * The lowest number that a new position has: an inbox's next message has a number above this one
   * and above all before it. It rises with everything that may have lost the latest positions, such
   * as a fail-over or a restored backup, so that none is given out twice (clause P2). 0 where that
   * never happened.
   */
  long positionBase();
}
