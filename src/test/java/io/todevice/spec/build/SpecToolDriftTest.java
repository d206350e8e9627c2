package io.todevice.spec.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.spec.SpecFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What the build tells of a specification that has changed")
class SpecToolDriftTest {

  private static final String OPERATION =
      "paths: {/a: {get: {operationId: a, summary: %s, parameters: [{in: query, name: n, schema:"
          + " {type: %s}}], responses: {'200': {description: ok}}}}}";

  @TempDir Path directory;
  private SpecFiles files;

  @BeforeEach
  void acceptOneDocument() throws Exception {
    files =
        new SpecFiles(directory)
            .file("spec/a.yaml", OPERATION.formatted("One", "string"))
            .file("served.yaml", "operations: [a]");
    run();
    java.nio.file.Files.copy(output("openapi.yaml"), directory.resolve("accepted.yaml"));
  }

  @Test
  @DisplayName("is nothing where it has not")
  void nothing() throws Exception {
    assertThat(drift()).isEmpty();
    assertThat(output("drift.md")).doesNotExist();
  }

  @Test
  @DisplayName("is a line for each change that somebody has to follow, and where to read all of it")
  void breaking() throws Exception {
    files.file("spec/a.yaml", OPERATION.formatted("One", "integer"));

    assertThat(drift())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("drift: a: query parameter n: ")
        .contains("string", "integer", "clients", "code");
    assertThat(output("drift.md")).content().contains("integer");
  }

  @Test
  @DisplayName("is one line for all that nobody has to follow, and goes when it is accepted")
  void compatible() throws Exception {
    files.file("spec/a.yaml", OPERATION.formatted("Two", "string"));

    assertThat(drift()).first().isEqualTo("drift: 1 other change that nobody has to follow");

    files.file("spec/a.yaml", OPERATION.formatted("One", "string"));
    assertThat(drift()).isEmpty();
    assertThat(output("drift.md")).doesNotExist();
  }

  @Test
  @DisplayName("is a line for each change that somebody has to review")
  void toReview() throws Exception {
    files.file(
        "spec/a.yaml",
        OPERATION
            .formatted("One", "string")
            .replace("operationId: a", "operationId: a, x-changedInMatrixVersion: {'1.1': Quick}"));

    assertThat(drift())
        .first()
        .asString()
        .startsWith("drift: a: operation: change note added: 1.1: Quick (to be reviewed) - ");
  }

  @Test
  @DisplayName("breaks no code where an optional operation is gone or comes")
  void optional() throws Exception {
    files
        .file("served.yaml", "{operations: [a], optional: [b, c]}")
        .file("spec/b.yaml", "paths: {/b: {get: {operationId: b}}}");
    run("--accept=true");
    files.file(
        "spec/b.yaml",
        "paths: {'/{x}': {get: {operationId: c, parameters: [{in: path, name: x, required: true,"
            + " schema: {type: string}}]}}}");

    assertThat(drift())
        .first()
        .isEqualTo(
            "drift: b: operation: operation removed, its path taken by another: c GET /{x} (breaks"
                + " clients) - calls reach another operation; the interface stays, as it is"
                + " generated from spec/");
    assertThat(drift()).contains("drift: 1 other change that nobody has to follow");
  }

  @Test
  @DisplayName("is nothing any more once it has been accepted, whichever directory it came from")
  void accepted() throws Exception {
    files.file("spec/a.yaml", OPERATION.formatted("One", "integer"));
    assertThat(run("--accept=true"))
        .contains("accepted: v1.1 in " + directory.resolve("accepted.yaml"))
        .noneMatch(line -> line.startsWith("drift: "));

    assertThat(drift()).isEmpty();
    assertThat(output("drift.md")).doesNotExist();
  }

  @Test
  @DisplayName("cannot be accepted where no file is named")
  void acceptedNowhere() {
    assertThatThrownBy(
            () ->
                SpecTool.run(
                    directory.resolve("spec").toString(),
                    directory.resolve("served.yaml").toString(),
                    "none",
                    directory.resolve("output").toString(),
                    "--accept=true"))
        .hasMessage("spec.accepted: names no file to accept the document in");
  }

  private List<String> drift() throws Exception {
    return run().stream().filter(line -> line.startsWith("drift: ")).toList();
  }

  private List<String> run(String... options) throws Exception {
    return SpecTool.run(
        Stream.concat(Stream.of(options), Stream.of(arguments())).toArray(String[]::new));
  }

  private String[] arguments() {
    return new String[] {
      directory.resolve("spec").toString(),
      directory.resolve("served.yaml").toString(),
      "none",
      directory.resolve("output").toString(),
      "--accepted=" + directory.resolve("accepted.yaml")
    };
  }

  private Path output(String name) {
    return directory.resolve("output").resolve(name);
  }
}
