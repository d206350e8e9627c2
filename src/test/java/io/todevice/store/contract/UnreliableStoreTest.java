package io.todevice.store.contract;

import io.todevice.settings.Settings;
import io.todevice.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** The contract holds for a store that answers later and on threads of its own. */
@Tag("slow")
class UnreliableStoreTest implements StoreContract {

  private static final Duration SLOWEST = Duration.ofMillis(2);

  private final ManualClock clock = new ManualClock();
  private final List<Store> others = new ArrayList<>();
  private final Store store = UnreliableStore.open(Settings.NONE, clock, SLOWEST).store();

  @Override
  public Store store() {
    return store;
  }

  @Override
  public Store store(Settings bounds) {
    Store other = UnreliableStore.open(bounds, clock, SLOWEST).store();
    others.add(other);
    return other;
  }

  @Override
  public ManualClock clock() {
    return clock;
  }

  @AfterEach
  void closeOthers() {
    others.forEach(Store::close);
  }
}
