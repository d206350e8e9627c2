package io.todevice.store.sqlite;

import io.todevice.store.sql.Dialect;

/**
 * The SQL of SQLite.
 *
 * @param life the number of the process that uses the file, which stands in the high bits of the
 *     positions that it gives out
 */
record SqliteDialect(long life) implements Dialect {

  /** Lives are counted in seconds from the beginning of 2026: 31 bits last until 2094. */
  static final long FIRST_SECOND = 1_767_225_600;

  private static final int LIFE_SHIFT = 32;

  @Override
  public long positionBase() {
    return life << LIFE_SHIFT;
  }
}
