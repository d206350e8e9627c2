package io.todevice.cli.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.cli.CommandRun;
import io.todevice.cli.common.ExitCodes;
import io.todevice.domain.UserId;
import io.todevice.settings.Settings;
import io.todevice.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertThat(again.err()).contains("COPY: " + copy + ": exists already");
    assertThat(restore.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(restore.err()).contains("FILE: " + file + ": exists already");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-wal", "-shm", "-journal"})
  @DisplayName("neither writes a file beside what is left of an earlier one of its name")
  void leftovers(String suffix) throws IOException {
    String other = directory.resolve("other.db").toString();
    Files.writeString(Path.of(copy + suffix), "left");
    Files.writeString(directory.resolve("restored.db" + suffix), "left");
    assertThat(run("store", "backup", file, other).exitCode()).isZero();

    CommandRun backup = run("store", "backup", file, copy);
    CommandRun restore =
        run("store", "restore", other, directory.resolve("restored.db").toString());

    assertThat(backup.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(backup.err()).contains("COPY: ", copy + suffix + " is part of an earlier file");
    assertThat(restore.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(restore.err()).contains("FILE: ", "restored.db" + suffix + " is part of an earlier");
    assertThat(directory.resolve("restored.db")).doesNotExist();
    assertThat(Path.of(copy)).doesNotExist();
  }

  @Test
  @DisplayName("restore is refused while a server holds the store, even if its file is gone")
  void restoreInUse() throws IOException {
    assertThat(run("store", "backup", file, copy).exitCode()).isZero();
    for (String part : new String[] {"", "-wal", "-shm"}) {
      Files.delete(Path.of(file + part));
    }

    CommandRun restore = run("store", "restore", copy, file);

    assertThat(restore.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(restore.err()).contains("FILE: ", "is in use by another server");
    assertThat(Path.of(file)).doesNotExist();
  }

  @Test
  @DisplayName("restore takes what only the log of the copy holds")
  void restoreWithLog() throws IOException {
    String killed = directory.resolve("killed.db").toString();
    Files.copy(Path.of(file), Path.of(killed));
    Files.copy(Path.of(file + "-wal"), Path.of(killed + "-wal"));
    String restored = directory.resolve("restored.db").toString();

    assertThat(run("store", "restore", killed, restored).exitCode()).isZero();

    try (SqliteStore again = SqliteStore.open(restored, Settings.NONE, InstantSource.system())) {
      assertThat(again.accounts().exists(ALICE).toCompletableFuture().join()).isTrue();
    }
  }

  @Test
  @DisplayName("copy is refused where there is no store to copy, and creates nothing")
  void nothingToCopy() throws IOException {
    String to = "sqlite:" + directory.resolve("to.db");
    CommandRun missing = run("store", "copy", "sqlite:" + directory.resolve("none.db"), to);
    Files.createFile(directory.resolve("empty.db"));
    CommandRun empty = run("store", "copy", "sqlite:" + directory.resolve("empty.db"), to);
    store.close();
    CommandRun unused = run("store", "copy", "sqlite:" + file, to);

    assertThat(missing.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(missing.err()).contains("FROM: ", "none.db: does not exist");
    assertThat(empty.err()).contains("FROM: ", "empty.db: is not a store");
    assertThat(unused.err()).contains("FROM: ", "holds nothing to copy");
    assertThat(directory.resolve("empty.db")).isEmptyFile();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("a.db", "empty.db");
    }
  }

  private void execute(String sql) throws SQLException {
    store.close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  @Test
  @DisplayName("check names the texts that are not JSON, which responses would contain")
  void damagedContent() throws SQLException {
    execute(
        "INSERT INTO inbox(bucket, inbox, owner, device_id, read_at, messages)"
            + " VALUES (1, 2, '@alice:localhost', 'PHONE', 0, 2)");
    execute(
        "INSERT INTO message(bucket, inbox, seq, at, sender, type, bytes, content) VALUES"
            + " (1, 2, 3, 0, '@bob:localhost', 't', 9, CAST('{\"a\":\"b\"}' AS BLOB)),"
            + " (1, 2, 4, 0, '@bob:localhost', 't', 9, CAST('{\"a\":\"\"\"}' AS BLOB))");
    execute(
        "INSERT INTO account_data(bucket, owner, type, content, position)"
            + " VALUES (1, '@alice:localhost', 'm.test', CAST('{' AS BLOB), 1)");

    CommandRun check = run("store", "check", file);

    assertThat(check.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(check.out())
        .isEqualToNormalizingNewlines(
            file
                + ": message content is not JSON: 4 of @alice:localhost PHONE\n"
                + file
                + ": account_data content is not JSON: m.test of @alice:localhost\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 8, 20})
  @DisplayName("check exits with 1 and lists what is damaged, whichever page it is")
  void damagedPage(int page) throws IOException {
    store.close();
    try (FileChannel channel = FileChannel.open(Path.of(file), StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap("damage! ".repeat(512).getBytes(UTF_8)), page * 4_096L);
    }

    CommandRun check = run("store", "check", file);

    assertThat(check.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(check.out().lines())
        .isNotEmpty()
        .allSatisfy(
            line -> assertThat(line).startsWith(file + ": ").hasSizeGreaterThan(file.length() + 2));
    assertThat(check.out()).doesNotContain("no damage found");
    assertThat(check.err()).isEmpty();
  }

  @Test
  @DisplayName("a file that is missing, or no database, is named in one line")
  void unusable() throws IOException {
    Path text = Files.writeString(directory.resolve("text"), "not a database, but a long text");

    CommandRun missing = run("store", "check", directory.resolve("none").toString());
    CommandRun other = run("store", "stats", text.toString());
    CommandRun check = run("store", "check", text.toString());

    assertThat(missing.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(missing.err()).contains("FILE", "does not exist").hasLineCount(2);
    assertThat(other.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(other.err()).contains("is not an SQLite database").hasLineCount(2);
    assertThat(check.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(check.out()).startsWith(text + ": is not an SQLite database").hasLineCount(1);
  }
}
