package io.todevice.spec;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.assembly.Assembler;
import io.todevice.spec.assembly.ServedOperations;
import io.todevice.spec.model.SpecificationDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The files of a small specification, written by a test. */
public final class SpecFiles {

  private final Path directory;

  public SpecFiles(Path directory) {
    this.directory = directory;
  }

  public Path directory() {
    return directory;
  }

  /** Writes a file; the name may begin with folders. */
  public SpecFiles file(String name, String text) {
    Path file = directory.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** What the files become, without an overlay. */
  public ObjectNode assemble(String... operationIds) {
    return new Assembler(directory, served(operationIds)).assemble();
  }

  /** The schema of the successful response of {@code GET path}. */
  public JsonNode responseSchema(String path, String operationId) {
    return schemaOf(assemble(operationId), path);
  }

  public static JsonNode schemaOf(JsonNode document, String path) {
    return document
        .path("paths")
        .path(path)
        .at("/get/responses/200/content/application~1json/schema");
  }

  /** Why the files can't be assembled. */
  public String fault(String... operationIds) {
    return faultOf(() -> SpecificationDocument.of(assemble(operationIds)));
  }

  /** The names of an object's members, in their order. */
  public static List<String> keys(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  /** The message that refuses a specification. */
  public static String faultOf(Runnable action) {
    SpecificationException fault = catchThrowableOfType(SpecificationException.class, action::run);
    if (fault == null) {
      throw new AssertionError("nothing was refused");
    }
    return String.valueOf(fault.getMessage());
  }

  public static ServedOperations served(String... operationIds) {
    return new ServedOperations(
        "served.yaml",
        new LinkedHashSet<>(Arrays.asList(operationIds)),
        Set.of(),
        Set.of(),
        Path.of("."));
  }

  public static ObjectNode yaml(String text) {
    return (ObjectNode) Yaml.parse(text.getBytes(StandardCharsets.UTF_8), "test.yaml");
  }
}
