package io.todevice.spec;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.assembly.Overlay;
import io.todevice.spec.assembly.Reach;
import io.todevice.spec.assembly.ServedOperations;
import io.todevice.spec.build.Assembled;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.spec.model.TokenLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own specification, its list of served operations and its overlay. */
public final class ProjectSpec {

  public static final Path DIRECTORY = Path.of("spec");

  private ProjectSpec() {}

  public static ServedOperations served() {
    return ServedOperations.read(DIRECTORY.resolve("served-operations.yaml"));
  }

  public static Overlay overlay() {
    return Overlay.read(DIRECTORY.resolve("overlay.yaml"));
  }

  /** What the build makes of another directory with the project's list and overlay. */
  public static ObjectNode assemble(Path directory) {
    return Assembled.of(directory, served(), overlay(), Reach.TREE, "").document();
  }

  /**
   * Aborts a test that is about what the build made, where it was made of another specification.
   */
  public static void assumeBuiltFromIt() throws IOException {
    String built = System.getProperty("spec.dir", DIRECTORY.toString());
    assumeTrue(
        Files.isSameFile(Path.of(built), DIRECTORY),
        "this build was made from another specification: " + built);
  }

  /** Whether the document that the build was made from takes tokens in the query (clause A2). */
  public static boolean hasQueryTokens() {
    return SpecificationDocument.get().operations().stream()
        .flatMap(operation -> operation.security().stream())
        .anyMatch(places -> places.stream().anyMatch(TokenLocation.Query.class::isInstance));
  }

  /** Where the build put what it made. */
  public static Path buildDirectory() {
    return Path.of(System.getProperty("todevice.build.dir", "target"));
  }

  /** A copy of the directory, for changing something in it. */
  public static void copyTo(Path target) {
    try (Stream<Path> walk = Files.walk(DIRECTORY)) {
      copy(walk.filter(Files::isRegularFile).toList(), target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(List<Path> files, Path target) throws IOException {
    for (Path file : files) {
      Path copy = target.resolve(DIRECTORY.relativize(file));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }
}
