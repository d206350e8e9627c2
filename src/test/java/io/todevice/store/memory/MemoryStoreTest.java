package io.todevice.store.memory;

import io.todevice.store.Store;
import io.todevice.store.contract.ManualClock;
import io.todevice.store.contract.StoreContract;

class MemoryStoreTest implements StoreContract {

  private final ManualClock clock = new ManualClock();
  private final Store store = new MemoryStore(MemoryStoreSettings.defaults().withClock(clock));

  @Override
  public Store store() {
    return store;
  }

  @Override
  public ManualClock clock() {
    return clock;
  }
}
