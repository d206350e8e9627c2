package io.todevice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.Main;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DocumentationTool;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * As {@code mvn install} makes it: with the files that the POM names, and all other types from
 * their sources. JDK 17's tool ends with "unknown element" where a documented signature leads to a
 * type that is nested in a record which is not documented.
 */
@DisplayName("The Javadoc of an installation")
@Tag("proof")
class PublishedJavadocTest {

  static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern INCLUDED = Pattern.compile("<include>(io/todevice/[^<]*\\.java)<");

  @TempDir private Path directory;

  @Test
  @DisplayName("can be made")
  void isMade() throws IOException {
    DocumentationTool tool = ToolProvider.getSystemDocumentationTool();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = tool.getStandardFileManager(null, null, null)) {
      boolean isMade =
          tool.getTask(
                  messages,
                  files,
                  /* diagnosticListener= */ null,
                  /* docletClass= */ null,
                  List.of(
                      "-quiet",
                      "-Xdoclint:none",
                      "-use",
                      "-d",
                      directory.toString(),
                      "-sourcepath",
                      SOURCES
                          + File.pathSeparator
                          + Path.of(
                              System.getProperty("todevice.build.dir"),
                              "generated-sources",
                              "openapi"),
                      "-classpath",
                      libraries()),
                  files.getJavaFileObjectsFromPaths(documented()))
              .call();
      assertThat(isMade).as(messages.toString()).isTrue();
    }
  }

  /** The source files that it is made of. */
  static List<Path> documented() throws IOException {
    List<PathMatcher> included =
        INCLUDED
            .matcher(Files.readString(Path.of("pom.xml")).split("sourceFileIncludes>")[1])
            .results()
            .map(found -> "glob:" + found.group(1).replace("**/", "{,**/}"))
            .map(FileSystems.getDefault()::getPathMatcher)
            .toList();
    assertThat(included).isNotEmpty();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(
              file -> included.stream().anyMatch(each -> each.matches(SOURCES.relativize(file))))
          .toList();
    }
  }

  /** All but the classes of this module. */
  private static String libraries() throws IOException {
    Path classes =
        Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(each -> !Path.of(each).toAbsolutePath().equals(classes.toAbsolutePath()))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
