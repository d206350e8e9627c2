package io.todevice.cli.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.cli.CommandRun;
import io.todevice.spec.ProjectSpec;
import io.todevice.spec.coverage.Coverage;
import io.todevice.spec.coverage.CoverageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("'spec coverage'")
class CoverageCommandTest {

  private static final String HINT = "try 'todevice-server spec coverage --help'";

  @TempDir Path directory;
  private Path files;

  @BeforeEach
  void writeFiles() throws IOException {
    files = Files.createDirectory(directory.resolve("files"));
    Files.writeString(
        files.resolve("a.yaml"),
        "paths: {/a: {put: {operationId: sendToDevice}, get: {operationId: other}}}");
  }

  @Test
  @DisplayName("lists what the server was built from")
  void withoutDirectory() {
    CommandRun run = CommandRun.withoutServer("spec", "coverage");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(CoverageFormat.TEXT.write(Coverage.get()));
    assertThat(run.out()).contains("sendToDevice", " operations served; ");
  }

  @Test
  @DisplayName("lists the files of a directory, served being what this server serves")
  void withDirectory() {
    CommandRun run = CommandRun.withoutServer("spec", "coverage", files.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            operation     method  path  file    served  since        deprecated
            sendToDevice  PUT     /a    a.yaml  served  before v1.1  –
            other         GET     /a    a.yaml  –       before v1.1  –
            1 of 2 operations served; 0 deprecated; 1 files; specification v1.1
            """);
  }

  @Test
  @DisplayName("writes other formats, and into a file")
  void formatAndOutput() throws IOException {
    Path file = directory.resolve("coverage.md");

    CommandRun json =
        CommandRun.withoutServer("spec", "coverage", files.toString(), "--format", "json");
    CommandRun markdown =
        CommandRun.withoutServer(
            "spec", "coverage", "--format=markdown", "--output=" + file, files.toString());

    assertThat(json.out()).startsWith("{\n  \"revision\" : \"v1.1\"");
    assertThat(markdown.out()).isEmpty();
    assertThat(Files.readString(file)).contains("| sendToDevice | PUT |");
  }

  @Test
  @DisplayName("wrote docs/coverage.md, which says of each operation whether it is served today")
  void page() throws IOException {
    Set<String> served = ProjectSpec.served().operationIds();
    String page = Files.readString(Path.of("docs/coverage.md"));
    List<String[]> rows =
        page.lines()
            .filter(line -> line.matches("\\| [\\w–]+ \\| [A-Z]+ \\| /.*"))
            .map(line -> line.split(" \\| |^\\| "))
            .toList();

    assertThat(rows)
        .hasSizeGreaterThan(100)
        .allSatisfy(row -> assertThat(row[5].equals("served")).isEqualTo(served.contains(row[1])));
    assertThat(page)
        .contains(
            rows.stream().filter(row -> row[5].equals("served")).count()
                + " of "
                + rows.size()
                + " operations served");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--format xml | --format: must be one of text, markdown, json, not 'xml'",
        "--output no/such/file | cannot write to 'no/such/file'",
        "one two | 'coverage' takes 1 argument, not more",
        "--fromat json | unknown option '--fromat'; did you mean --format?",
      })
  @DisplayName("says what is wrong with its arguments in one line, with a hint, and exit code 2")
  void usageErrors(String arguments, String error) {
    CommandRun run = CommandRun.withoutServer(("spec coverage " + arguments).split(" "));

    assertThat(run.err().lines()).containsExactly(error, HINT);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  @DisplayName("says what is wrong with a directory in one line, with exit code 2")
  void badDirectory() throws IOException {
    CommandRun absent = CommandRun.withoutServer("spec", "coverage", "no-such-directory");
    Files.writeString(files.resolve("b.yaml"), "a: [");
    CommandRun file =
        CommandRun.withoutServer("spec", "coverage", files.resolve("a.yaml").toString());
    CommandRun broken = CommandRun.withoutServer("spec", "coverage", files.toString());

    assertThat(absent.err().lines()).containsExactly("no-such-directory: no such directory");
    assertThat(absent.exitCode()).isEqualTo(2);
    assertThat(file.err().lines())
        .containsExactly(files.resolve("a.yaml") + ": a file, not a directory");
    assertThat(broken.err().lines()).singleElement().asString().startsWith("b.yaml:");
    assertThat(broken.exitCode()).isEqualTo(2);
  }

  @Test
  @DisplayName("is named where 'spec' is called alone or with anything else")
  void group() {
    CommandRun alone = CommandRun.withoutServer("spec");
    CommandRun unknown = CommandRun.withoutServer("spec", "covrage");

    assertThat(alone.err()).startsWith("Missing required subcommand");
    assertThat(alone.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).startsWith("unknown command 'covrage'");
    assertThat(unknown.exitCode()).isEqualTo(2);
  }
}
