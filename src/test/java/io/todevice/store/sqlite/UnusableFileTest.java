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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are refused, in one line, and left as they are. */
class UnusableFileTest {

  @TempDir Path directory;

  private Path file() {
    return directory.resolve("store");
  }

  private Store open() {
    return SqliteStore.open(file().toString(), Settings.NONE, new ManualClock());
  }

  private void expectRefusal(String reason) {
    assertThatThrownBy(this::open)
        .isInstanceOf(UnusableStoreException.class)
        .hasMessageContaining(reason)
        .message()
        .doesNotContain("\n");
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
  void otherProgram() throws SQLException {
    try (SqliteConnection other = SqliteConnection.open(SqliteConnection.observers(file()))) {
      other.run("CREATE TABLE song (title TEXT)");
    }

    expectRefusal("another program");
    assertThatThrownBy(() -> SqliteMaintenance.check(file()))
        .isInstanceOf(UnusableStoreException.class)
        .hasMessageContaining("another program");
  }

  @Test
  @DisplayName("A file of a newer server")
  void newerServer() throws SQLException {
    open().close();
    try (SqliteConnection newer = SqliteConnection.open(SqliteConnection.observers(file()))) {
      newer.run(
          "INSERT INTO schema_history SELECT 99, '99', 'later', 'SQL', 'V99__later.sql', 1,"
              + " installed_by, installed_on, 1, 1 FROM schema_history WHERE version = '1'");
    }

    expectRefusal("written by a newer server");
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
  void twoServers() {
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
}
