package io.todevice.store.memory;

import io.todevice.store.Store;
import io.todevice.store.StoreBounds;
import io.todevice.store.contract.ManualClock;
import io.todevice.store.contract.StoreContract;

class MemoryStoreTest implements StoreContract {

  private final ManualClock clock = new ManualClock();
  private final MemoryStoreSettings settings = MemoryStoreSettings.defaults().withClock(clock);
  private final Store store = new MemoryStore(settings);

  @Override
  public Store store() {
    return store;
  }

  /** Closing a memory store has no effect beside it, so that of this one is left out. */
  @Override
  public Store store(StoreBounds bounds) {
    return new MemoryStore(settings.withBounds(bounds));
  }

  @Override
  public ManualClock clock() {
    return clock;
  }
}
