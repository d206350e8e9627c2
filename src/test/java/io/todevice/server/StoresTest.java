package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.todevice.config.ConfigException;
import io.todevice.domain.MonotonicClock;
import io.todevice.settings.ServerName;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.Settings;
import io.todevice.settings.StorageLimits;
import io.todevice.settings.StoreAddress;
import io.todevice.store.Store;
import io.todevice.store.UnusableStoreException;
import io.todevice.store.contract.UnreliableStore;
import io.todevice.store.contract.UnreliableStore.Fault;
import io.todevice.store.memory.MemoryStore;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A store that is opened at the start")
class StoresTest {

  private final MemoryStore kept = new MemoryStore(Settings.NONE, new MonotonicClock());
  private final Embedding embedding = Embedding.NONE.withStore((place, settings, clock) -> kept);

  @Test
  @DisplayName("is memory by default")
  void memory() {
    try (Store store = Stores.open(Settings.NONE, Embedding.NONE)) {
      assertThat(store).isInstanceOf(MemoryStore.class);
    }
  }

  @Test
  @DisplayName("belongs to the name of the server that opened it first")
  void serverName() {
    assertThat(Stores.open(named("a.org"), embedding)).isSameAs(kept);
    assertThat(Stores.open(named("a.org"), embedding)).isSameAs(kept);

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> Stores.open(named("b.org"), embedding))
        .withMessage(
            "--server-name: the store belongs to the server 'a.org' and can't be used as 'b.org'");
    assertThat(kept.accounts().estimateCount().toCompletableFuture())
        .as("closed where it is refused")
        .isCompletedExceptionally();
  }

  @Test
  @DisplayName("is one line for the operator, without a password, where it can't be opened")
  void unusable() {
    Settings settings =
        Settings.NONE.with(
            ServerSettings.STORE,
            StoreAddress.find("postgresql://me:secret@host/db").orElseThrow());

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () ->
                Stores.open(
                    settings,
                    Embedding.NONE.withStore(
                        (place, bounds, clock) -> {
                          throw new UnusableStoreException("the password is refused");
                        })))
        .withMessage("--store: postgresql://host/db: the password is refused");
  }

  @Test
  @DisplayName("is one line for the operator where it does not answer")
  void unavailable() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () ->
                Stores.open(
                    Settings.NONE,
                    Embedding.NONE.withStore(
                        (place, bounds, clock) -> {
                          UnreliableStore store =
                              UnreliableStore.open(bounds, clock, Duration.ofMillis(1));
                          store.fail(operation -> Fault.LOST_BEFORE);
                          return store.store();
                        })))
        .withMessage("--store: the connection is lost");
  }

  @Test
  @DisplayName("F2: has bounds that are parts of the heap in memory, and sizes elsewhere")
  void bounds() {
    Settings onDisk =
        Settings.NONE.with(ServerSettings.STORE, StoreAddress.find("sqlite:a.db").orElseThrow());

    assertThat(Settings.NONE.get(StorageLimits.INBOX_MEMORY))
        .isLessThan(Runtime.getRuntime().maxMemory());
    assertThat(onDisk.get(StorageLimits.INBOX_MEMORY)).isEqualTo(64L << 30);
    assertThat(onDisk.get(StorageLimits.MAX_ACCOUNTS)).isEqualTo(10_000_000);
    assertThat(onDisk.with(StorageLimits.INBOX_MEMORY, 1L << 30).get(StorageLimits.INBOX_MEMORY))
        .isEqualTo(1L << 30);
  }

  private static Settings named(String name) {
    return Settings.NONE.with(ServerSettings.SERVER_NAME, new ServerName(name));
  }
}
