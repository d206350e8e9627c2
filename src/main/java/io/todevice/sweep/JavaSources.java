package io.todevice.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Generated Java.
 *
 * @param directory where its packages begin
 */
record JavaSources(Path directory) {

  /** All files, in the order of their paths. */
  List<Path> list() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** How many classes a package has. */
  int count(String packageName) throws IOException {
    Path folder = directory.resolve(packageName.replace('.', '/'));
    return (int) list().stream().filter(file -> folder.equals(file.getParent())).count();
  }

  /**
   * Compiles them.
   *
   * @param classPath what they are compiled against
   * @param classes where the classes go
   * @return the errors, each with file and line
   */
  List<String> compile(String classPath, Path classes) throws IOException {
    Files.createDirectories(classes);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-proc:none",
            "-nowarn",
            "--release",
            "17",
            "-classpath",
            classPath,
            "-d",
            classes.toString());
    List<String> errors = new ArrayList<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      boolean done =
          list().isEmpty()
              || compiler
                  .getTask(
                      null,
                      files,
                      diagnostics,
                      options,
                      null,
                      files.getJavaFileObjectsFromPaths(list()))
                  .call();
      for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
        if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
          errors.add(line(diagnostic));
        }
      }
      if (!done && errors.isEmpty()) {
        errors.add("the compiler gave no reason");
      }
    }
    return errors;
  }

  private String line(Diagnostic<? extends JavaFileObject> diagnostic) {
    String message = diagnostic.getMessage(Locale.ROOT).lines().findFirst().orElse("");
    JavaFileObject source = diagnostic.getSource();
    return source == null
        ? message
        : directory.relativize(Path.of(source.toUri()))
            + ":"
            + diagnostic.getLineNumber()
            + ": "
            + message;
  }
}
