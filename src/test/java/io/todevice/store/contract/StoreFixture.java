package io.todevice.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.settings.Settings;
import io.todevice.store.Store;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** What a backend sets up for each test. */
public interface StoreFixture {

  /** The store under test, always the same during one test and empty at its beginning. */
  Store store();

  /**
   * Another store of the same kind, empty, with these bounds and the same clock. The fixture closes
   * it.
   */
  Store store(Settings bounds);

  /** The clock that the store under test goes by. */
  ManualClock clock();

  /** How often to do what may go wrong once in so many times. */
  default int many(int times) {
    return times;
  }

  /** The store under test as most tests use it. */
  default WaitingStore on() {
    return new WaitingStore(store());
  }

  /** Another store with these bounds as most tests use it. */
  default WaitingStore on(Settings bounds) {
    return new WaitingStore(store(bounds));
  }

  /** Expects a call for {@code change} within the bound, and what a slow machine adds to it. */
  default void expectCall(AtomicInteger calls, Runnable change) {
    int before = calls.get();
    change.run();
    await()
        .atMost(store().messages().wakeBound().plusSeconds(10))
        .untilAsserted(() -> assertThat(calls).hasValueGreaterThan(before));
  }

  /** Releases what the test held. A store that hangs fails the test and does not stop the run. */
  @AfterEach
  default void closeStore() {
    assertThat(CompletableFuture.runAsync(store()::close)).succeedsWithin(Duration.ofSeconds(30));
  }
}
