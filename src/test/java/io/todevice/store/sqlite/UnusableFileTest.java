package io.todevice.store.sqlite;

import static io.todevice.store.contract.Samples.ALICE_PHONE;
import static io.todevice.store.contract.Samples.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.settings.Settings;
import io.todevice.store.Store;
import io.todevice.store.UnusableStoreException;
import io.todevice.store.contract.ManualClock;
import io.todevice.store.contract.WaitingStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are refused, in one line, and left as they are. */
class UnusableFileTest {

  @TempDir Path directory;

  private Path file() {
    return directory.resolve("store");
  }

  private Store open() {
    return SqliteStore.open(file().toString(), Settings.NONE, new ManualClock());
  }

  private void expectRefusal(String reason) throws IOException {
    Map<String, String> before = bytes();
    assertThatThrownBy(this::open)
        .isInstanceOf(UnusableStoreException.class)
        .hasMessageContaining(reason)
        .message()
        .doesNotContain("\n");
    assertThat(bytes()).as("a refusal changes nothing").isEqualTo(before);
  }

  /** The content of each file of the directory, by its name. */
  private Map<String, String> bytes() throws IOException {
    Map<String, String> bytes = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path each : files) {
        String name = each.getFileName().toString();
        // Those who look at a file in use change its shared memory.
        if (!name.endsWith("-shm")) {
          bytes.put(name, HexFormat.of().formatHex(Files.readAllBytes(each)));
        }
      }
    }
    return bytes;
  }

  @Test
  @DisplayName("A file that is no database")
  void otherFile() throws IOException {
    Files.writeString(file(), "a diary, and not short of words");

    expectRefusal("is not an SQLite database");
    assertThat(file()).hasContent("a diary, and not short of words");
  }

  @Test
  @DisplayName("The database of another program")
  void otherProgram() throws IOException, SQLException {
    Files.createFile(file());
    try (SqliteConnection other = SqliteConnection.open(SqliteConnection.observers(file()))) {
      other.run("CREATE TABLE song (title TEXT)");
    }

    expectRefusal("another program");
    assertThatThrownBy(() -> SqliteMaintenance.check(file()))
        .isInstanceOf(UnusableStoreException.class)
        .hasMessageContaining("another program");
  }

  @Test
  @DisplayName("The database of another program that also notes the versions of its tables")
  void otherProgramWithVersions() throws IOException, SQLException {
    open().close();
    try (SqliteConnection other = SqliteConnection.open(SqliteConnection.observers(file()))) {
      other.run("UPDATE schema_history SET checksum = 1");
      other.run("DROP TABLE store_property");
    }

    expectRefusal("its tables are not those of this version");
  }

  @Test
  @DisplayName("A file of a newer server")
  void newerServer() throws IOException, SQLException {
    open().close();
    try (SqliteConnection newer = SqliteConnection.open(SqliteConnection.observers(file()))) {
      newer.run(
          "INSERT INTO schema_history SELECT 99, '99', 'later', 'SQL', 'V99__later.sql', 1,"
              + " installed_by, installed_on, 1, 1 FROM schema_history WHERE version = '1'");
    }

    expectRefusal("written by a newer server");
  }

  @Test
  @DisplayName("The file of a server of another name, before its tables are upgraded")
  void otherServerName() throws IOException, SQLException {
    Store first = open();
    WaitingStore.outcome(first.ensureProperty("server-name", "a.org"));
    first.close();
    try (SqliteConnection older = SqliteConnection.open(SqliteConnection.observers(file()))) {
      // So that an upgrade would fail.
      older.run("UPDATE schema_history SET checksum = checksum + 1");
    }

    expectRefusal("belongs to the server 'a.org' and can't be used as 'localhost' (--server-name)");
  }

  @Test
  @DisplayName("A damaged file")
  void damagedFile() throws IOException {
    Store store = open();
    new WaitingStore(store).signIn(ALICE_PHONE);
    new WaitingStore(store).send(ALICE_PHONE, content(1));
    store.close();
    try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      for (int offset = 100; offset < 4096; offset += 4) {
        channel.write(ByteBuffer.wrap(new byte[] {7, 7, 7, 7}), offset);
      }
    }

    expectRefusal("damaged");
  }

  @Test
  @DisplayName("A file that another server uses, and no longer when that is closed")
  void twoServers() throws IOException {
    Store first = open();

    expectRefusal("in use by another server");
    first.close();
    open().close();
  }

  @Test
  @DisplayName("A directory that does not exist, and a directory in place of the file")
  void noDirectory() {
    assertThatThrownBy(
            () ->
                SqliteStore.open(
                    directory.resolve("none/store").toString(), Settings.NONE, new ManualClock()))
        .isInstanceOf(UnusableStoreException.class)
        .hasMessageContaining("directory does not exist");
    assertThatThrownBy(
            () -> SqliteStore.open(directory.toString(), Settings.NONE, new ManualClock()))
        .isInstanceOf(UnusableStoreException.class)
        .hasMessageContaining("is not a file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-wal", "-shm", "-journal"})
  @DisplayName("A new file beside a part of an earlier one, which SQLite would use or delete")
  void leftover(String suffix) throws IOException {
    Path leftover = Files.writeString(directory.resolve("store" + suffix), "of another file");

    expectRefusal(leftover + " is part of an earlier file");
    assertThatThrownBy(() -> NewFile.at(file())).hasMessageContaining(leftover.toString());
    Files.createFile(file());
    expectRefusal(leftover + " is part of an earlier file");
  }

  @Test
  @DisplayName("A copy that was put beside the log of the file it replaces")
  void copyBesideLog() throws IOException {
    Store store = open();
    new WaitingStore(store).signIn(ALICE_PHONE);
    Path log = Files.copy(directory.resolve("store-wal"), directory.resolve("kept"));
    store.close();
    Path copy = directory.resolve("copy");
    try (NewFile written = NewFile.at(copy)) {
      SqliteMaintenance.backup(file(), written);
    }
    Files.move(copy, file(), StandardCopyOption.REPLACE_EXISTING);
    Files.move(log, directory.resolve("store-wal"));

    expectRefusal("store-wal is part of an earlier file");
  }

  @Test
  @DisplayName(
      "A symbolic link leads to the store, with one lock; one that leads nowhere is refused")
  void symbolicLink() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), file());
    assertThatThrownBy(() -> SqlitePath.of(link)).hasMessageContaining("symbolic link");

    open().close();
    try (Store first = SqliteStore.open(link.toString(), Settings.NONE, new ManualClock())) {
      new WaitingStore(first).signIn(ALICE_PHONE);
      assertThat(directory.resolve("link.lock")).doesNotExist();
      assertThatThrownBy(this::open).hasMessageContaining("in use by another server");
    }
    try (Store again = open()) {
      assertThat(new WaitingStore(again).exists(ALICE_PHONE)).isTrue();
    }
  }

  @Test
  @DisplayName("A file with two names, of which each has a lock of its own")
  void hardLink() throws IOException {
    open().close();
    Files.createLink(directory.resolve("name"), file());

    expectRefusal("has 2 names (hard links)");
  }

  @Test
  @DisplayName("A path with a question mark, behind which SQLite's driver reads parameters")
  void questionMark() {
    Path odd = directory.resolve("a?b");
    assertThatThrownBy(() -> SqlitePath.of(odd)).hasMessageContaining("question mark");
  }

  @Test
  @DisplayName("A home directory that no shell has expanded")
  void tilde() {
    assertThatThrownBy(() -> SqlitePath.of("~/store"))
        .hasMessage("its directory does not exist; ~ is not expanded here");
  }

  @Test
  @DisplayName("A start that changes nothing leaves the file as it is, also the number of starts")
  void unchanged() throws IOException {
    Store first = open();
    WaitingStore.outcome(first.ensureProperty("name", "a"));
    first.close();
    Map<String, String> before = bytes();

    Store second = open();
    assertThat(WaitingStore.outcome(second.ensureProperty("name", "b"))).isEqualTo("a");
    second.close();

    assertThat(bytes()).isEqualTo(before);
  }
}
