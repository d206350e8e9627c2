package io.todevice.server;

import io.todevice.config.ConfigException;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.Settings;
import io.todevice.settings.StoreAddress;
import io.todevice.settings.StoreAddress.Kind;
import io.todevice.store.Store;
import io.todevice.store.StoreFactory;
import io.todevice.store.UnusableStoreException;
import io.todevice.store.memory.MemoryStore;
import io.todevice.store.postgres.PostgresStore;
import io.todevice.store.sqlite.SqliteStore;
import java.util.Map;

/** Opens the store that the settings name. The one place that knows which stores there are. */
final class Stores {

  private static final Map<Kind, StoreFactory> FACTORIES =
      Map.of(
          Kind.MEMORY, (place, settings, clock) -> new MemoryStore(settings, clock),
          Kind.SQLITE, (place, settings, clock) -> SqliteStore.open(place, settings, clock),
          Kind.POSTGRESQL, (url, settings, clock) -> PostgresStore.open(url, settings, clock));

  private Stores() {}

  /**
   * Opens the store of {@link ServerSettings#STORE}, or the embedding program's own.
   *
   * @throws ConfigException with one line for the operator, if it can't be opened
   */
  static Store open(Settings settings, Embedding embedding) {
    StoreAddress address = settings.get(ServerSettings.STORE);
    try {
      if (embedding.store().isPresent()) {
        return embedding.store().get().open("", settings, embedding.clock());
      }
      StoreFactory factory = FACTORIES.get(address.kind());
      if (factory == null) {
        throw new UnusableStoreException("this program has no store of this kind");
      }
      return factory.open(address.place(), settings, embedding.clock());
    } catch (UnusableStoreException e) {
      throw new ConfigException(ServerSettings.STORE.toString(), address + ": " + e.getMessage());
    }
  }
}
