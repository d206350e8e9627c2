package io.todevice.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When what was committed, or seen of it, may be reported. */
class FlusherTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path directory;

  private static CompletableFuture<Void> whenDurable(Flusher flusher) {
    CompletableFuture<Void> outcome = new CompletableFuture<>();
    flusher.whenDurable(
        new Flusher.Waiting() {
          @Override
          public void isDurable() {
            outcome.complete(null);
          }

          @Override
          public void isUnknown(StoreUnavailableException failure) {
            outcome.completeExceptionally(failure);
          }
        });
    return outcome;
  }

  private Path log() throws IOException {
    return Files.writeString(directory.resolve("store-wal"), "log");
  }

  @Test
  @DisplayName("P1: what a read has seen of a commit is reported when the disk has it")
  void waitsForTheDisk() throws Exception {
    try (Flusher flusher = new Flusher(log(), Optional::empty)) {
      assertThat(whenDurable(flusher)).isCompleted();

      flusher.begin();
      CompletableFuture<Void> seen = whenDurable(flusher);
      assertThat(seen).isNotDone();

      flusher.end();
      assertThat(seen).succeedsWithin(SOON);
      assertThat(whenDurable(flusher)).isCompleted();
    }
  }

  @Test
  @DisplayName("P1: where the disk does not confirm, the outcome is unknown, now and for the rest")
  void unknown() throws Exception {
    try (Flusher flusher = new Flusher(directory.resolve("no").resolve("log"), Optional::empty)) {
      flusher.begin();
      CompletableFuture<Void> change = whenDurable(flusher);
      flusher.end();

      assertThat(change)
          .failsWithin(SOON)
          .withThrowableThat()
          .withCauseInstanceOf(StoreUnavailableException.class);
      assertThat(flusher.failure()).isPresent();
      assertThat(flusher.isBusy()).isFalse();
      assertThat(whenDurable(flusher)).isCompletedExceptionally();
      flusher.begin();
      flusher.end();
    }
  }

  @Test
  @DisplayName(
      "P1: nothing is durable any more when a file of the store is lost, and nothing again")
  void lostFile() throws Exception {
    AtomicReference<Optional<Path>> lost = new AtomicReference<>(Optional.empty());
    try (Flusher flusher = new Flusher(log(), lost::get)) {
      flusher.begin();
      CompletableFuture<Void> seen = whenDurable(flusher);
      lost.set(Optional.of(directory.resolve("store")));
      flusher.checkFiles();
      assertThat(seen).isCompletedExceptionally();

      lost.set(Optional.empty());
      flusher.end();
      flusher.checkFiles();
      assertThat(whenDurable(flusher)).isCompletedExceptionally();
      assertThat(flusher.isDurable()).isFalse();
    }
  }
}
