package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.config.ServerConfig;
import io.todevice.settings.ServerSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the session of docs/run.md as a user would, with bash and curl, and compares what it prints.
 */
@DisplayName("The session in docs/run.md")
class RunPageTest extends ServerFixture {

  private static final Pattern SESSION = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);
  private static final String MARK = "=== next command ===";

  @Override
  ServerConfig config() {
    return super.config().with(ServerSettings.STRICT, true).with(ServerSettings.ADMIN_PORT, 0);
  }

  /** A command and what the page says that it prints. */
  record Step(String command, String output) {}

  @Test
  @DisplayName("prints what the page says, and is what strict mode wants of a client")
  void printsWhatThePageSays(@TempDir Path directory) throws Exception {
    List<Step> steps = steps();
    StringBuilder script = new StringBuilder();
    for (Step step : steps) {
      script.append(step.command()).append("\necho; echo '").append(MARK).append("'\n");
    }
    Path file = directory.resolve("session.sh");
    Files.writeString(file, script.toString().replace("http://127.0.0.1:8008", server.baseUrl()));

    Process bash =
        new ProcessBuilder("bash", file.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(bash.waitFor()).isZero();
    String[] outputs = printed.split(MARK + "\n");
    assertThat(outputs).hasSameSizeAs(steps);
    for (int i = 0; i < outputs.length; i++) {
      assertThat(withoutRandom(outputs[i].strip()))
          .describedAs(steps.get(i).command())
          .isEqualTo(withoutRandom(steps.get(i).output().strip()));
    }
    server.close();
    // The last command has no token, and says so.
    assertThat(server.closingReport()).contains(": 1 MUST, 0 SHOULD, 0 NOTICE", "missing-token");
  }

  /** An inbox has a random number, which is part of its tokens. */
  private static String withoutRandom(String text) {
    return text.replaceAll("s2_[0-9a-f]+_", "s2_x_");
  }

  private static List<Step> steps() throws IOException {
    Matcher session = SESSION.matcher(Files.readString(Path.of("docs/run.md")));
    assertThat(session.find()).isTrue();
    List<Step> steps = new ArrayList<>();
    for (String part : session.group(1).split("(?m)^\\$ ")) {
      if (!part.isBlank()) {
        String[] lines = part.split("\n", 2);
        steps.add(new Step(lines[0], lines[1]));
      }
    }
    return steps;
  }
}
