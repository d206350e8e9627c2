package io.todevice.store.memory;

import io.todevice.settings.Settings;
import io.todevice.store.Store;
import io.todevice.store.contract.ManualClock;
import io.todevice.store.contract.StoreContract;

class MemoryStoreTest implements StoreContract {

  private final ManualClock clock = new ManualClock();
  private final Store store = store(Settings.NONE);

  @Override
  public Store store() {
    return store;
  }

  /** Closing a memory store has no effect beside it, so that of this one is left out. */
  @Override
  public Store store(Settings bounds) {
    return new MemoryStore(bounds, clock);
  }

  @Override
  public ManualClock clock() {
    return clock;
  }
}
