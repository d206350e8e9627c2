package io.todevice.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.Main;
import io.todevice.cli.CommandRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The command clients")
class ClientsCommandTest {

  /** Says hello, and never asks the server for anything. */
  private static final String IDLE =
      "echo '{\"hello\":{\"name\":\"idle\",\"version\":\"1\",\"abilities\":[]}}'; sleep 60";

  @TempDir private Path directory;

  @Test
  @DisplayName("lists the scenarios with their severities")
  void list() {
    CommandRun run = CommandRun.withoutServer("clients", "--list", "--only", "D2.initial");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).containsExactly("D2.initial  MUST  The first sync has no since.");
  }

  @Test
  @DisplayName("writes reports in each format, with the requests and without tokens")
  void reports() throws IOException {
    CommandRun run =
        CommandRun.withoutServer(
            "clients",
            "--command",
            IDLE,
            "--only",
            "D2.initial,T1.unique",
            "--limit",
            "1s",
            "--json",
            file("r.json"),
            "--html",
            file("r.html"),
            "--junit",
            file("r.xml"),
            "--markdown",
            file("r.md"),
            "--badge",
            file("r.svg"));

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains("does not: send, store", "FAILED   D2.initial", "2 cases on idle 1 in");
    JsonNode json = new JsonMapper().readTree(Path.of(file("r.json")).toFile());
    assertThat(json.path("target").asText()).isEqualTo("idle 1");
    assertThat(json.at("/cases/0/failure/actual").asText())
        .isEqualTo("there was none within 1.0 s");
    assertThat(json.at("/cases/0/exchanges/0/request/method").asText()).isEqualTo("hello");
    assertThat(json.at("/cases/1/reason").asText()).isEqualTo("not supported by the client: send");
    assertThat(Path.of(file("r.html"))).content().contains("Conformance of idle 1");
    assertThat(Path.of(file("r.xml"))).content().contains("<testsuite name=\"D2\"");
    assertThat(Path.of(file("r.md"))).content().contains("| `D2.initial` | MUST |");
    assertThat(Path.of(file("r.svg")))
        .content()
        .contains("<svg ", "0 of 1 passed", "fill=\"#c62828\"");
  }

  @Test
  @DisplayName("says in one line what is wrong with its options or with the client")
  void errors() {
    assertThat(CommandRun.withoutServer("clients").err().lines().findFirst())
        .contains("--command: or --by-hand is missing");
    assertThat(CommandRun.withoutServer("clients").exitCode()).isEqualTo(2);
    assertThat(
            CommandRun.withoutServer("clients", "--command", "x", "--without", "fly").err().lines())
        .first()
        .asString()
        .startsWith("--without: must be of send, store, refresh-tokens, encryption, not 'fly'");
    CommandRun missing = CommandRun.withoutServer("clients", "--command", "no-such-command-here");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err().lines())
        .containsExactly(
            "the client did not start: the command was not found: 'no-such-command-here'");
  }

  @Test
  @DisplayName("refuses a blank command")
  void blank() {
    CommandRun run = CommandRun.withoutServer("clients", "--command", " ");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines()).first().isEqualTo("--command: must not be blank");
  }

  @Test
  @DisplayName("writes reports also when the client ends the run: what is left is not run")
  void aborted() throws IOException {
    CommandRun run =
        CommandRun.withoutServer(
            "clients",
            "--command",
            endsOnce("echo oops; sleep 60"),
            "--only",
            "D1.in-order,D2.initial",
            "--limit",
            "30s",
            "--parallel",
            "1",
            "--json",
            file("r.json"),
            "--junit",
            file("r.xml"));

    String fault = "line 2 of the client's output is not JSON from column 1 on: 'oops'";
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).containsExactly(fault);
    JsonNode json = new JsonMapper().readTree(Path.of(file("r.json")).toFile());
    assertThat(json.at("/cases/0/outcome").asText()).isEqualTo("failed");
    assertThat(json.at("/cases/1/reason").asText()).isEqualTo("not run: " + fault);
    assertThat(json.at("/remarks/0").asText())
        .isEqualTo("The run is incomplete: " + fault + ". 1 of 2 cases were not run.");
    assertThat(Path.of(file("r.xml"))).content().contains("not run: line 2");
  }

  @Test
  @DisplayName("writes reports also when it is stopped by a signal")
  void stopped() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "clients",
                "--command",
                endsOnce("sleep 60"),
                "--only",
                "D1,D2",
                "--limit",
                "30s",
                "--parallel",
                "1",
                "--json",
                file("r.json"))
            .redirectError(Path.of(file("errors")).toFile())
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      while (line != null && !line.startsWith("FAILED")) {
        line = out.readLine();
      }
      assertThat(line).as("a first failure").isNotNull();
      // Not the process itself, which would close its output.
      process.toHandle().destroy();
      assertThat(out.lines()).anyMatch(text -> text.startsWith("The run is incomplete"));
    }
    assertThat(process.waitFor()).isEqualTo(143);
    assertThat(Path.of(file("errors"))).isEmptyFile();
    JsonNode json = new JsonMapper().readTree(Path.of(file("r.json")).toFile());
    assertThat(json.at("/cases/0/outcome").asText()).isEqualTo("failed");
    assertThat(json.findValuesAsText("reason")).contains("not run: it was stopped");
  }

  /**
   * Is started once for its hello, ends in the first scenario, and does something else in the next.
   */
  private String endsOnce(String next) {
    return IDLE.replace(
        "sleep 60",
        "echo x >> %1$s; read line; [ $(wc -l < %1$s) -eq 2 ] && exit 1; ".formatted(file("starts"))
            + next);
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }
}
