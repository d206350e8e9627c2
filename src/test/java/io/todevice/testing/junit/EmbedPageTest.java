package io.todevice.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

@DisplayName("The examples of docs/embed-in-tests.md")
class EmbedPageTest {

  private static final Pattern EXAMPLE =
      Pattern.compile("```java\n(.*?class (\\w+) .*?)```", Pattern.DOTALL);

  @Test
  @DisplayName("compile as they stand there, and pass")
  void run(@TempDir Path directory) throws Exception {
    List<MatchResult> examples =
        EXAMPLE.matcher(Files.readString(Path.of("docs/embed-in-tests.md"))).results().toList();
    assertThat(examples).hasSize(3);
    for (MatchResult example : examples) {
      compile(directory, example.group(2), example.group(1));
    }
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
      for (MatchResult example : examples) {
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(loader.loadClass(example.group(2))))
            .execute()
            .testEvents()
            .assertStatistics(tests -> tests.succeeded(1).failed(0));
      }
    }
  }

  private static void compile(Path directory, String name, String text) throws Exception {
    Path source = Files.writeString(directory.resolve(name + ".java"), text);
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
