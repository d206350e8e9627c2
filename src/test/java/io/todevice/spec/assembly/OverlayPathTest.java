package io.todevice.spec.assembly;

import static io.todevice.spec.SpecFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A path of an overlay from an operation to a property")
class OverlayPathTest {

  private static final String TARGET = "$.paths.*.get.schema.properties.a.properties.b";

  private final Path directory;

  OverlayPathTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{properties: {a: {properties: {b: {type: string}}}}}",
        "{$ref: '#/components/schemas/S'}",
        "{title: T, $ref: '#/components/schemas/S'}",
        "{allOf: [{$ref: '#/components/schemas/S'}]}",
        "{allOf: [{properties: {c: {}}}, {$ref: '#/components/schemas/S'}]}",
        "{properties: {a: {properties: {c: {}}}}, allOf: [{$ref: '#/components/schemas/S'}]}",
        "{oneOf: [{$ref: '#/components/schemas/S'}]}",
        "{anyOf: [{allOf: [{$ref: '#/components/schemas/S'}]}]}",
        "{properties: {a: {$ref: '#/components/schemas/S/properties/a'}}}",
        "{properties: {a: {properties: {b: {$ref: '#/components/schemas/B'}}}}}"
      })
  @DisplayName("is the same however the files share and wrap the schemas")
  void seesThroughReferences(String schema) {
    ObjectNode document =
        yaml(
            "{paths: {/x: {get: {schema: "
                + schema
                + "}}}, components: {schemas: {S: {properties: {a: {properties: {b: {type:"
                + " string}}}}}, B: {type: string}}}}");
    int before = document.findParents("type").size();

    assertThat(overlay("{target: " + TARGET + ", update: {found: true}}").applyTo(document))
        .isEmpty();

    assertThat(document.findParents("found")).hasSize(1);
    assertThat(document.findParents("found").get(0).path("type").asText()).isEqualTo("string");
    assertThat(document.findParents("type")).hasSize(before);
  }

  @Test
  @DisplayName("amends what is shared once")
  void sharedOnce() {
    ObjectNode document =
        yaml(
            "{paths: {/x: {get: {schema: {$ref: '#/components/schemas/S'}}}, /y: {get: {schema:"
                + " {allOf: [{$ref: '#/components/schemas/S'}]}}}}, components: {schemas: {S:"
                + " {properties: {a: {properties: {b: {list: [1]}}}}}}}}");

    overlay("{target: " + TARGET + ", update: {list: [2]}}").applyTo(document);

    assertThat(document.at("/components/schemas/S/properties/a/properties/b"))
        .isEqualTo(yaml("{list: [1, 2]}"));
  }

  @Test
  @DisplayName("ends where a schema is made of itself")
  void recursion() {
    ObjectNode document =
        yaml(
            "{paths: {/x: {get: {schema: {$ref: '#/components/schemas/S'}}}}, components: {schemas:"
                + " {S: {properties: {a: {$ref: '#/components/schemas/S'}}, allOf: [{$ref:"
                + " '#/components/schemas/T'}]}, T: {$ref: '#/components/schemas/T'}}}}");

    overlay("{target: $.paths.*.get.schema.properties.a, update: {found: true}}").applyTo(document);

    assertThat(document.at("/components/schemas/S/found").asBoolean()).isTrue();
  }

  @Test
  @DisplayName("does not look into alternatives, of which a value fulfils only one")
  void alternatives() {
    ObjectNode document =
        yaml(
            "{paths: {/x: {get: {schema: {oneOf: [{properties: {a: {properties: {b: {}}}}},"
                + " {type: string}]}}}}}");

    assertThat(overlay("{target: " + TARGET + ", update: {found: true}}").applyTo(document))
        .hasSize(1);
  }

  @Test
  @DisplayName("takes a property for a property whatever it is called")
  void propertiesCalledLikeKeywords() {
    ObjectNode document =
        yaml(
            "{paths: {/x: {get: {schema: {properties: {allOf: {properties: {$ref: {type:"
                + " string}}}}}}}}}");

    overlay(
            "{target: \"$.paths.*.get.schema.properties.allOf.properties['$ref']\", update: {found:"
                + " true}}")
        .applyTo(document);

    assertThat(document.findParents("found"))
        .singleElement()
        .isEqualTo(yaml("{type: string, found: true}"));
  }

  private Overlay overlay(String action) {
    new SpecFiles(directory).file("overlay.yaml", "overlay: 1.0.0\nactions:\n- " + action + "\n");
    return Overlay.read(directory.resolve("overlay.yaml"));
  }
}
