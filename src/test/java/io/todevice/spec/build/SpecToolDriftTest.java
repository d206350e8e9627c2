package io.todevice.spec.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.SpecFiles;
import java.nio.file.Path;
import java.util.List;
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

  private List<String> drift() throws Exception {
    return run().stream().filter(line -> line.startsWith("drift: ")).toList();
  }

  private List<String> run() throws Exception {
    return SpecTool.run(
        directory.resolve("spec").toString(),
        directory.resolve("served.yaml").toString(),
        "none",
        directory.resolve("output").toString(),
        "--accepted=" + directory.resolve("accepted.yaml"));
  }

  private Path output(String name) {
    return directory.resolve("output").resolve(name);
  }
}
