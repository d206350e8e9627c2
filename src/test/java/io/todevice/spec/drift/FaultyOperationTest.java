package io.todevice.spec.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.spec.SpecFiles;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.assembly.Overlay;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.NotCompared;
import io.todevice.spec.drift.report.OperationDrift;
import io.todevice.spec.trace.Trace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A fault in one operation")
class FaultyOperationTest {

  private static final String GOOD =
      "openapi: 3.1.0\npaths: {/op: {get: {operationId: op, responses: {'200': {}}}}}\n";

  @TempDir Path directory;

  @BeforeEach
  void goodOperation() {
    files().file("old/a.yaml", GOOD).file("new/a.yaml", GOOD.replace("200", "201"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {get: {operationId: x, security: [{none: []}]}} | get/security/0/none: unknown security scheme 'none'
          {get: {operationId: x, security: yes}}          | get/security: a list of alternatives must stand here
          {get: {operationId: x, security: [yes]}}        | get/security/0: an alternative is a map from the names of its schemes
          {get: {operationId: x, parameters: {a: b}}}     | get/parameters: a list of parameters must stand here
          {get: {operationId: x, servers: [{}]}}          | get/servers/0: the server has no URL
          {get: {operationId: x, servers: [{url: '{b}'}]}} | get/servers/0: the variable 'b' of the server's URL has no default
          {get: yes}                                      | get: an operation must stand here
          {get: {operationId: x, responses: {$ref: no.yaml}}} | get/responses: the reference 'no.yaml' leads to no file
          {get: {operationId: x, requestBody: {content: {a/b: {schema: {$ref: '#/no'}}}}}} | get/requestBody/content/a~1b/schema: the reference '#/no' leads to nothing
          {get: {operationId: x, requestBody: {content: {a/b: {schema: {$ref: 'b.yaml#/self'}}}}}} | get/requestBody/content/a~1b/schema: the reference '#/self' leads only to itself
          {get: {operationId: x, callbacks: {c: {$ref: '#/self'}}}} | get/callbacks/c: the reference '#/self' leads only to itself
          {$ref: no.yaml}                                 | : the reference 'no.yaml' leads to no file
          """)
  @DisplayName("costs that operation and a note, on whichever side it is")
  void ofOperation(String item, String fault) {
    String file = "openapi: 3.1.0\npaths: {/x: " + item + "}\n";
    String good = "openapi: 3.1.0\npaths: {/x: {get: {operationId: x}}}\n";
    String place = "/b.yaml#/paths/~1x" + (fault.startsWith(":") ? "" : "/") + fault;
    String expected = fault.endsWith("itself") ? "/b.yaml#/self: " + fault.split(": ")[1] : place;
    files().file("old/b.yaml", file + "self: {$ref: '#/self'}\n").file("new/b.yaml", good);
    assertNoted("old", expected);
    files().file("old/b.yaml", good).file("new/b.yaml", file + "self: {$ref: '#/self'}\n");
    assertNoted("new", expected);
  }

  private void assertNoted(String side, String fault) {
    DriftReport report = diff(Overlay.NONE);
    assertThat(report.notCompared())
        .extracting(NotCompared::reason)
        .containsExactly(directory.resolve(side) + fault);
    assertThat(report.unserved()).isEmpty();
    assertThat(report.served())
        .extracting(OperationDrift::operation)
        .extracting(name -> name.operationId())
        .containsExactly("op");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"{$ref: '#/c/d'}", "{e: {$ref: '#/paths/~1x'}}", "{e: {$ref: '#/i'}}"})
  @DisplayName("is not that a callback leads to itself")
  void recursiveCallback(String callback) {
    String file =
        "openapi: 3.1.0\n"
            + "paths: {/x: {get: {operationId: x, requestBody: %2$s, callbacks: {d: %1$s}}}}\n"
            + "c: {d: {e: {post: {requestBody: %2$s, callbacks: {d: %1$s}}}}}\n"
            + "i: {post: {requestBody: %2$s, callbacks: {d: {e: {$ref: '#/i'}}}}}\n";
    String body = "{content: {application/json: {schema: {type: %s}}}}";
    files()
        .file("old/b.yaml", file.formatted(callback, body.formatted("string")))
        .file("new/b.yaml", file.formatted(callback, body.formatted("integer")));
    DriftReport report = diff(Overlay.NONE);
    assertThat(report.notCompared()).isEmpty();
    assertThat(report.unserved().stream().flatMap(each -> each.changes().stream()))
        .extracting(change -> change.kind().id() + " " + change.places().get(0).split(" › ")[0])
        .contains("type-changed request body", "type-changed callback d");
  }

  @Test
  @DisplayName("is not that a callback leads to itself through other files")
  void recursiveCallbackOfFiles() {
    for (String side : List.of("old", "new")) {
      files()
          .file(
              side + "/b.yaml",
              "openapi: 3.1.0\npaths: {/x: {$ref: item.yaml}}\n"
                  + "components: {callbacks: {A: {$ref: a.yaml}}}\n")
          .file(
              side + "/item.yaml",
              "{post: {operationId: x, callbacks: {d: {$ref: cb.yaml}, A: {$ref: a.yaml}}}}")
          .file(side + "/cb.yaml", "{'{$url}': {$ref: item.yaml}}")
          .file(
              side + "/a.yaml",
              "{e: {post: {callbacks: {A: {$ref: 'b.yaml#/components/callbacks/A'}}}}}");
    }
    assertThat(diff(Overlay.NONE).notCompared()).isEmpty();
  }

  @Test
  @DisplayName("of a shared schema costs all operations that use it")
  void ofSchema() {
    String file =
        "openapi: 3.1.0\npaths: {/x: {get: {operationId: x, responses: {'200': {content: {a/b:"
            + " {schema: {$ref: '#/s/A'}}}}}}}, /y: {get: {operationId: y, responses: {'200':"
            + " {content: {a/b: {schema: {items: {$ref: '#/s/A'}}}}}}}}}\n"
            + "s: {A: {properties: {b: {$ref: '#/s/B'}, a: {$ref: '#/s/A'}}}}\n";
    files().file("old/b.yaml", file).file("new/b.yaml", file);
    assertThat(diff(Overlay.NONE).notCompared())
        .extracting(NotCompared::subject)
        .containsExactly("x", "y");
  }

  @Test
  @DisplayName("of a file that cannot be read costs the operations that the other side's file has")
  void ofFile() {
    files()
        .file("old/b.yaml", "openapi: 3.1.0\npaths: {/x: {get: {operationId: x}}}\n")
        .file("new/b.yaml", "paths: [\n");
    assertThat(diff(Overlay.NONE).notCompared())
        .extracting(NotCompared::subject)
        .containsExactly("x");
  }

  @Test
  @DisplayName("of its security alone costs no more than its security")
  void ofSecurity() {
    String file =
        "openapi: 3.1.0\n"
            + "paths: {/x: {get: {operationId: x, security: [{none: []}], deprecated: %s}}}\n";
    files()
        .file("old/b.yaml", String.format(file, "false"))
        .file("new/b.yaml", String.format(file, "true"));
    DriftReport report = diff(Overlay.NONE);
    assertThat(report.notCompared()).hasSize(1);
    assertThat(report.unserved().get(0).changes())
        .extracting(SmallSpec::show)
        .containsExactly("deprecated @ operation:  ->  [COMPATIBLE]");
  }

  @Test
  @DisplayName("refuses the comparison where the operation is served")
  void ofServed() {
    files().file("new/a.yaml", GOOD.replace("op,", "op, security: [{none: []}],"));
    assertThatThrownBy(() -> diff(Overlay.NONE))
        .isInstanceOf(SpecificationException.class)
        .hasMessage(
            directory.resolve("new")
                + "/a.yaml#/paths/~1op/get/security/0/none: unknown security scheme 'none'");
  }

  @Test
  @DisplayName("counts only if the overlay does not repair it")
  void repaired() {
    files()
        .file(
            "new/a.yaml",
            GOOD.replace("op,", "op, security: [{none: []}], requestBody: {$ref: no.yaml},"))
        .file(
            "overlay.yaml",
            "overlay: 1.0.0\nactions:\n"
                + "  - {target: $.components.securitySchemes, update: {none: {type: http, scheme:"
                + " bearer}}}\n"
                + "  - {target: \"$.paths['/op'].get.requestBody\", remove: true}\n");
    DriftReport report = diff(Overlay.read(directory.resolve("overlay.yaml")));
    assertThat(report.notCompared()).isEmpty();
    assertThat(report.served()).hasSize(1);
  }

  @Test
  @DisplayName("is none where a text only looks like a reference")
  void noReference() {
    String schema =
        "{type: object, default: {$ref: no.yaml}, enum: [{$ref: a}], examples: [{$ref: b}]}";
    String file =
        "openapi: 3.1.0\npaths: {/x: {get: {operationId: x, responses: {'200': {content: {a/b:"
            + " {example: {$ref: c}, examples: {e: {value: {$ref: d}}}, schema: "
            + schema
            + "}}}}}}}\n";
    files().file("old/b.yaml", file).file("new/b.yaml", file);
    DriftReport report = diff(Overlay.NONE);
    assertThat(report.notCompared()).isEmpty();
    assertThat(report.unserved()).isEmpty();
  }

  @Test
  @DisplayName("is none where several files use an ID or repeat an operation")
  void repeated() {
    String file = "openapi: 3.1.0\npaths: {/%s: {get: {operationId: same, deprecated: %s}}}\n";
    files()
        .file("old/b.yaml", String.format(file, "b", "false"))
        .file("old/c.yaml", String.format(file, "c", "false"))
        .file(
            "old/d.json",
            "{\"openapi\": \"3.1.0\", \"paths\": {\"/c\": {\"get\":"
                + " {\"operationId\": \"same\", \"deprecated\": false}}}}")
        .file("new/b.yaml", String.format(file, "b", "true"))
        .file("new/c.yaml", String.format(file, "c", "false"));
    DriftReport report = diff(Overlay.NONE);
    assertThat(report.notCompared()).isEmpty();
    assertThat(report.unserved())
        .extracting(OperationDrift::operation)
        .extracting(name -> name.path())
        .containsExactly("/b");
  }

  private DriftReport diff(Overlay overlay) {
    return Drift.between(
        RevisionReader.read(directory.resolve("old"), overlay),
        RevisionReader.read(directory.resolve("new"), overlay),
        Set.of("op"),
        new Trace(Map.of()));
  }

  private SpecFiles files() {
    return new SpecFiles(directory);
  }
}
