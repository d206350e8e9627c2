package io.todevice.conformance.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The example in the documentation")
class DocumentedExampleTest {

  private static final Pattern EXAMPLE = Pattern.compile("(?s)```java\n(.*?class (\\w+) .*?)```");

  @Test
  @DisplayName("is a class that can be compiled as it stands there")
  void compiles(@TempDir Path directory) throws Exception {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("docs/conformance.md")));
    assertThat(example.find()).isTrue();
    Path source =
        Files.writeString(directory.resolve(example.group(2) + ".java"), example.group(1));
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
