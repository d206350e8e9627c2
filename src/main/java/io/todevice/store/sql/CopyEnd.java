package io.todevice.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** A store that is copied, or copied to: nobody else changes it until it is closed. */
public interface CopyEnd extends AutoCloseable {

  /** A connection to its tables, of one thread, which does not commit by itself. */
  Connection connection();

  /** Tables that mean something in this store only. */
  Set<String> ownTables();

  /**
   * Makes what this store derives from the rows that were copied, and does not commit: what users
   * take of messages ({@code usage} of {@link Usage.Kind#RECEIVED} and {@link Usage.Kind#SENT}),
   * which is not copied, as not every store keeps it.
   */
  void derive() throws SQLException;

  @Override
  void close();
}
