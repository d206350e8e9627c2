package io.todevice.golden;

import static java.util.stream.Collectors.toMap;

import io.todevice.spec.ProjectSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the generator wrote. */
final class GeneratedSources {

  private static final Path ROOT =
      ProjectSpec.buildDirectory().resolve("generated-sources/openapi");

  private GeneratedSources() {}

  /** All sources, by the full names of their classes. */
  static Map<String, String> all() {
    try (Stream<Path> walk = Files.walk(ROOT)) {
      return walk.filter(file -> file.toString().endsWith(".java"))
          .collect(
              toMap(
                  file -> className(ROOT.relativize(file)),
                  GeneratedSources::text,
                  (one, other) -> one,
                  TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A source without its comments. */
  static String withoutComments(String source) {
    return source.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)^\\s*//.*$", "");
  }

  private static String className(Path file) {
    return file.toString().replaceFirst("\\.java$", "").replace('/', '.').replace('\\', '.');
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
