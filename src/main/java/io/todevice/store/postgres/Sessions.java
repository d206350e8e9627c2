package io.todevice.store.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Connections outside the pool, for what lasts.
 *
 * @param address where the database is
 */
record Sessions(PostgresAddress address) {

  /** A new connection to the primary, under a name by which the database lists it. */
  Connection open(String purpose) throws SQLException {
    return DriverManager.getConnection(
        address.directUrl(), address.properties("todevice " + purpose));
  }

  /** Closes what may be broken already. */
  static void close(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      // It is of no use any more, whichever way it ended.
    }
  }

  /** Ends a connection that another thread uses at the moment. */
  static void abort(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.abort(Runnable::run);
      }
    } catch (SQLException e) {
      // It has ended already.
    }
  }
}
