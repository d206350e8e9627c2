package io.todevice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.config.ListenConfig;
import io.todevice.config.ServerConfig;
import io.todevice.server.ListenFailure;
import io.todevice.settings.ServerSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The options of strict mode")
class StrictOptionsTest {

  private final List<ServerConfig> configs = new ArrayList<>();

  @Test
  @DisplayName("are off, and have defaults when it is on")
  void defaults() {
    assertThat(run().exitCode()).isZero();
    assertThat(configs.get(0).get(ServerSettings.STRICT)).isFalse();
    assertThat(run("--strict").exitCode()).isZero();
    assertThat(configs.get(1).get(ServerSettings.STRICT)).isTrue();
    assertThat(configs.get(1).get(ServerSettings.ADMIN_PORT)).isEqualTo(8009);
    assertThat(configs.get(1).settings().find(ServerSettings.STRICT_REPORT)).isEmpty();
  }

  @Test
  @DisplayName("reach the server")
  void values() {
    run("serve", "--strict", "--admin-port", "0", "--strict-report", "a/b.md");
    assertThat(configs.get(0).get(ServerSettings.ADMIN_PORT)).isZero();
    assertThat(configs.get(0).get(ServerSettings.STRICT_REPORT)).isEqualTo(Path.of("a/b.md"));
  }

  @Test
  @DisplayName("may stand in the file, a port also where it is off")
  void file(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("c.yaml"), "strict: false\nadmin-port: 1\n");
    run("--config", file.toString());
    run("--config", file.toString(), "--strict");
    assertThat(configs.get(0).get(ServerSettings.STRICT)).isFalse();
    assertThat(configs.get(1).get(ServerSettings.STRICT)).isTrue();
    assertThat(configs.get(1).get(ServerSettings.ADMIN_PORT)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--admin-port=1", "--strict-report=a.json"})
  @DisplayName("are refused where they would do nothing")
  void pointless(String option) {
    CommandRun run = CommandRun.withoutServer("serve", option);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines().findFirst())
        .hasValueSatisfying(
            line ->
                assertThat(line)
                    .startsWith(option.split("=", 2)[0] + ": means something only with --strict"));
  }

  @Test
  @DisplayName("lead to a first line that says where violations are shown")
  void startupLine() {
    CommandRun run =
        CommandRun.of(
            config ->
                new DelegatingServer(FakeServer.stopped()) {
                  @Override
                  public Optional<InetSocketAddress> adminAddress() {
                    return Optional.of(new InetSocketAddress("127.0.0.1", 4712));
                  }
                },
            "--strict");
    assertThat(run.out())
        .endsWith(", registration open, strict http://127.0.0.1:4712/)" + System.lineSeparator());
  }

  @Test
  @DisplayName("are named by the place that is taken")
  void takenPort() {
    CommandRun run =
        CommandRun.of(
            config -> {
              throw new ListenFailure(
                  new ListenConfig("127.0.0.1", 8009), new BindException("Address already in use"));
            },
            "--strict");
    assertThat(run.err())
        .isEqualTo(
            "--admin-port: cannot listen on 127.0.0.1:8009: the port is in use"
                + System.lineSeparator());
    assertThat(run.exitCode()).isEqualTo(1);
  }

  private CommandRun run(String... args) {
    return CommandRun.of(
        config -> {
          configs.add(config);
          return FakeServer.stopped();
        },
        args);
  }
}
