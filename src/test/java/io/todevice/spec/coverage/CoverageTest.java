package io.todevice.spec.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.SpecFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The coverage of a directory")
class CoverageTest {

  private final SpecFiles files;

  CoverageTest(@TempDir Path directory) {
    files = new SpecFiles(directory);
  }

  @Test
  @DisplayName("lists every operation, with what its file says of it")
  void listsEveryOperation() {
    assertThat(example().operations())
        .containsExactly(
            operation("one", "GET", "/base/a/{x}", "a.yaml", true, "v1.4", false),
            operation("", "PUT", "/base/a/{x}", "a.yaml", false, "v1.2", true),
            operation("two", "GET", "/b", "b.yaml", false, "before v1.1", false));
  }

  @Test
  @DisplayName("is summed up in a line")
  void hasASummary() {
    assertThat(example().summary())
        .isEqualTo("1 of 3 operations served; 1 deprecated; 2 files; specification v1.4");
  }

  @Test
  @DisplayName("is a table on a terminal")
  void asText() {
    assertThat(CoverageFormat.TEXT.write(example()))
        .isEqualTo(
            """
            operation  method  path         file    served  since        deprecated
            one        GET     /base/a/{x}  a.yaml  served  v1.4         –
            –          PUT     /base/a/{x}  a.yaml  –       v1.2         deprecated
            two        GET     /b           b.yaml  –       before v1.1  –
            1 of 3 operations served; 1 deprecated; 2 files; specification v1.4
            """);
  }

  @Test
  @DisplayName("is a table in Markdown")
  void asMarkdown() {
    assertThat(CoverageFormat.MARKDOWN.write(example()))
        .isEqualTo(
            """
            1 of 3 operations served; 1 deprecated; 2 files; specification v1.4.

            | operation | method | path | file | served | since | deprecated |
            | --- | --- | --- | --- | --- | --- | --- |
            | one | GET | /base/a/{x} | a.yaml | served | v1.4 | – |
            | – | PUT | /base/a/{x} | a.yaml | – | v1.2 | deprecated |
            | two | GET | /b | b.yaml | – | before v1.1 | – |
            """);
  }

  @Test
  @DisplayName("is the same after it was written as JSON and read again")
  void asJson() {
    String json = CoverageFormat.JSON.write(example());

    assertThat(CoverageJson.parse(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(example());
    assertThat(json).contains("\"served\" : true", "\"summary\" : \"1 of 3 operations served");
  }

  @Test
  @DisplayName("is refused where there are no operations, no directory, or no YAML")
  void refusesBadInput() {
    assertThat(SpecFiles.faultOf(() -> Coverage.of(files.directory(), Set.of())))
        .isEqualTo(files.directory() + ": no file with operations is here");
    assertThat(SpecFiles.faultOf(() -> Coverage.of(Path.of("no-such-place"), Set.of())))
        .isEqualTo("no-such-place: no such directory");
    files.file("bad.yaml", "a: [");
    assertThat(SpecFiles.faultOf(() -> Coverage.of(files.directory(), Set.of())))
        .startsWith("bad.yaml:")
        .doesNotContain("\n");
  }

  @Test
  @DisplayName("lists an operation without its base path where the servers are unusable")
  void copesWithBadServers() {
    files.file("a.yaml", "{servers: nowhere, paths: {/a: {get: {operationId: a}}}}");

    assertThat(Coverage.of(files.directory(), Set.of()).operations())
        .extracting(CoveredOperation::path)
        .containsExactly("/a");
  }

  private Coverage example() {
    files.file(
        "a.yaml",
        """
        servers: [{url: /base}]
        paths:
          /a/{x}:
            x-addedInMatrixVersion: "1.2"
            get: {operationId: one, x-addedInMatrixVersion: "1.4"}
            put: {deprecated: true}
        """);
    files.file("b.yaml", "paths: {/b: {get: {operationId: two}}}");
    return Coverage.of(files.directory(), Set.of("one", "absent"));
  }

  private static CoveredOperation operation(
      String id,
      String method,
      String path,
      String file,
      boolean isServed,
      String since,
      boolean isDeprecated) {
    return new CoveredOperation(id, method, path, file, isServed, since, isDeprecated);
  }
}
