package io.todevice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.server.BuildInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The finished jar")
class ServerJarIT {

  private static final Path JAR =
      Path.of(System.getProperty("server.jar", "server.jar is not set"));

  private final Path directory;

  ServerJarIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  @DisplayName("runs by itself and says what it is")
  void version() throws Exception {
    Run run = run(List.of(), "--version");
    assertThat(run.out().lines()).containsExactlyElementsOf(BuildInfo.lines());
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  @DisplayName("says in one line what is wrong, and ends with 2")
  void usageError() throws Exception {
    Run run = run(List.of(), "serve", "--port", "http");
    assertThat(run.err().lines())
        .containsExactly(
            "--port: must be a whole number from 0 to 65535, not 'http'",
            "try 'todevice-server serve --help'");
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  @DisplayName("has the kit's jar beside it run the commands of the tools, or names that jar")
  void tools() throws Exception {
    Run beside = run(List.of(), "conformance", "--list", "--only", "S1");
    assertThat(beside.out()).contains("S1.");
    assertThat(beside.exitCode()).isZero();
    Run alone =
        run(Files.copy(JAR, directory.resolve("alone.jar")), List.of(), "conformance", "--list");
    assertThat(alone.err().lines())
        .containsExactly(
            "unknown command 'conformance'; the commands of the tools are in todevice-kit.jar",
            "try 'todevice-server --help'");
    assertThat(alone.exitCode()).isEqualTo(2);
  }

  @Test
  @DisplayName("logs to standard error, in a format of its own or in the operator's")
  void log() throws Exception {
    Path tokens = Files.copy(Path.of("docs/tokens.example.yaml"), directory.resolve("t.yaml"));
    Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-r--r--"));
    Path ownFormat =
        Files.writeString(
            directory.resolve("own.xml"),
            """
            <configuration>
              <appender name="own" class="ch.qos.logback.core.ConsoleAppender">
                <target>System.err</target>
                <encoder><pattern>OWN %level %logger{0}%n</pattern></encoder>
              </appender>
              <root level="INFO"><appender-ref ref="own"/></root>
            </configuration>
            """);
    // The tokens are read, and warned about, before the sizes are found not to fit.
    String[] args = {"--tokens", tokens.toString(), "--max-request-size", "32KiB"};
    Run run = run(List.of(), args);
    assertThat(run.err().lines().findFirst().orElseThrow())
        .matches("\\S+Z WARN  io\\.todevice\\.config\\.FilePermissions - .* holds secrets, .*");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run(List.of("-Dlogback.configurationFile=" + ownFormat), args).err().lines())
        .contains("OWN WARN FilePermissions");
  }

  @Test
  @DisplayName("is one jar of many: services merged; no modules, no signatures, no indices")
  void contents() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> names = jar.stream().map(ZipEntry::getName).toList();
      assertThat(names)
          .doesNotHaveDuplicates()
          .contains(
              "io/todevice/Main.class", "io/todevice/spec/openapi.yaml", "META-INF/LICENSE.md")
          .noneMatch(name -> name.endsWith("module-info.class"))
          .noneMatch(name -> name.matches("META-INF/(.*\\.(SF|DSA|RSA)|INDEX\\.LIST)"))
          .doesNotContain(
              "logback.xml", "META-INF/services/ch.qos.logback.classic.spi.Configurator");
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("io.todevice.Main");
      ZipEntry service = jar.getEntry("META-INF/services/com.fasterxml.jackson.core.JsonFactory");
      assertThat(new String(jar.getInputStream(service).readAllBytes(), UTF_8).lines())
          .containsExactlyInAnyOrder(
              "com.fasterxml.jackson.core.JsonFactory",
              "com.fasterxml.jackson.dataformat.yaml.YAMLFactory");
    }
  }

  private Run run(List<String> javaOptions, String... args)
      throws IOException, InterruptedException {
    return run(JAR, javaOptions, args);
  }

  private Run run(Path jar, List<String> javaOptions, String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaOptions);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(Stream.of(args).toList());
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("did not end: " + command);
    }
    return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private record Run(int exitCode, String out, String err) {}
}
