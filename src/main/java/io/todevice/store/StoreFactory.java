package io.todevice.store;

import io.todevice.settings.Settings;
import java.time.InstantSource;

/** Opens stores of one kind. */
@FunctionalInterface
public interface StoreFactory {

  /**
   * Opens the store at {@code place}, and creates it where there is none. Returns when the store
   * answers.
   *
   * @param place what the setting names behind the kind, for example the path of a file; empty
   *     where the kind has no places
   * @param settings bound what it keeps
   * @param clock says the age of what it keeps, in wall-clock time that never goes back; a store
   *     never uses a database's own clock for that (clause F5)
   * @throws UnusableStoreException if it can't be opened
   */
  Store open(String place, Settings settings, InstantSource clock);
}
