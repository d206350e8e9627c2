package io.todevice.store.sql;

import java.sql.SQLException;

/**
 * Statements that belong together.
 *
 * @param <T> what they result in
 */
@FunctionalInterface
public interface Work<T> {

  /**
   * Runs the statements.
   *
   * @param tx what they run in; not to be used afterwards
   * @throws SQLException if the database failed
   */
  T run(SqlTransaction tx) throws SQLException;
}
