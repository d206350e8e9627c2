package io.todevice.spec.assembly;

import static io.todevice.spec.SpecFiles.keys;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file assembled by itself")
class FileAssemblerTest {

  private final SpecFiles files;

  FileAssemblerTest(@TempDir Path directory) {
    files = new SpecFiles(directory);
  }

  @Test
  @DisplayName("has all its operations, and none of another file")
  void hasAllOperations() {
    files.file("a.yaml", "paths: {/a: {get: {operationId: a}, put: {operationId: b}}}");
    files.file("b.yaml", "paths: {/b: {get: {operationId: a}}}");
    files.file("shared.yaml", "type: string");

    FileAssembler assembler = new FileAssembler(files.directory());

    assertThat(assembler.listFiles()).containsExactly("a.yaml", "b.yaml");
    assertThat(keys(assemble(assembler, "a.yaml").at("/paths/~1a"))).containsExactly("get", "put");
    assertThat(keys(assemble(assembler, "b.yaml").path("paths"))).containsExactly("/b");
  }

  @Test
  @DisplayName("gives an operation without an ID one from its method and path")
  void namesOperationsWithoutId() {
    files.file(
        "a.yaml",
        "{servers: [{url: /base}], paths: {'/a-b/{c}': {get: {summary: x}, put: {operationId:"
            + " 7}}}}");

    JsonNode item =
        assemble(new FileAssembler(files.directory()), "a.yaml").at("/paths/~1base~1a-b~1{c}");

    assertThat(item.at("/get/operationId").textValue()).isEqualTo("getABC");
    assertThat(item.at("/put/operationId").textValue()).isEqualTo("putABC");
  }

  @Test
  @DisplayName("that cannot be read is listed and refused, and harms no other")
  void anUnreadableFileHarmsNoOther() {
    files.file("bad.yaml", "a: [");
    files.file("good.yaml", "paths: {/a: {get: {operationId: a, security: [{token: []}]}}}");
    files.file(
        "other.yaml",
        "{paths: {}, components: {securitySchemes: {token: {type: http, scheme: bearer}}}}");

    FileAssembler assembler = new FileAssembler(files.directory());

    assertThat(assembler.listFiles()).containsExactly("bad.yaml", "good.yaml", "other.yaml");
    assertThat(assemble(assembler, "good.yaml").path("paths")).isNotEmpty();
    assertThat(SpecFiles.faultOf(() -> assemble(assembler, "bad.yaml"))).startsWith("bad.yaml:");
    assertThat(SpecFiles.faultOf(() -> assemble(assembler, "none.yaml")))
        .isEqualTo("none.yaml: no such file with operations");
  }

  @Test
  @DisplayName("takes a security scheme that it only names from the other files, and says so")
  void borrowsSecuritySchemes() {
    files.file("a.yaml", "paths: {/a: {get: {operationId: a, security: [{token: []}]}}}");
    files.file("b.yaml", withScheme("{type: http, scheme: bearer, description: One.}"));
    files.file("c.yaml", withScheme("{type: http, scheme: bearer, description: Two.}"));
    List<String> notes = new ArrayList<>();

    JsonNode document = new FileAssembler(files.directory()).assemble("a.yaml", notes::add);

    assertThat(document.at("/paths/~1a/get/security").toString()).isEqualTo("[{\"token\":[]}]");
    assertThat(document.at("/components/securitySchemes/token/scheme").asText())
        .isEqualTo("bearer");
    assertThat(notes)
        .containsExactly(
            "a.yaml#: the security scheme 'token' is defined in other files only; theirs is taken");
  }

  @Test
  @DisplayName("notes a scheme that no file defines, which counts where the operation is served")
  void notesUndefinedSchemes() {
    files.file("a.yaml", "paths: {/a: {get: {operationId: a, security: [{token: []}]}}}");
    List<String> notes = new ArrayList<>();

    JsonNode document = new FileAssembler(files.directory()).assemble("a.yaml", notes::add);

    assertThat(document.at("/paths/~1a/get/security/0").has("token")).isTrue();
    assertThat(document.at("/paths/~1a/get").has("x-faults")).isFalse();
    assertThat(notes)
        .containsExactly(
            "a.yaml#/paths/~1a/get/security/0/token: unknown security scheme 'token' (it counts"
                + " where the operation is served)");
  }

  @Test
  @DisplayName("is refused where the other files disagree about a scheme that it only names")
  void doesNotChooseBetweenSchemes() {
    files.file("a.yaml", "paths: {/a: {get: {operationId: a, security: [{token: []}]}}}");
    files.file("b.yaml", withScheme("{type: http, scheme: bearer}"));
    files.file("c.yaml", withScheme("{type: apiKey, in: query, name: token}"));

    assertThat(files.fault("a"))
        .isEqualTo("a.yaml#/paths/~1a/get/security/0/token: unknown security scheme 'token'");
  }

  @Test
  @DisplayName("keeps its own scheme, whatever the others define, and has nothing to tell")
  void keepsItsOwnScheme() {
    files.file(
        "a.yaml",
        "{paths: {/a: {get: {operationId: a, security: [{token: []}]}}}, components:"
            + " {securitySchemes: {token: {type: mutualTLS}}}}");
    files.file("b.yaml", withScheme("{type: http, scheme: bearer}"));
    List<String> notes = new ArrayList<>();

    JsonNode document = new FileAssembler(files.directory()).assemble("a.yaml", notes::add);

    assertThat(document.at("/components/securitySchemes/token/type").asText())
        .isEqualTo("mutualTLS");
    assertThat(notes).isEmpty();
  }

  private static JsonNode assemble(FileAssembler assembler, String file) {
    return assembler.assemble(file, note -> {});
  }

  private static String withScheme(String scheme) {
    return "{paths: {}, components: {securitySchemes: {token: %s}}}".formatted(scheme);
  }
}
