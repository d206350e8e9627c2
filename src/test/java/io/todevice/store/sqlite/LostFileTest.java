package io.todevice.store.sqlite;

import static io.todevice.store.contract.Samples.ALICE;
import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.TYPE;
import static io.todevice.store.contract.Samples.content;
import static io.todevice.store.contract.Samples.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.todevice.settings.Settings;
import io.todevice.store.Store;
import io.todevice.store.StoreUnavailableException;
import io.todevice.store.contract.ManualClock;
import io.todevice.store.contract.WaitingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("P1: a store whose files are deleted, moved or replaced reports nothing as done")
class LostFileTest {

  @TempDir Path directory;
  private Store store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(file("store").toString(), Settings.NONE, new ManualClock());
    WaitingStore on = new WaitingStore(store);
    on.signIn(ALICE_PHONE);
    on.send(ALICE_PHONE, content(1));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private CompletionStage<?> send() {
    return store
        .messages()
        .send(Optional.empty(), ALICE, TYPE, Map.of(ALICE, only(ALICE_PHONE, content(2))));
  }

  private static void expectUnavailable(CompletionStage<?> outcome) {
    assertThat(outcome.toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(StoreUnavailableException.class)
        .withMessageContaining("deleted or replaced");
  }

  private void expectNothing() {
    expectUnavailable(send());
    expectUnavailable(store.devices().list(ALICE));
    expectUnavailable(store.accounts().exists(ALICE));
  }

  @Test
  @DisplayName("the file is deleted, and does not come back empty")
  void deleted() throws IOException {
    Files.delete(file("store"));

    expectNothing();
    assertThat(file("store")).doesNotExist();
  }

  @Test
  @DisplayName("the file is moved away")
  void moved() throws IOException {
    Files.move(file("store"), file("elsewhere"));

    expectNothing();
  }

  @Test
  @DisplayName("the file is replaced by a copy")
  void replaced() throws IOException {
    try (NewFile copy = NewFile.at(file("copy"))) {
      SqliteMaintenance.backup(file("store"), copy);
    }
    Files.move(file("copy"), file("store"), StandardCopyOption.REPLACE_EXISTING);

    expectNothing();
  }

  @Test
  @DisplayName("the log is deleted")
  void logDeleted() throws IOException {
    Files.delete(file("store-wal"));

    expectNothing();
  }

  @Test
  @DisplayName("reads alone find it out within a second")
  void withoutSends() throws IOException {
    Files.delete(file("store"));

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> expectUnavailable(store.accounts().exists(ALICE)));
  }

  @Test
  @DisplayName("a lock whose file is deleted is taken again, and keeps others away")
  void lockDeleted() throws IOException {
    Files.delete(file("store.lock"));

    await().untilAsserted(() -> assertThat(file("store.lock")).exists());
    assertThatThrownBy(
            () -> SqliteStore.open(file("store").toString(), Settings.NONE, new ManualClock()))
        .hasMessageContaining("in use by another server");
    assertThat(send().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(10));
  }
}
