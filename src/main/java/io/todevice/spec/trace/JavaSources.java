package io.todevice.spec.trace;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java sources, parsed and not compiled: what they depend on may not have been generated yet. */
final class JavaSources {

  private JavaSources() {}

  /**
   * Visits every class of a directory's sources, nested ones included.
   *
   * @param directory where the packages begin; where it is missing, there is no class
   * @param visitor takes the binary name of a class and its tree
   */
  static void forEachClass(Path directory, BiConsumer<String, ClassTree> visitor)
      throws IOException {
    List<Path> files = list(directory);
    if (files.isEmpty()) {
      return;
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      // What does not parse is reported when it is compiled.
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  diagnostic -> {},
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      for (CompilationUnitTree unit : task.parse()) {
        String prefix = unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
        unit.getTypeDecls().forEach(type -> visit(prefix, type, visitor));
      }
    }
  }

  private static void visit(String prefix, Tree tree, BiConsumer<String, ClassTree> visitor) {
    if (tree instanceof ClassTree type) {
      String name = prefix + type.getSimpleName();
      visitor.accept(name, type);
      type.getMembers().forEach(member -> visit(name + "$", member, visitor));
    }
  }

  private static List<Path> list(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
