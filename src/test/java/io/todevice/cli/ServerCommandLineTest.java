package io.todevice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.config.ListenConfig;
import io.todevice.config.ServerConfig;
import io.todevice.server.BuildInfo;
import io.todevice.settings.RequestLimits;
import io.todevice.settings.ServerName;
import io.todevice.settings.ServerSettings;
import io.todevice.spec.model.SpecificationDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The command line")
class ServerCommandLineTest {

  @Test
  @DisplayName("serves with the defaults where it is given nothing")
  void noArguments() {
    assertThat(configOf()).isEqualTo(ServerConfig.defaults());
    assertThat(configOf("serve")).isEqualTo(ServerConfig.defaults());
  }

  @Test
  @DisplayName("takes what is logged")
  void logging() {
    ServerConfig config = configOf("--log-level", "info", "--log-requests");
    assertThat(config.get(ServerSettings.LOG_LEVEL)).isEqualTo("info");
    assertThat(config.get(ServerSettings.LOG_REQUESTS)).isTrue();
    assertThat(CommandRun.withoutServer("--log-level", "loud").err())
        .startsWith("--log-level: must be error, warn, info, debug or trace, not 'loud'");
  }

  @Test
  @DisplayName("checks the settings without starting a server, or prints them as a file")
  void checkAndPrint(@TempDir Path directory) throws IOException {
    CommandRun good = CommandRun.withoutServer("serve", "--check", "--port", "9");
    assertThat(good.exitCode()).isZero();
    assertThat(good.out().lines()).containsExactly("the settings are good");
    assertThat(CommandRun.withoutServer("serve", "--check", "--port", "x").exitCode()).isEqualTo(2);

    CommandRun printed =
        CommandRun.withoutServer("serve", "--print-config", "--port", "9", "--strict");
    assertThat(printed.out()).contains("port: 9\n", "strict: true\n", "bind: \"127.0.0.1\"\n");
    Path file = Files.writeString(directory.resolve("c.yaml"), printed.out());
    assertThat(configOf("--config", file.toString()))
        .isEqualTo(configOf("--port", "9", "--strict"));
  }

  @Test
  @DisplayName("has help as a command, and a script that completes commands and options")
  void helpAndCompletion() throws Exception {
    assertThat(CommandRun.withoutServer("help").out())
        .isEqualTo(CommandRun.withoutServer("--help").out());
    assertThat(CommandRun.withoutServer("help", "serve").out())
        .isEqualTo(CommandRun.withoutServer("serve", "--help").out());
    assertThat(CommandRun.withoutServer("completion").out())
        .contains("complete -F _complete_todevice-server", "--print-config");
  }

  @Test
  @DisplayName("takes options without a command for those of serve")
  void onlyOptions() {
    assertThat(configOf("--port", "9")).isEqualTo(configOf("serve", "--port=9"));
    assertThat(configOf("--port", "9").listen().port()).isEqualTo(9);
  }

  @Test
  @DisplayName("gives the server what the options say")
  void options() {
    ServerConfig config =
        configOf(
            "serve",
            "--bind",
            "0.0.0.0",
            "--port",
            "0",
            "--server-name",
            "example.org",
            "--closed-registration",
            "--shutdown-grace",
            "3s",
            "--max-request-size=2MiB");
    assertThat(config.listen()).isEqualTo(new ListenConfig("0.0.0.0", 0));
    assertThat(config.get(ServerSettings.SERVER_NAME)).isEqualTo(new ServerName("example.org"));
    assertThat(config.get(ServerSettings.OPEN_REGISTRATION)).isFalse();
    assertThat(config.get(RequestLimits.SHUTDOWN_GRACE)).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.get(RequestLimits.MAX_REQUEST_SIZE)).isEqualTo(2 << 20);
    assertThat(
            configOf("--bind", "0.0.0.0", "--open-registration")
                .get(ServerSettings.OPEN_REGISTRATION))
        .isTrue();
  }

  @Test
  @DisplayName("lets options win over the file, and no option leave it alone")
  void optionsOverFile(@TempDir Path directory) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("c.yaml"), "port: 1\nserver-name: a.org\nopen-registration: true\n");
    ServerConfig config =
        configOf("--config", file.toString(), "--port", "2", "--closed-registration");
    assertThat(config.listen().port()).isEqualTo(2);
    assertThat(config.get(ServerSettings.SERVER_NAME)).isEqualTo(new ServerName("a.org"));
    assertThat(config.get(ServerSettings.OPEN_REGISTRATION)).isFalse();
    assertThat(configOf("--config", file.toString()).listen().port()).isEqualTo(1);
  }

  @Test
  @DisplayName("ends with 1 where its output cannot be written")
  void fullDisk() {
    StringWriter err = new StringWriter();
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    int exitCode =
        new ServerCommandLine(config -> FakeServer.stopped(), hook -> {}, Map.of())
            .printingTo(new PrintWriter(full), new PrintWriter(err))
            .run("conformance", "--list");
    assertThat(exitCode).isEqualTo(1);
    assertThat(err).hasToString("cannot write to standard output" + System.lineSeparator());
  }

  @Test
  @DisplayName("takes settings from environment variables")
  void environmentVariables() {
    List<ServerConfig> configs = new ArrayList<>();
    CommandRun.of(
        config -> {
          configs.add(config);
          return FakeServer.stopped();
        },
        Map.of("TODEVICE_MAX_REQUEST_SIZE", "2MiB"),
        "serve");
    assertThat(configs.get(0).get(RequestLimits.MAX_REQUEST_SIZE)).isEqualTo(2 << 20);
  }

  @Test
  @DisplayName("says in one line where the server listens and what it is")
  void startupLine() {
    CommandRun run = CommandRun.of(config -> FakeServer.stopped(), "serve", "--port", "0");
    assertThat(run.out())
        .isEqualTo(
            "listening on http://127.0.0.1:4711 (server name localhost, store memory,"
                + " specification v9.9 sha256:"
                + BuildInfo.specificationDigest().substring(0, 12)
                + ", registration open)"
                + System.lineSeparator());
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
  }

  @Test
  @DisplayName("says how many fixed tokens there are, and none of them")
  void startupLineWithTokens() {
    CommandRun run =
        CommandRun.of(
            config -> FakeServer.stopped(),
            "--bind=::",
            "--tokens",
            Path.of("docs/tokens.example.yaml").toString());
    assertThat(run.out())
        .startsWith("listening on http://[::]:4711 (")
        .endsWith(", registration closed, fixed tokens 2)" + System.lineSeparator())
        .doesNotContain("replace-this");
  }

  @Test
  @DisplayName("warns where a restart forgets everything")
  void warnsOfForgetting() {
    assertThat(LogCapture.of(ServeCommand.class, () -> CommandRun.of(c -> FakeServer.stopped())))
        .containsExactly(
            "WARN everything is kept in memory: a restart forgets all accounts, devices and"
                + " messages");
    assertThat(LogCapture.of(ServeCommand.class, () -> CommandRun.of(c -> FakeServer.durable())))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V"})
  @DisplayName("prints the version and the specification")
  void version(String option) {
    CommandRun run = CommandRun.withoutServer(option);
    assertThat(run.out().lines())
        .containsExactly(
            "todevice-server " + BuildInfo.version(),
            "specification "
                + SpecificationDocument.get().revision()
                + " sha256:"
                + BuildInfo.specificationDigest());
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  @DisplayName("helps")
  void help(String option) {
    CommandRun run = CommandRun.withoutServer(option);
    assertThat(run.out().lines())
        .startsWith("Usage: todevice-server [-hV] [COMMAND]")
        .contains("  serve        Runs the server until it is stopped.")
        .contains("  conformance  Tests a Matrix server: is it what the specification says?")
        .contains("  1          it went wrong, for example the port is in use")
        .contains("  130, 143   stopped by SIGINT, by SIGTERM");
    assertThat(run.exitCode()).isZero();
    CommandRun serve = CommandRun.withoutServer("serve", option);
    assertThat(serve.out())
        .startsWith("Usage: todevice-server serve [OPTIONS]" + System.lineSeparator())
        .contains("--port=PORT", "--closed-registration", "--max-sync-timeout=TIME");
    assertThat(serve.exitCode()).isZero();
  }

  private static ServerConfig configOf(String... args) {
    List<ServerConfig> configs = new ArrayList<>();
    CommandRun run =
        CommandRun.of(
            config -> {
              configs.add(config);
              return FakeServer.stopped();
            },
            args);
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(configs).hasSize(1);
    return configs.get(0);
  }
}
