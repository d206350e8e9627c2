package io.todevice.spec.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionTest {

  private final SpecFiles files;

  RevisionTest(@TempDir Path directory) {
    files = new SpecFiles(directory).file("a.yaml", "paths: {/a: {get: {operationId: a}}}");
  }

  @Test
  void aFileMayListTheVersions() {
    files.file("versions.yaml", "paths: {}\nx-matrix-versions: [r0.6.1, v1.1, v1.4]\n");

    assertThat(revision()).isEqualTo("v1.4");
    assertThat(versions()).isEqualTo("[\"r0.6.1\",\"v1.1\",\"v1.4\"]");
  }

  @Test
  void theListGoesBeforeTheMarks() {
    files
        .file("marks.yaml", "paths: {/x: {x-addedInMatrixVersion: '1.9'}}")
        .file("versions.yaml", "paths: {}\nx-matrix-versions: [v1.4]\n");

    assertThat(revision()).isEqualTo("v1.4");
  }

  @Test
  void withoutAListTheNewestMarkOfAnAdditionTells() {
    files.file(
        "marks.yaml",
        """
        paths:
          /x:
            get:
              x-addedInMatrixVersion: '1.2'
              responses: {'200': {schema: {properties: {p: {x-addedInMatrixVersion: '1.3'}}}}}
        """);

    assertThat(revision()).isEqualTo("v1.3");
    assertThat(versions()).isEqualTo("[\"v1.1\",\"v1.2\",\"v1.3\"]");
  }

  @Test
  void soDoesAMarkOfAChange() {
    files.file(
        "marks.yaml",
        "paths: {/x: {x-changedInMatrixVersion: {'1.10': a, '1.9': b}, x-addedInMatrixVersion: '1.8'}}");

    assertThat(revision()).isEqualTo("v1.10");
  }

  @Test
  void marksOfAnotherFormAreNoReleases() {
    files.file(
        "marks.yaml",
        "paths: {/x: {x-addedInMatrixVersion: '2.7'}, /y: {x-changedInMatrixVersion: {MSC1: a, '1.99999': b}}}");

    assertThat(revision()).isEqualTo("v1.1");
    assertThat(versions()).isEqualTo("[\"v1.1\"]");
  }

  private String revision() {
    return files.assemble("a").at("/info/version").asText();
  }

  private String versions() {
    JsonNode versions = files.assemble("a").path("x-matrix-versions");
    return versions.toString();
  }
}
