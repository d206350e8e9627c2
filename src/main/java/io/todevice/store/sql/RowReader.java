package io.todevice.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Reads one row of a result.
 *
 * @param <T> what a row is
 */
@FunctionalInterface
public interface RowReader<T> {

  /** Reads the row at which {@code row} stands; leaves it there. */
  T read(ResultSet row) throws SQLException;
}
