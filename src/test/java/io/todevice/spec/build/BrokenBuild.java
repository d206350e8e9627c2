package io.todevice.spec.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.SpecFiles;
import io.todevice.text.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A small specification that was built once, and that a test then breaks. */
final class BrokenBuild {

  private final Path directory;
  private final SpecFiles files;

  BrokenBuild(Path directory) {
    this.directory = directory;
    this.files = new SpecFiles(directory.resolve("spec"));
    file("good.yaml", "paths: {/good: {get: {operationId: good}}}");
    served("operations: [good]");
    overlay("{overlay: 1.0.0, actions: []}");
    build();
    assertThat(output())
        .extracting(entry -> entry.substring(0, entry.indexOf(' ')))
        .containsExactly(
            "codegen.yaml", "coverage.json", "coverage.md", "openapi.json", "openapi.yaml");
  }

  BrokenBuild file(String name, String text) {
    files.file(name, text);
    return this;
  }

  /** Writes the list of served operations. */
  BrokenBuild served(String text) {
    return file("../served.yaml", text);
  }

  BrokenBuild overlay(String text) {
    return file("../overlay.yaml", text);
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  /** What a build says that refuses its input, having left the earlier output as it was. */
  String refusal() {
    List<String> before = output();
    String refusal = SpecFiles.faultOf(this::build);
    assertThat(output()).isEqualTo(before);
    assertThat(refusal).doesNotContain("\n");
    return refusal;
  }

  private void build() {
    try {
      SpecTool.run(
          path("spec").toString(),
          path("served.yaml").toString(),
          path("overlay.yaml").toString(),
          path("output").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names, times and contents of the output. */
  private List<String> output() {
    TreeMap<String, String> output = new TreeMap<>();
    try (Stream<Path> listed = Files.list(path("output"))) {
      for (Path file : listed.toList()) {
        output.put(
            file.getFileName().toString(),
            Files.getLastModifiedTime(file) + " " + Sha256.hex(Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return output.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList();
  }
}
