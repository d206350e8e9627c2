package io.todevice.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.conformance.client.ExchangeLog;
import io.todevice.conformance.client.NoAnswerException;
import io.todevice.conformance.client.RawConnection;
import io.todevice.conformance.client.TargetClient;
import io.todevice.conformance.client.TargetRequest;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A server that means harm")
@Timeout(120)
@Tag("proof")
class HostileServerTest {

  private static final Duration PATIENCE = Duration.ofMillis(800);
  private static final Duration TOTAL = Duration.ofSeconds(10);

  /** Two seconds on a machine of its own; more where something else is built besides. */
  private static final Duration MARGIN = Duration.ofSeconds(12);

  /** The sends and syncs, sliding ones too, with which the kit finds out what a server has. */
  private static final int PROBES = 4;

  @TempDir private Path directory;

  static IntStream attacks() {
    return IntStream.range(0, HostileServer.ALL.size());
  }

  @ParameterizedTest(name = "attack {0}")
  @MethodSource("attacks")
  @DisplayName("gets no more of the client than the time for an answer and 4 MiB")
  void oneAnswer(int attack) throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (HostileServer server = new HostileServer(List.of(HostileServer.ALL.get(attack)), 0)) {
      TargetClient client = new TargetClient(URI.create(server.url()), PATIENCE, threads);
      TargetRequest request = TargetRequest.of("GET", "/sync").showingLimits();
      long start = System.nanoTime();

      Throwable answered = catchThrowable(() -> client.send(request, new ExchangeLog()));
      Throwable raw = catchThrowable(() -> sendRaw(client, request));

      assertThat(System.nanoTime() - start).isLessThan(PATIENCE.plus(MARGIN).toNanos());
      assertThat(Stream.of(answered, raw).filter(Objects::nonNull))
          .allSatisfy(each -> assertThat(each).isInstanceOf(NoAnswerException.class));
    } finally {
      threads.shutdownNow();
    }
  }

  private static void sendRaw(TargetClient client, TargetRequest request) throws IOException {
    try (RawConnection connection = RawConnection.open(client, new ExchangeLog())) {
      var unused =
          connection.send(request, "GET /sync HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  private Process start(String url, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            System.getProperty("java.class.path"),
            "io.todevice.Main",
            "conformance",
            "--target",
            url));
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(new File(directory.toFile(), "out.txt"))
        .start();
  }

  @Test
  @DisplayName(
      "does not keep a run from ending when its time is up, and costs no more than 256 MiB")
  void wholeRun() throws Exception {
    try (HostileServer server = new HostileServer(HostileServer.ALL, PROBES)) {
      Path json = directory.resolve("report.json");

      Process process =
          start(
              server.url(),
              "--timeout=2",
              "--total-timeout=" + TOTAL.toSeconds(),
              "--json=" + json,
              "--html=" + directory.resolve("report.html"));

      // How long the process takes to start depends on what else the machine does.
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
      assertThat(directory.resolve("out.txt"))
          .content()
          .contains("cases failed", "seed ")
          .doesNotContain("the kit failed");
      assertThat(server.attacks()).isGreaterThan(HostileServer.ALL.size() / 3);
      assertThat(new JsonMapper().readTree(json.toFile()).path("millis").asLong())
          .isBetween(1L, TOTAL.plus(MARGIN).toMillis());
    }
  }

  @Test
  @DisplayName("does not keep a run from being stopped")
  void stopped() throws Exception {
    try (HostileServer server = new HostileServer(HostileServer.ALL, PROBES)) {
      Process process = start(server.url(), "--timeout=60");
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> server.attacks() > 3);

      process.destroy();

      assertThat(process.waitFor(2, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
    }
  }
}
