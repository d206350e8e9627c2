package io.todevice.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The address of a store")
class StoreAddressTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "memory",
        "sqlite:messages.db",
        "sqlite:/var/lib/a b/messages.db",
        "postgresql://host/database",
        "postgresql://me:secret@one:5432,two:5433/database?ssl=true"
      })
  @DisplayName("is written as it is read")
  void roundTrip(String text) {
    assertThat(ServerSettings.STORE.format(ServerSettings.STORE.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Memory",
        "memory:",
        "sqlite",
        "sqlite: ",
        "sqlite:/",
        "sqlite::memory:",
        "sqlite:file:a.db",
        "sqlite: a.db",
        "sqlite:a.db ",
        "sqlite:a/",
        "sqlite:a\0b",
        "postgresql:host",
        "postgresql://",
        "jdbc:postgresql://host/db",
        "file.db"
      })
  @DisplayName("is of a kind that there is, and complete")
  void refuses(String text) {
    assertThat(StoreAddress.find(text)).isEmpty();
  }

  @Test
  @DisplayName("in a file is taken from the directory of the file")
  void besideTheFile() {
    Settings settings =
        Settings.NONE.with(ServerSettings.STORE, ServerSettings.STORE.parse("sqlite:a/b.db"));

    assertThat(settings.beside(Path.of("/etc/todevice/config.yaml")).get(ServerSettings.STORE))
        .isEqualTo(ServerSettings.STORE.parse("sqlite:/etc/todevice/a/b.db"));
  }

  @Test
  @DisplayName("is printed without its password")
  void printedWithoutPassword() {
    Settings settings =
        Settings.NONE.with(
            ServerSettings.STORE, ServerSettings.STORE.parse("postgresql://me:secret@host/db"));

    assertThat(settings.toString()).contains("host/db").doesNotContain("secret");
  }
}
