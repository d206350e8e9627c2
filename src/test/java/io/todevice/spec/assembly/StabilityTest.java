package io.todevice.spec.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.ProjectSpec;
import io.todevice.spec.SpecFiles;
import io.todevice.spec.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same files give the same bytes. */
class StabilityTest {

  @Test
  void twiceTheSameBytes() {
    assertThat(assembled(ProjectSpec.DIRECTORY)).isEqualTo(assembled(ProjectSpec.DIRECTORY));
  }

  @Test
  void theOrderInWhichTheFilesWereMadeDoesNotMatter(@TempDir Path one, @TempDir Path other)
      throws IOException {
    copySpec(one, new Random(1));
    copySpec(other, new Random(2));

    assertThat(assembled(one)).isEqualTo(assembled(ProjectSpec.DIRECTORY));
    assertThat(assembled(other)).isEqualTo(assembled(ProjectSpec.DIRECTORY));
  }

  @Test
  void theOrderOfTheServedListDoesNotMatter() {
    ServedOperations served = ProjectSpec.served();
    List<String> backwards = new ArrayList<>(served.operationIds());
    Collections.reverse(backwards);

    assertThat(assembled(ProjectSpec.DIRECTORY, SpecFiles.served(backwards.toArray(String[]::new))))
        .isEqualTo(assembled(ProjectSpec.DIRECTORY));
  }

  @Test
  void filesAreReadInTheOrderOfTheirNames(@TempDir Path directory) {
    SpecFiles files = new SpecFiles(directory);
    IntStream.of(7, 2, 9, 4, 1, 8, 3)
        .forEach(
            i ->
                files
                    .file(
                        i + ".yaml",
                        """
                        paths:
                          /%d:
                            get: {operationId: o%d, x: {schema: {$ref: deeper/s%d.yaml}}}
                        """
                            .formatted(i, i, i))
                    .file("deeper/s" + i + ".yaml", "{title: S, const: " + i + "}"));

    assertThat(files.assemble("o7", "o2", "o9", "o4", "o1", "o8", "o3").at("/components/schemas/S"))
        .isEqualTo(SpecFiles.yaml("{title: S, const: 1}"));
  }

  private static String assembled(Path directory) {
    return assembled(directory, ProjectSpec.served());
  }

  private static String assembled(Path directory, ServedOperations served) {
    return new String(
        Yaml.write(new Assembler(directory, served).assemble()), StandardCharsets.UTF_8);
  }

  private static void copySpec(Path target, Random order) throws IOException {
    Path spec = ProjectSpec.DIRECTORY;
    List<Path> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(spec)) {
      walk.filter(Files::isRegularFile).forEach(files::add);
    }
    Collections.shuffle(files, order);
    files.forEach(
        file -> {
          try {
            Path copy = target.resolve(spec.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
