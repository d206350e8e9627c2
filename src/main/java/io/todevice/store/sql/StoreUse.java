package io.todevice.store.sql;

import io.todevice.settings.ServerSettings;
import io.todevice.settings.Settings;
import io.todevice.store.UnusableStoreException;
import io.todevice.text.OneLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Whether something may be done with a store that is there already. Checked before its tables are
 * upgraded, so that nothing changes where it is refused.
 */
@FunctionalInterface
public interface StoreUse {

  /** Why a store with the tables of an older version can't be read. */
  String OLDER = "its tables are of an older version: start a server of this version with it once";

  /**
   * Checks that it may be done.
   *
   * @param connection to the store, whose tables may be of an older version
   * @throws UnusableStoreException with the reason, if it may not
   */
  void check(Connection connection) throws SQLException;

  /** Of a server: the store is no unfinished copy, and not that of another server name. */
  static StoreUse by(Settings settings) {
    String name = settings.get(ServerSettings.SERVER_NAME).value();
    return connection -> {
      StoreCopy.checkFinished(connection);
      Optional<String> owner = StoreCopy.server(connection);
      if (owner.isPresent() && !owner.get().equals(name)) {
        throw new UnusableStoreException(
            "belongs to the server "
                + OneLine.quote(owner.get())
                + " and can't be used as "
                + OneLine.quote(name)
                + " ("
                + ServerSettings.SERVER_NAME
                + ")");
      }
    };
  }
}
