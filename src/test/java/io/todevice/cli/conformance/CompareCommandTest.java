package io.todevice.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The command compare")
class CompareCommandTest {

  @TempDir private Path directory;

  @BeforeEach
  void reports() throws IOException {
    write("old.json", case_("S1.a", "MUST", "failed"));
    write("new.json", case_("S1.a", "MUST", "passed"));
    Files.copy(directory.resolve("new.json"), directory.resolve("copy.json"));
    write("severity.json", case_("S1.a", "MAY", "passed"));
    write("outcome.json", case_("S1.a", "MUST", "passed"), case_("S1.b", "MUST", "flaky"));
    write("id.json", case_("S1", "MUST", "passed"));
    write("twice.json", case_("S1.a", "MUST", "passed"), case_("S1.a", "MUST", "failed"));
    write("link.json", case_("S1.a", "MUST", "passed").replace("#sync", "#) evil"));
    Files.writeString(
        directory.resolve("time.json"),
        Files.readString(directory.resolve("new.json")).replace("T12", " at noon"));
    Files.writeString(directory.resolve("text.json"), "# Not a report");
    Files.writeString(directory.resolve("empty.json"), "");
    Files.writeString(directory.resolve("other.json"), "{\"cases\": 7}");
  }

  private static String case_(String id, String severity, String outcome) {
    return """
    {"id": "%s", "severity": "%s", "outcome": "%s",
     "url": "https://spec.matrix.org/latest/client-server-api/#sync"}\
    """
        .formatted(id, severity, outcome);
  }

  private void write(String name, String... cases) throws IOException {
    Files.writeString(
        directory.resolve(name),
        """
        {"target": "http://%s", "started": "2026-11-01T12:00:00Z", "cases": [%s]}\
        """
            .formatted(name.replace("copy", "new"), String.join(", ", cases)));
  }

  private CommandRun compare(String... arguments) {
    return CommandRun.withoutServer(
        Stream.concat(
                Stream.of("compare"),
                Stream.of(arguments).map(each -> each.replace("=", "=" + directory + "/")))
            .toArray(String[]::new));
  }

  @Test
  @DisplayName("prints the reports as tables, each by its name")
  void prints() {
    CommandRun run = compare("Server 1.0=old.json", "Server 1.1=new.json");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .contains("|  | Server 1.0 | Server 1.1 |", "| MUST | 1 failed | 1 passed |");
  }

  @ParameterizedTest
  @DisplayName("refuses a file that is not a report, and names the file and the place")
  @CsvSource(
      delimiter = '|',
      value = {
        "nowhere.json  | cannot be read",
        "text.json     | not valid JSON",
        "empty.json    | not a JSON report of this kit: it has no cases",
        "other.json    | not a JSON report of this kit: it has no cases",
        "severity.json | /cases/0/severity: invalid value 'MAY'",
        "outcome.json  | /cases/1/outcome: invalid value 'flaky'",
        "id.json       | /cases/0/id: invalid value 'S1'",
        "twice.json    | /cases/1: duplicate S1.a",
        "time.json     | /started: invalid value '2026-11-01 at noon:00:00Z'",
        "link.json     | /cases/0/url: invalid value"
            + " 'https://spec.matrix.org/latest/client-server-api/#) evil'",
        "copy.json     | is the report of the same run as another file",
      })
  void wrongFile(String file, String message) {
    isRefused(directory.resolve(file) + ": " + message, "a=new.json", "b=" + file);
  }

  @Test
  @DisplayName("refuses a name that is missing or stands there twice, and a single file")
  void wrongName() {
    isRefused("NAME=FILE: must be a name, = and a file, not 'new.json'", "a=old.json", "new.json");
    isRefused(
        "NAME=FILE: must be a name, = and a file, not '=" + directory + "/new.json'",
        "a=old.json",
        "=new.json");
    isRefused("NAME=FILE: two files are called 'a'", "a=old.json", "a=new.json");
    isRefused("NAME=FILE: two or more are needed", "a=old.json");
  }

  private void isRefused(String message, String... arguments) {
    CommandRun run = compare(arguments);

    assertThat(run.err().lines()).first().isEqualTo(message);
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(2);
  }
}
