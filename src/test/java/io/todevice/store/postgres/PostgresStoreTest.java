package io.todevice.store.postgres;

import io.todevice.settings.Settings;
import io.todevice.store.Store;
import io.todevice.store.contract.ManualClock;
import io.todevice.store.contract.StoreContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("proof")
class PostgresStoreTest implements StoreContract {

  @RegisterExtension final TestDatabases databases = new TestDatabases();
  private final ManualClock clock = new ManualClock();
  private final Store store = store(Settings.NONE);

  /** A durable store takes a hundred times as long for each; .ci/slow does all of it. */
  @Override
  public int many(int times) {
    return times / Integer.getInteger("contract.divisor", 5);
  }

  @Override
  public Store store() {
    return store;
  }

  @Override
  public Store store(Settings bounds) {
    return databases.open(databases.create(), bounds, clock);
  }

  @Override
  public ManualClock clock() {
    return clock;
  }
}
