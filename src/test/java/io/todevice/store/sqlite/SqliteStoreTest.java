package io.todevice.store.sqlite;

import io.todevice.settings.Settings;
import io.todevice.store.Store;
import io.todevice.store.contract.ManualClock;
import io.todevice.store.contract.StoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

@Tag("proof")
class SqliteStoreTest implements StoreContract {

  @TempDir Path directory;
  private final ManualClock clock = new ManualClock();
  private final SqliteFiles files = new SqliteFiles(clock);

  /** A durable store takes a hundred times as long for each; .ci/slow does all of it. */
  @Override
  public int many(int times) {
    return times / Integer.getInteger("contract.divisor", 5);
  }

  @Override
  public Store store() {
    return files.get(directory.resolve("store"), Settings.NONE);
  }

  @Override
  public Store store(Settings bounds) {
    return files.get(directory.resolve("bounded"), bounds);
  }

  @Override
  public ManualClock clock() {
    return clock;
  }

  @AfterEach
  void closeFiles() {
    files.close();
  }
}
