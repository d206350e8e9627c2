package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.config.ServerConfig;
import io.todevice.settings.ServerSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The examples of docs/faults.md")
class FaultsPageTest extends ServerFixture {

  @TempDir static Path directory;

  @Override
  ServerConfig config() {
    try {
      Path token = Files.writeString(directory.resolve("token.txt"), "of-the-page\n");
      return super.config()
          .with(ServerSettings.FAULTS, true)
          .with(ServerSettings.FAULTS_TOKEN, token)
          .with(ServerSettings.ADMIN_PORT, 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The only example in a language, with this test's server in place of the default one. */
  private String example(String language, String marker) throws IOException {
    List<String> found =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("docs/faults.md")))
            .results()
            .map(match -> match.group(1))
            .filter(text -> text.contains(marker))
            .toList();
    assertThat(found).hasSize(1);
    return found
        .get(0)
        .replace("127.0.0.1:8009", "127.0.0.1:" + server.adminAddress().orElseThrow().getPort())
        .replace("127.0.0.1:8008", "127.0.0.1:" + server.address().getPort())
        .replace("@alice:localhost", register().userId());
  }

  private List<String> run(String file, String text, String... command) throws Exception {
    Files.writeString(directory.resolve(file), text);
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output.lines().toList();
  }

  @Test
  @DisplayName("with curl add the script that stands there")
  void curl() throws Exception {
    Files.writeString(directory.resolve("rules.yaml"), example("yaml", "effect:"));
    List<String> printed = run("curl.sh", example("sh", "curl"), "sh", "curl.sh");
    assertThat(printed).singleElement().asString().matches("\\{\"ids\":\\[\\d+,\\d+,\\d+]}");
  }

  @Test
  @DisplayName("in Node see the fault and how often it has happened")
  void node() throws Exception {
    assertThat(run("page.mjs", example("js", "fetch"), "node", "page.mjs"))
        .containsExactly("ECONNRESET", "1");
  }

  @Test
  @DisplayName("in Python see the fault and how often it has happened")
  void python() throws Exception {
    assertThat(run("page.py", example("python", "urllib"), "python3", "page.py"))
        .containsExactly("ConnectionResetError", "[1]");
  }
}
