package io.todevice.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The classes of a directory, loaded but not initialised. */
final class CompiledClasses {

  private CompiledClasses() {}

  static List<Class<?>> in(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .map(file -> directory.relativize(file).toString())
          .filter(name -> !name.endsWith("-info.class"))
          .sorted()
          .<Class<?>>map(CompiledClasses::load)
          .toList();
    }
  }

  private static Class<?> load(String file) {
    String name = file.replaceFirst("\\.class$", "").replace('/', '.').replace('\\', '.');
    try {
      return Class.forName(name, false, CompiledClasses.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
