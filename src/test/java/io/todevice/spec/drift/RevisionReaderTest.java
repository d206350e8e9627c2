package io.todevice.spec.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.ProjectSpec;
import io.todevice.spec.SpecFiles;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.assembly.Overlay;
import io.todevice.spec.drift.report.DriftReport;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A revision to compare")
class RevisionReaderTest {

  @TempDir Path directory;

  @Test
  @DisplayName("has all operations of a directory, also unserved ones and those without an ID")
  void allOperations() {
    files()
        .file("a.yaml", "openapi: 3.1.0\nservers: [{url: /base}]\npaths: {/x: {get: {}}}\n")
        .file("b.yaml", "openapi: 3.1.0\npaths: {/y: {put: {operationId: y}}}\n")
        .file("notes.yaml", "just: notes\n");
    ObjectNode document = read(directory);
    assertThat(document.at("/paths/~1base~1x/get").isObject()).isTrue();
    assertThat(document.at("/paths/~1y/put/operationId").asText()).isEqualTo("y");
    assertThat(document.path("paths")).hasSize(2);
  }

  @Test
  @DisplayName("may be one document, in YAML or in JSON")
  void oneDocument() {
    files()
        .file("a.yaml", "openapi: 3.1.0\npaths: {/x: {get: {operationId: x}}}\n")
        .file(
            "b.json",
            "{\"openapi\": \"3.0.3\", \"paths\": {\"/x\": {\"get\": {\"operationId\": \"x\"}}}}");
    assertThat(read(directory.resolve("a.yaml")).path("paths")).hasSize(1).isNotEmpty();
    assertThat(
            SmallSpec.drift(read(directory.resolve("a.yaml")), read(directory.resolve("b.json")))
                .isEmpty())
        .isTrue();
  }

  @Test
  @DisplayName(
      "calls itself what its versions or its marks say, a single document also its version")
  void name() {
    files()
        .file("plain.yaml", "openapi: 3.1.0\ninfo: {version: 2.7}\npaths: {/x: {get: {}}}\n")
        .file("own.yaml", "openapi: 3.1.0\ninfo: {version: '2.7'}\npaths: {/x: {get: {}}}\n")
        .file(
            "versions.yaml",
            "openapi: 3.1.0\ninfo: {version: '2.7'}\nx-matrix-versions: [v1.1, v1.4]\n"
                + "paths: {/x: {get: {}}}\n")
        .file(
            "marks/a.yaml",
            "openapi: 3.1.0\npaths: {/x: {get: {x-addedInMatrixVersion: '1.5'}}}\n");
    assertThat(nameOf("plain.yaml")).isEqualTo("2.7");
    assertThat(nameOf("own.yaml")).isEqualTo("2.7");
    assertThat(nameOf("versions.yaml")).isEqualTo("v1.4");
    assertThat(nameOf("marks")).isEqualTo("v1.5");
  }

  @Test
  @DisplayName("is called what its files say, as they write it, unless they are Matrix's")
  void foreignName() {
    String operation = "\npaths: {/x: {get: {operationId: x}}}\n";
    files()
        .file("quoted/a.yaml", "openapi: 3.1.0\ninfo: {version: '1.0'}" + operation)
        .file("number/a.yaml", "openapi: 3.1.0\ninfo: {version: 1.10}" + operation)
        .file(
            "json/a.json",
            "{\"openapi\": \"3.1.0\", \"info\": {\"version\": 2},"
                + " \"paths\": {\"/x\": {\"get\": {}}}}")
        .file("two/a.yaml", "openapi: 3.1.0\ninfo: {version: '3'}" + operation)
        .file("two/b.yaml", "openapi: 3.1.0\ninfo: {version: '4'}\npaths: {/y: {get: {}}}\n")
        .file("two/c.yaml", "openapi: 3.1.0\ninfo: {version: '3'}\npaths: {/z: {get: {}}}\n")
        .file("silent/a.yaml", "openapi: 3.1.0" + operation)
        .file(
            "marks2/a.yaml",
            "openapi: 3.1.0\ninfo: {version: 1.0.0}\n"
                + "paths: {/x: {get: {x-addedInMatrixVersion: '1.1'}}}\n")
        .file("v1.3/a.yaml", "openapi: 3.1.0\ninfo: {version: 1.0.0}" + operation);

    assertThat(nameOf("quoted")).isEqualTo("1.0");
    assertThat(nameOf("number")).isEqualTo("1.10");
    assertThat(nameOf("number/a.yaml")).isEqualTo("1.10");
    assertThat(nameOf("json")).isEqualTo("2");
    assertThat(nameOf("two")).isEqualTo("3, 4");
    assertThat(nameOf("silent")).isEqualTo("v1.1");
    assertThat(nameOf("marks2")).isEqualTo("v1.1");
    assertThat(nameOf("v1.3")).isEqualTo("v1.3");
  }

  private String nameOf(String file) {
    return read(directory.resolve(file)).at("/info/version").asText();
  }

  @Test
  @DisplayName("may name a security scheme that only another of its files defines")
  void foreignScheme() {
    files()
        .file(
            "a.yaml",
            "openapi: 3.1.0\npaths: {/x: {get: {operationId: x, security: [{token: []}]}}}\n")
        .file(
            "b.yaml",
            "openapi: 3.1.0\n"
                + "paths: {/y: {get: {operationId: y, security: [{token: []}]}}}\n"
                + "components: {securitySchemes: {token: {type: http, scheme: bearer}}}\n");
    ObjectNode document = read(directory);
    assertThat(document.at("/paths/~1x/get/security")).hasToString("[{\"token\":[]}]");
    assertThat(document.at("/components/securitySchemes/token/scheme").asText())
        .isEqualTo("bearer");
  }

  @Test
  @DisplayName("is amended by an overlay")
  void overlay() {
    files()
        .file("a.yaml", "openapi: 3.1.0\npaths: {/x: {get: {operationId: x}}}\n")
        .file(
            "overlay",
            "overlay: 1.0.0\nactions: [{target: '$.paths.*.*', update: {deprecated: true}}]\n");
    ObjectNode document =
        RevisionReader.read(directory, Overlay.read(directory.resolve("overlay")));
    assertThat(document.at("/paths/~1x/get/deprecated").asBoolean()).isTrue();
  }

  @Test
  @DisplayName("is the same read from the project's files and from what the build made of them")
  void assembledAgain() throws java.io.IOException {
    ProjectSpec.assumeBuiltFromIt();
    ObjectNode files = RevisionReader.read(ProjectSpec.DIRECTORY, ProjectSpec.overlay());
    ObjectNode built = read(ProjectSpec.buildDirectory().resolve("spec").resolve("openapi.yaml"));
    DriftReport report = SmallSpec.drift(files, built);
    assertThat(report.notCompared()).isEmpty();
    assertThat(report.unserved())
        .extracting(changed -> changed.operation().operationId())
        .doesNotContainAnyElementsOf(ProjectSpec.served().operationIds());
    assertThat(files.at("/info/version")).isEqualTo(built.at("/info/version"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"paths: {}", "webhooks: {}", "components: {schemas: {A: {}}}"})
  @DisplayName("without operations has none, and all of another's are added or removed")
  void noOperations(String content) throws java.io.IOException {
    files().file("a.yaml", "openapi: 3.1.0\n" + content + "\n");

    assertThat(read(directory.resolve("a.yaml")).path("paths")).isEmpty();
  }

  @Test
  @DisplayName("that cannot be read is said in one line with file, place and reason")
  void faults() throws java.io.IOException {
    files()
        .file("bad/a.yaml", "openapi: 3.1.0\npaths: {/x: {get: {$ref: 'no.yaml'}}}\n")
        .file("old/a.yaml", "swagger: '2.0'\npaths: {/x: {get: {operationId: x}}}\n")
        .file("none/a.yaml", "title: a schema\n")
        .file("broken/a.yaml", "paths: [\n")
        .file("tab/a.yaml", "openapi: 3.1.0\n\tpaths: {}\n")
        .file("text.yaml", "no document\n");
    assertFault("bad", "/a.yaml#/paths/~1x/get: the reference 'no.yaml' leads to no file");
    assertFault("old", "/a.yaml#/swagger: OpenAPI 3.0, 3.1 or 3.2 must stand here, not '2.0'");
    assertFault("none", ": no OpenAPI document is here");
    assertFault("broken", "/a.yaml:2:1#/paths: not valid YAML: while parsing a flow node");
    assertFault("text.yaml", ": no OpenAPI document is here");
    assertFault("tab", "/a.yaml:2:1#/openapi: not valid YAML: a tab does not indent");
    assertFault("absent", ": no such file or directory");
    Files.createSymbolicLink(directory.resolve("loop"), directory.resolve("loop"));
    assertFault("loop", ": a loop of symbolic links");
    Files.createSymbolicLink(directory.resolve("null"), Path.of("/dev/null"));
    assertFault("null", ": a pipe, a socket or a device, not a file or directory");
    assertFault("old/a.yaml", "#/swagger: OpenAPI 3.0, 3.1 or 3.2 must stand here, not '2.0'");
  }

  private void assertFault(String name, String message) {
    Path path = directory.resolve(name);
    assertThatThrownBy(() -> read(path))
        .isInstanceOf(SpecificationException.class)
        .hasMessage(path + message);
  }

  private static ObjectNode read(Path path) {
    return RevisionReader.read(path, Overlay.NONE);
  }

  private SpecFiles files() {
    return new SpecFiles(directory);
  }
}
