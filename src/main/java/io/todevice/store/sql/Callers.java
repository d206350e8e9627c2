package io.todevice.store.sql;

import io.todevice.domain.DeviceIncarnation;
import io.todevice.domain.MatrixException;
import io.todevice.domain.Requester;
import io.todevice.domain.UserId;
import java.sql.SQLException;

/** Whether a caller is still there (clauses A5, F4). */
final class Callers {

  private Callers() {}

  /**
   * Checks that the caller's incarnation has not ended, or that the caller's user exists.
   *
   * @throws MatrixException {@code M_UNKNOWN_TOKEN} otherwise
   */
  static void check(SqlTransaction tx, Requester caller) throws SQLException {
    boolean isThere =
        caller instanceof DeviceIncarnation device
            ? SqlDevices.find(tx, device.address()).filter(device::equals).isPresent()
            : exists(tx, caller.user());
    if (!isThere) {
      throw MatrixException.unknownToken();
    }
  }

  /** Whether there is an account or a device of the user. */
  static boolean exists(SqlTransaction tx, UserId user) throws SQLException {
    return tx.number("SELECT 1 FROM owner WHERE bucket = ? AND owner = ?", user) > 0;
  }
}
