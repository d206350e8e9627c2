package io.todevice.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

@DisplayName("The classes that pages show")
class JavaExamplesTest {

  private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?(?:final )?class (\\w+)");

  /** Its class implements an operation that this build does not have: {@code PagesIT} builds it. */
  private static final Path OF_ANOTHER_BUILD = Path.of("docs/serve-an-operation.md");

  private record Example(String name, String text) {

    boolean isTest() {
      return text.contains("@Test");
    }
  }

  private static List<Example> examples(Path page) throws IOException {
    return BLOCK
        .matcher(Files.readString(page))
        .results()
        .map(block -> block.group(1))
        .map(text -> new Example(className(page, text), text))
        .toList();
  }

  private static String className(Path page, String text) {
    return CLASS
        .matcher(text)
        .results()
        .findFirst()
        .orElseThrow(() -> new AssertionError(page + " shows Java that is no class:\n" + text))
        .group(1);
  }

  static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      List<Path> pages =
          Stream.concat(Stream.of(Path.of("README.md")), docs)
              .filter(page -> page.toString().endsWith(".md") && !page.equals(OF_ANOTHER_BUILD))
              .sorted()
              .toList();
      return pages.stream().filter(JavaExamplesTest::hasJava).toList();
    }
  }

  private static boolean hasJava(Path page) {
    try {
      return BLOCK.matcher(Files.readString(page)).find();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("are on the pages for authors of clients and of servers")
  void pagesHaveExamples() throws IOException {
    assertThat(pages())
        .contains(
            Path.of("README.md"),
            Path.of("docs/conformance.md"),
            Path.of("docs/embed-in-tests.md"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  @DisplayName("compile as they stand there, and those that are tests pass")
  void compileAndPass(Path page, @TempDir Path directory) throws Exception {
    List<Example> examples = examples(page);
    for (Example example : examples) {
      compile(directory, example);
    }
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
      for (Example example : examples) {
        if (example.isTest()) {
          EngineTestKit.engine("junit-jupiter")
              .selectors(selectClass(loader.loadClass(example.name())))
              .execute()
              .testEvents()
              .assertStatistics(tests -> tests.succeeded(1).failed(0));
        }
      }
    }
  }

  private static void compile(Path directory, Example example) throws IOException {
    Path source = Files.writeString(directory.resolve(example.name() + ".java"), example.text());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    boolean isCompiled =
        compiler
            .getTask(
                errors,
                null,
                null,
                List.of("-d", directory.toString(), "-cp", System.getProperty("java.class.path")),
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
            .call();
    assertThat(isCompiled).as(errors.toString()).isTrue();
  }
}
