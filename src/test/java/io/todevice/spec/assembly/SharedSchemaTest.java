package io.todevice.spec.assembly;

import static io.todevice.spec.SpecFiles.keys;
import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schemas that several places refer to. */
class SharedSchemaTest {

  private final Path directory;
  private final SpecFiles files;

  SharedSchemaTest(@TempDir Path directory) {
    this.directory = directory;
    this.files = new SpecFiles(directory);
  }

  @Test
  void oneSchemaIsOneComponentHoweverItIsReferredTo() {
    files
        .file("a.yaml", operation("a", "s.yaml"))
        .file("b.yaml", operation("b", "./deeper/../s.yaml#"))
        .file("c.yaml", operation("c", "deeper/alias.yaml"))
        .file("deeper/alias.yaml", "$ref: ../s.yaml")
        .file("s.yaml", "{type: string, title: Shared thing}");

    JsonNode document = files.assemble("a", "b", "c");

    assertThat(schemas(document))
        .isEqualTo(yaml("SharedThing: {type: string, title: Shared thing}"));
    for (String path : new String[] {"/a", "/b", "/c"}) {
      assertThat(SpecFiles.schemaOf(document, path))
          .isEqualTo(yaml("$ref: '#/components/schemas/SharedThing'"));
    }
  }

  @Test
  void aSchemaWithinItsOwnFileIsSharedToo() {
    files.file(
        "a.yaml",
        operation("a", "#/components/schemas/Thing")
            + """
            components:
              schemas:
                Thing: {type: object}
            """);

    assertThat(schemas(files.assemble("a"))).isEqualTo(yaml("Thing: {type: object}"));
  }

  @Test
  void aRecursiveSchemaRefersToItself() {
    files
        .file("a.yaml", operation("a", "tree.yaml"))
        .file(
            "tree.yaml",
            """
            title: Tree
            type: object
            properties:
              children: {type: array, items: {$ref: tree.yaml}}
              parent: {allOf: [{$ref: '#'}], description: above}
            """);

    assertThat(schemas(files.assemble("a")).path("Tree").path("properties"))
        .isEqualTo(
            yaml(
                """
                children: {type: array, items: {$ref: '#/components/schemas/Tree'}}
                parent: {allOf: [{$ref: '#/components/schemas/Tree'}], description: above}
                """));
  }

  @Test
  void twoSchemasThatReferToEachOtherStayFinite() {
    files
        .file("a.yaml", operation("a", "one.yaml"))
        .file("one.yaml", "{type: object, properties: {other: {$ref: two.yaml}}}")
        .file("two.yaml", "{type: object, properties: {other: {$ref: one.yaml}}}");

    assertThat(schemas(files.assemble("a")))
        .isEqualTo(
            yaml(
                """
                One: {type: object, properties: {other: {$ref: '#/components/schemas/Two'}}}
                Two: {type: object, properties: {other: {$ref: '#/components/schemas/One'}}}
                """));
  }

  @Test
  void differentSchemasOfOneTitleGetDifferentNames() {
    files
        .file("a.yaml", operation("a", "event.yaml"))
        .file("b.yaml", operation("b", "stripped.yaml"))
        .file("c.yaml", operation("c", "deeper/event.yaml"))
        .file("event.yaml", "{type: string, title: Event}")
        .file("stripped.yaml", "{type: integer, title: Event}")
        .file("deeper/event.yaml", "{type: boolean, title: Event}");

    assertThat(schemas(files.assemble("a", "b", "c")))
        .isEqualTo(
            yaml(
                """
                Event: {type: string, title: Event}
                Event2: {type: boolean, title: Event}
                Stripped: {type: integer, title: Event}
                """));
  }

  @Test
  void aSchemaWithoutATitleIsNamedAfterItsFileOrItsKey() {
    files
        .file("a.yaml", operation("a", "room_event_filter.yaml"))
        .file("b.yaml", operation("b", "shared.yaml#/with~1slash"))
        .file("room_event_filter.yaml", "{type: object}")
        .file("shared.yaml", "{with/slash: {type: string}}");

    assertThat(schemas(files.assemble("a", "b")))
        .isEqualTo(yaml("{RoomEventFilter: {type: object}, WithSlash: {type: string}}"));
  }

  @Test
  void theTitleMayStandInThePartThatAddsSomething() {
    files
        .file("a.yaml", operation("a", "s.yaml"))
        .file("s.yaml", "allOf: [{$ref: base.yaml}, {title: Child, type: object}]")
        .file("base.yaml", "{type: object, title: Base}");

    assertThat(keys(schemas(files.assemble("a")))).containsExactly("Base", "Child");
  }

  @Test
  void schemasOfOperationsThatAreNotServedAreLeftOut() {
    files
        .file("a.yaml", operation("a", "used.yaml"))
        .file("b.yaml", operation("b", "unused.yaml"))
        .file("used.yaml", "{type: string, title: Used}")
        .file("unused.yaml", "{type: string, title: Unused}");

    assertThat(keys(schemas(files.assemble("a")))).containsExactly("Used");
  }

  @Test
  void inTheLayoutOfMatrixFilesShareSchemasAcrossFolders() {
    files
        .file("data/api/client-server/a.yaml", operation("a", "../../event-schemas/event.yaml"))
        .file("data/event-schemas/event.yaml", "allOf: [{$ref: core/core.yaml}]")
        .file("data/event-schemas/core/core.yaml", "{type: object, title: Core}");

    JsonNode document =
        new Assembler(directory.resolve("data/api/client-server"), SpecFiles.served("a"))
            .assemble();

    assertThat(schemas(document))
        .isEqualTo(
            yaml(
                """
                Core: {type: object, title: Core}
                Event: {allOf: [{$ref: '#/components/schemas/Core'}]}
                """));
  }

  private static JsonNode schemas(JsonNode document) {
    return document.at("/components/schemas");
  }

  private static String operation(String id, String schemaReference) {
    return """
    paths:
      /%s:
        get:
          operationId: %s
          responses:
            '200': {description: ok, content: {application/json: {schema: {$ref: '%s'}}}}
    """
        .formatted(id, id, schemaReference);
  }
}
