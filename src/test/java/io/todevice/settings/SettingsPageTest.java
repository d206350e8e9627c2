package io.todevice.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page of the settings")
class SettingsPageTest {

  private static final Path PAGE = Path.of("docs/settings.md");
  private static final String RENEW = "mvn test -Dtest=SettingsPageTest -Dgolden.update=true";

  private static final String HEAD =
      """
      # Settings

      Each setting is an option of `serve`, a key of the configuration file
      ([an example with all of them](config.example.yaml)) and an environment variable. An option wins over a variable, and a
      variable over the file. An environment variable with the prefix `TODEVICE_` that names no setting is logged and ignored.
      A container engine that makes variables of the names of services (`TODEVICE_PORT=tcp://…` for a service called
      `todevice`) stops the start; give the service another name or switch these variables off.
      """;

  @Test
  @DisplayName("shows every setting with its variable, what it must be, and what it is for")
  void isWrittenDown() throws IOException {
    String page =
        HEAD
            + table("What most operators decide", ServerSettings.BASIC)
            + table("Tokens of another server", ServerSettings.TOKENS_OF_OTHERS)
            + table("Limits", ServerSettings.LIMITS)
            + table("Strict mode", ServerSettings.STRICT_MODE)
            + table("Faults", ServerSettings.FAULT_MODE);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(page)
        .withFailMessage("%s is not what the settings are; renew it: %s", PAGE, RENEW)
        .isEqualTo(Files.readString(PAGE));
  }

  private static String table(String title, List<Setting<?>> settings) {
    StringBuilder table = new StringBuilder("\n## " + title + "\n\n");
    table.append("| option and key | environment variable | value | what it is |\n");
    table.append("| --- | --- | --- | --- |\n");
    for (Setting<?> setting : settings) {
      String variable = "TODEVICE_" + setting.name().toUpperCase(Locale.ROOT).replace('-', '_');
      table.append(
          "| `%s` | `%s` | %s | %s |\n"
              .formatted(setting.name(), variable, setting.expectation(), setting.help()));
    }
    return table.toString();
  }
}
