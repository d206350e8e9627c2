package io.todevice.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Generating")
class GenerationIT {

  @TempDir Path directory;

  @Test
  @DisplayName("gives the same bytes again, in another directory too")
  void isRepeatable() throws Exception {
    Path spec = Path.of("spec").toAbsolutePath();
    Path first = generate("-Dspec.dir=" + spec);
    Map<String, String> once = output(first);
    // Without this the generator would find that there is nothing to do.
    Files.walk(first.resolve("generated-sources"))
        .filter(file -> file.toString().endsWith(".sha256"))
        .toList()
        .forEach(file -> assertThat(file.toFile().delete()).isTrue());
    generate("-Dspec.dir=" + spec);
    Path copy = Build.copy(spec, directory.resolve("copy"));
    Path second = directory.resolve("elsewhere");
    Build build = Build.generateSources(second, "-Dspec.dir=" + copy);

    assertThat(build.exitCode()).describedAs(build.output()).isZero();
    assertThat(once).containsKey("spec/openapi.yaml").hasSizeGreaterThan(50);
    assertThat(output(first)).isEqualTo(once);
    assertThat(output(second)).isEqualTo(once);
  }

  @Test
  @DisplayName("makes code that compiles, whatever names and texts a specification uses")
  void copesWithOddNames() throws Exception {
    Path odd = Path.of("src/test/resources/generation/odd.yaml");
    Files.createDirectories(directory.resolve("spec"));
    Files.copy(odd, directory.resolve("spec/odd.yaml"));
    Files.writeString(directory.resolve("served.yaml"), "operations: [odd_operation, other]\n");

    Path generated =
        generate(
                "-Dspec.dir=" + directory.resolve("spec"),
                "-Dspec.served=" + directory.resolve("served.yaml"),
                "-Dspec.overlay=none")
            .resolve("generated-sources");

    assertThat(compile(generated)).isEmpty();
    String request = source(generated, "model/OddOperationRequest");
    assertThat(request)
        .contains(
            "@JsonProperty(\"m.heroes\")", "@JsonProperty(\"+1\")", "@JsonProperty(\"it's\")");
    assertThat(source(generated, "api/OddOperationApi"))
        .contains(
            "@Operation(id = \"odd_operation\", security = { \"a.b-c\", \"\" })",
            "\"a\\\"b\", \"c\\\\d\", \"e&f\", \"it's\"");
  }

  private Path generate(String... arguments) throws Exception {
    Path target = directory.resolve("target");
    Build build = Build.generateSources(target, arguments);
    assertThat(build.exitCode()).describedAs(build.output()).isZero();
    return target;
  }

  private String compile(Path sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "-proc:none",
            "-nowarn",
            "-classpath",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "-d",
            Files.createDirectories(directory.resolve("classes")).toString());
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean done =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  options,
                  null,
                  files.getJavaFileObjectsFromPaths(java(sources)))
              .call();
      return done ? "" : messages.toString();
    }
  }

  private static List<Path> java(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static String source(Path generated, String name) throws IOException {
    return Files.readString(generated.resolve("openapi/io/todevice/" + name + ".java"));
  }

  /** Everything that was made, by its place. */
  private static Map<String, String> output(Path target) throws IOException {
    Map<String, String> output = new TreeMap<>();
    for (String folder : List.of("spec", "generated-sources/openapi/io")) {
      try (Stream<Path> walk = Files.walk(target.resolve(folder))) {
        for (Path file : walk.filter(Files::isRegularFile).toList()) {
          output.put(target.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return output;
  }
}
