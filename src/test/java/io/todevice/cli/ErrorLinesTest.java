package io.todevice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.config.ConfigException;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What is wrong")
class ErrorLinesTest {

  private static final String SERVE_HINT = "try 'todevice-server serve --help'";

  static Stream<List<String>> usageErrors() {
    return Stream.of(
        List.of("--port 70000", "--port: must be a whole number from 0 to 65535, not '70000'"),
        List.of("--port -1", "--port: must be a whole number from 0 to 65535, not '-1'"),
        List.of("--port=", "--port: must be a whole number from 0 to 65535, not ''"),
        List.of("--port", "Missing required parameter for option '--port' (PORT)"),
        List.of("--port 1 --port 2", "option '--port' (PORT) should be specified only once"),
        List.of("--bind a/b", "--bind: must be a host name or an IP address, not 'a/b'"),
        List.of(
            "--bind 0.0.0.0",
            "bind: 0.0.0.0 may be reached from other machines: choose --open-registration,"
                + " --closed-registration, --tokens FILE or --homeserver-url URL"),
        List.of(
            "--open-registration --closed-registration",
            "choose one of --open-registration and --closed-registration"),
        List.of("--prot 1", "unknown option '--prot'; did you mean --port?"),
        List.of("--token=s3cret", "unknown option '--token'; did you mean --tokens?"),
        List.of("--token s3cret", "unknown option '--token'; did you mean --tokens?"),
        List.of("serve s3cret", "'serve' takes only options"),
        List.of("--config no/such.yaml", "no/such.yaml: no such file"),
        List.of("--config a\0b", "--config: must be the path of a file"),
        List.of("--tokens no/such.yaml", "no/such.yaml: no such file"),
        List.of(
            "--max-request-size 32KiB",
            "max-content-size: must not be above max-request-size, and 64KiB is above 32KiB"));
  }

  @ParameterizedTest
  @MethodSource("usageErrors")
  @DisplayName("with an option or a setting is said in one line, with a hint, and exit code 2")
  void usage(List<String> argsAndError) {
    CommandRun run = CommandRun.withoutServer(argsAndError.get(0).split(" "));
    assertThat(run.err().lines()).containsExactly(argsAndError.get(1), SERVE_HINT);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  @DisplayName("with a command is said in one line, with a hint, and exit code 2")
  void unknownCommand() {
    CommandRun run = CommandRun.withoutServer("srve\n", "--port", "1");
    assertThat(run.err().lines())
        .containsExactly(
            "unknown command 'srve?'; did you mean serve?", "try 'todevice-server --help'");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  @DisplayName("with a command of the tools names the jar that has it")
  void commandOfTools() {
    CommandRun run = CommandRun.withoutTools("conformance", "--target", "localhost");
    assertThat(run.err().lines())
        .containsExactly(
            "unknown command 'conformance'; the commands of the tools are in todevice-kit.jar",
            "try 'todevice-server --help'");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(CommandRun.withoutTools("--help").out())
        .contains("todevice-kit.jar has the tools: conformance, spec and others.");
  }

  @Test
  @DisplayName("with an argument does not depend on what files there are")
  void noArgumentFiles(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("args"), "--help\n");
    CommandRun run = CommandRun.withoutServer("serve", "@" + file);
    assertThat(run.err().lines()).containsExactly("'serve' takes only options", SERVE_HINT);
  }

  @Test
  @DisplayName("in the file of settings is said with the file and the key")
  void configFile(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("c.yaml"), "port: no\n");
    CommandRun run = CommandRun.withoutServer("--config", file.toString());
    assertThat(run.err().lines())
        .containsExactly(
            file + ":1:1: port: must be a whole number from 0 to 65535, not the boolean 'false'",
            SERVE_HINT);
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  @DisplayName("with the settings may turn out only at the start")
  void configAtStart() {
    CommandRun run =
        CommandRun.of(
            config -> {
              throw new ConfigException("they do not fit\nthe machine");
            });
    assertThat(run.err().lines()).containsExactly("they do not fit?the machine", SERVE_HINT);
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  @DisplayName("with the port is said in one line, without a hint, and exit code 1")
  void portInUse() {
    CommandRun run =
        CommandRun.of(
            config -> {
              throw new BindException("Address already in use");
            });
    assertThat(run.err())
        .isEqualTo(
            "--port: cannot listen on 127.0.0.1:8008: the port is in use" + System.lineSeparator());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.hooks()).isEmpty();
  }

  @Test
  @DisplayName("with a host that no name server knows is said with the option, and exit code 1")
  void unknownHost() {
    CommandRun run = CommandRun.withoutServer("--bind", "nosuch.invalid", "--closed-registration");
    assertThat(run.err().lines()).containsExactly("--bind: the host 'nosuch.invalid' is not known");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  @DisplayName("and foreseen by nobody is logged with its trace, and exit code 1")
  void unexpected() {
    List<String> log =
        LogCapture.of(
            ErrorLines.class,
            () -> {
              CommandRun run =
                  CommandRun.of(
                      config -> {
                        throw new IllegalStateException("broken");
                      });
              assertThat(run.exitCode()).isEqualTo(1);
              assertThat(run.err()).isEmpty();
            });
    assertThat(log).containsExactly("ERROR failed unexpectedly");
  }
}
