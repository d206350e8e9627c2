package io.todevice.server;

import static io.todevice.store.contract.Samples.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.MonotonicClock;
import io.todevice.settings.Settings;
import io.todevice.store.Store;
import io.todevice.store.StoreBusyException;
import io.todevice.store.StoreUnavailableException;
import io.todevice.store.contract.UnreliableStore;
import io.todevice.store.contract.UnreliableStore.Fault;
import io.todevice.store.memory.MemoryStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A store that works elsewhere")
class TimelyStoreTest {

  private static final Duration DEADLINE = Duration.ofMillis(300);

  private final UnreliableStore slow =
      UnreliableStore.open(Settings.NONE, new MonotonicClock(), Duration.ofMillis(5));
  private final Store store = TimelyStore.of(slow.store(), DEADLINE);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  @DisplayName("keeps its threads for itself: what is done with its answers is done on others")
  void threads() {
    CompletionStage<String> thread =
        store.accounts().exists(ALICE).thenApply(exists -> Thread.currentThread().getName());
    slow.fail(operation -> Fault.BUSY);
    CompletionStage<String> ofFailure =
        store
            .ensureProperty("name", "value")
            .handle((value, failure) -> Thread.currentThread().getName());

    // A stage that is done already is gone on with on the thread of the test.
    assertThat(thread.toCompletableFuture())
        .succeedsWithin(Duration.ofSeconds(5))
        .asString()
        .doesNotStartWith(UnreliableStore.THREADS);
    assertThat(ofFailure.toCompletableFuture())
        .succeedsWithin(Duration.ofSeconds(5))
        .asString()
        .doesNotStartWith(UnreliableStore.THREADS);
  }

  @Test
  @DisplayName("fails as it fails itself")
  void failures() {
    slow.fail(operation -> Fault.BUSY);

    assertThat(store.accounts().exists(ALICE).toCompletableFuture())
        .failsWithin(Duration.ofSeconds(5))
        .withThrowableThat()
        .withCauseInstanceOf(StoreBusyException.class);
  }

  @Test
  @DisplayName("P1: is not available where its answer is overdue")
  void overdue() {
    slow.fail(operation -> Fault.SILENT);

    assertThat(store.accounts().exists(ALICE).toCompletableFuture())
        .failsWithin(Duration.ofSeconds(5))
        .withThrowableThat()
        .withCauseInstanceOf(StoreUnavailableException.class);
  }

  @Test
  @DisplayName("answers at once where the answer is there")
  void atOnce() {
    try (Store quick =
        TimelyStore.of(new MemoryStore(Settings.NONE, new MonotonicClock()), DEADLINE)) {
      CompletableFuture<Boolean> answer = quick.accounts().exists(ALICE).toCompletableFuture();

      assertThat(answer).isCompletedWithValue(false);
    }
  }
}
