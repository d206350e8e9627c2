package io.todevice.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.ProjectSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Building again")
@Tag(Build.SLOW)
class GenerationIT {

  @TempDir Path directory;

  @Test
  @DisplayName(
      "gives the same sources and the same artifacts, in another directory, without the tests")
  void isRepeatable() throws Exception {
    ProjectSpec.assumeBuiltFromIt();
    Path copy = Build.copy(ProjectSpec.DIRECTORY, directory.resolve("copy"));
    Path target = directory.resolve("target");

    Build build =
        Build.run(target, "pre-integration-test", "-Dmaven.test.skip=true", "-Dspec.dir=" + copy);

    assertThat(build.exitCode()).describedAs(build.output()).isZero();
    Path first = ProjectSpec.buildDirectory();
    assertThat(output(first)).containsKey("spec/openapi.yaml").hasSizeGreaterThan(50);
    assertThat(output(target)).isEqualTo(output(first));
    for (String name : List.of("todevice-server.jar", "todevice-kit.jar", "todevice-test.jar")) {
      assertThat(target.resolve(name)).hasSameBinaryContentAs(first.resolve(name));
    }
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
