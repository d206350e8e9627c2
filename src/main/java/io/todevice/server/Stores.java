package io.todevice.server;

import io.todevice.config.ConfigException;
import io.todevice.service.Stages;
import io.todevice.settings.RequestLimits;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.Settings;
import io.todevice.settings.StoreAddress;
import io.todevice.settings.StoreAddress.Kind;
import io.todevice.store.Store;
import io.todevice.store.StoreException;
import io.todevice.store.StoreFactory;
import io.todevice.store.UnusableStoreException;
import io.todevice.store.memory.MemoryStore;
import io.todevice.store.postgres.PostgresStore;
import io.todevice.store.sqlite.SqliteStore;
import io.todevice.text.OneLine;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Opens the store that the settings name. The one place that knows which stores there are. */
final class Stores {

  private Stores() {}

  /**
   * Opens the store of {@link ServerSettings#STORE}, or the embedding program's own. A store
   * belongs to the server name that it was first opened for: its user IDs, positions and
   * transactions mean nothing to another server.
   *
   * @throws ConfigException with one line for the operator, if it can't be opened
   */
  static Store open(Settings settings, Embedding embedding) {
    StoreAddress address = settings.get(ServerSettings.STORE);
    Store store;
    try {
      store =
          embedding
              .store()
              .orElseGet(() -> factory(address.kind()))
              .open(address.place(), settings, embedding.clock());
    } catch (UnusableStoreException e) {
      throw unusable(address + ": " + e.getMessage());
    }
    Store timely =
        store instanceof MemoryStore
            ? store
            : TimelyStore.of(store, settings.get(RequestLimits.STORE_TIMEOUT));
    try {
      checkName(timely, settings.get(ServerSettings.SERVER_NAME).value());
      return timely;
    } catch (RuntimeException e) {
      timely.close();
      throw e;
    }
  }

  private static StoreFactory factory(Kind kind) {
    return switch (kind) {
      case MEMORY -> (place, settings, clock) -> new MemoryStore(settings, clock);
      case SQLITE -> SqliteStore::open;
      case POSTGRESQL -> PostgresStore::open;
    };
  }

  private static void checkName(Store store, String name) {
    String owner = get(store.ensureProperty("server-name", name));
    if (!owner.equals(name)) {
      throw new ConfigException(
          ServerSettings.SERVER_NAME.toString(),
          "the store belongs to the server "
              + OneLine.quote(owner)
              + " and can't be used as "
              + OneLine.quote(name));
    }
  }

  /**
   * What a store answers during the start.
   *
   * @throws ConfigException if it does not work
   */
  static <T> T get(CompletionStage<T> answer) {
    try {
      return answer.toCompletableFuture().join();
    } catch (CompletionException e) {
      if (Stages.cause(e) instanceof StoreException failed) {
        throw unusable(String.valueOf(failed.getMessage()));
      }
      throw e;
    }
  }

  private static ConfigException unusable(String reason) {
    return new ConfigException(ServerSettings.STORE.toString(), reason);
  }
}
