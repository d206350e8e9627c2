package io.todevice.cli.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.cli.CommandRun;
import io.todevice.cli.common.ExitCodes;
import io.todevice.domain.UserId;
import io.todevice.settings.Settings;
import io.todevice.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("'store'")
class StoreCommandTest {

  private static final UserId ALICE = new UserId("@alice:localhost");

  @TempDir Path directory;
  private String file;
  private String copy;
  private SqliteStore store;

  @BeforeEach
  void open() {
    file = directory.resolve("a.db").toString();
    copy = directory.resolve("copy.db").toString();
    store = SqliteStore.open(file, Settings.NONE, InstantSource.system());
    store.accounts().create(ALICE, Optional.empty()).toCompletableFuture().join();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static CommandRun run(String... args) {
    return CommandRun.withoutServer(args);
  }

  @Test
  @DisplayName("check and stats read the file that a server uses")
  void online() {
    CommandRun check = run("store", "check", file);
    CommandRun stats = run("store", "stats", file);

    assertThat(check.out()).isEqualToNormalizingNewlines(file + ": no damage found\n");
    assertThat(check.exitCode()).isZero();
    assertThat(stats.out()).contains("accounts: 1", "bytes of the file: ");
    assertThat(stats.exitCode()).isZero();
  }

  @Test
  @DisplayName("backup copies the file that a server uses, and restore makes a store of the copy")
  void backupAndRestore() {
    assertThat(run("store", "backup", file, copy).exitCode()).isZero();
    String restored = directory.resolve("restored.db").toString();
    assertThat(run("store", "restore", copy, restored).exitCode()).isZero();

    try (SqliteStore again = SqliteStore.open(restored, Settings.NONE, InstantSource.system())) {
      assertThat(again.accounts().exists(ALICE).toCompletableFuture().join()).isTrue();
    }
  }

  @Test
  @DisplayName("neither overwrites a file, and the line says which one")
  void nothingIsOverwritten() {
    assertThat(run("store", "backup", file, copy).exitCode()).isZero();

    CommandRun again = run("store", "backup", file, copy);
    CommandRun restore = run("store", "restore", copy, file);

    assertThat(again.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(again.err()).contains(copy + " exists already");
    assertThat(restore.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(restore.err()).contains(file + " exists already");
  }

  @Test
  @DisplayName("a file that is missing, or no database, is named in one line")
  void unusable() throws IOException {
    Path text = Files.writeString(directory.resolve("text"), "not a database, but a long text");

    CommandRun missing = run("store", "check", directory.resolve("none").toString());
    CommandRun other = run("store", "stats", text.toString());

    assertThat(missing.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(missing.err()).contains("FILE", "does not exist").hasLineCount(2);
    assertThat(other.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(other.err()).contains("is not an SQLite database").hasLineCount(2);
  }
}
