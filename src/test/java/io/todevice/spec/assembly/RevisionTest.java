package io.todevice.spec.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.SpecFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  }

  @Test
  void soDoesAMarkOfAChange() {
    files.file(
        "marks.yaml",
        "paths: {/x: {x-changedInMatrixVersion: {'1.10': a, '1.9': b}, x-addedInMatrixVersion:"
            + " '1.8'}}");

    assertThat(revision()).isEqualTo("v1.10");
  }

  @Test
  void marksOfAnotherFormAreNoReleases() {
    files.file(
        "marks.yaml",
        "paths: {/x: {x-addedInMatrixVersion: '2.7'}, /y: {x-changedInMatrixVersion: {MSC1: a,"
            + " '1.99999': b}}}");

    assertThat(revision()).isEqualTo("v1.1");
  }

  @Test
  void marksCountInEveryFileOfTheTree() {
    files
        .file("definitions/b.yaml", "properties: {p: {x-addedInMatrixVersion: 1.10}}")
        .file("broken.yaml.d/c.yml", "x-changedInMatrixVersion:\n  '1.7': a\nx: *nowhere");

    assertThat(revision()).isEqualTo("v1.10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{% added-in v=\"1.9\" %}}",
        "{{< changed-in v=\"1.9\" >}} An endpoint",
        "Text {{% deprecated-in v='1.9' %}}",
        "{{% removed-in  this=true v=1.9 %}}",
      })
  void soDoMarksInTexts(String mark) {
    files.file("definitions/b.yaml", "description: |-\n  " + mark + "\n");

    assertThat(revision()).isEqualTo("v1.9");
  }

  @Test
  void aReleaseThatATextOnlyMentionsIsNoMark() {
    files.file(
        "b.yaml", "description: 'In v1.9, see https://example.org/v1.9/ or {{version v=1.9}}'");

    assertThat(revision()).isEqualTo("v1.1");
  }

  @Test
  void inACheckoutOtherApisSchemasOfEventsAndTheProseCountToo(@TempDir Path checkout) {
    SpecFiles tree =
        new SpecFiles(checkout)
            .file("data/api/client-server/a.yaml", "paths: {/a: {get: {operationId: a}}}")
            .file("data/event-schemas/schema/m.x.yaml", "x-addedInMatrixVersion: '1.3'");
    assertThat(revisionOf(checkout)).isEqualTo("v1.3");

    tree.file("content/modules/x.md", "# X\n{{% added-in v=\"1.4\" %}}\n");
    assertThat(revisionOf(checkout)).isEqualTo("v1.4");
  }

  @Test
  void theFolderOfTheTreeGoesBeforeTheMarks(@TempDir Path folder) {
    new SpecFiles(folder.resolve("v1.9/data/api/client-server"))
        .file("a.yaml", "paths: {/a: {get: {operationId: a, x-addedInMatrixVersion: '1.8'}}}");

    assertThat(revisionOf(folder.resolve("v1.9"))).isEqualTo("v1.9");
  }

  @Test
  void aFolderThatIsNoReleaseNamesTheSideOfAReportTogetherWithTheMarks(@TempDir Path folder) {
    new SpecFiles(folder.resolve("head/data/api/client-server"))
        .file(
            "a.yaml",
            "{openapi: 3.1.0, paths: {/a: {get: {operationId: a, x-addedInMatrixVersion:"
                + " '1.8'}}}}");
    Path head = folder.resolve("head/data/api/client-server");

    assertThat(RevisionAssembler.assemble(head).at("/info/version").asText())
        .isEqualTo("v1.8 (head)");
    assertThat(revisionOf(folder.resolve("head"))).isEqualTo("v1.8");
  }

  private static String revisionOf(Path tree) {
    return new Assembler(tree.resolve("data/api/client-server"), SpecFiles.served("a"))
        .assemble()
        .at("/info/version")
        .asText();
  }

  private String revision() {
    return files.assemble("a").at("/info/version").asText();
  }

  private String versions() {
    return files.assemble("a").path("x-matrix-versions").toString();
  }
}
