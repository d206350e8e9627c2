package io.todevice.http.exchange;

import static io.todevice.http.exchange.TestServer.V3;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.http.exchange.TestServer.Mode;
import io.todevice.http.wire.MessageLimits;
import io.todevice.http.wire.OutOfMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process ends with a message and an exit code, and does not stay behind deaf. */
@DisplayName("A server without memory")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@Tag("proof")
class OutOfMemoryTest {

  /** A server whose requests run out of memory. */
  static final class Victim {

    private Victim() {}

    /** Asks it for {@code args[0]}. */
    public static void main(String[] args) {
      TestServer server = new TestServer(Mode.DIRECT, exchange -> {});
      try (RawConnection connection = server.connect()) {
        connection.send("GET " + V3 + "/fail/" + args[0] + " HTTP/1.1\nHost: x\n\n", "").read();
      } catch (UncheckedIOException | AssertionError ended) {
        // The exit code says it.
      }
      server.close();
    }
  }

  /** Servers that look after their threads all the time, and are stopped. */
  static final class Stopped {

    private static final int SERVERS = 300;

    private Stopped() {}

    public static void main(String[] args) {
      Duration soon = Duration.ofNanos(100_000);
      Duration later = Duration.ofSeconds(10);
      MessageLimits limits = new MessageLimits(8192, 10_000, 100_000, soon, later, later);
      for (int i = 0; i < SERVERS; i++) {
        try (TestServer server = new TestServer(Mode.DIRECT, limits, later, () -> {});
            RawConnection connection = server.connect()) {
          connection.send("GET " + V3 + "/public HTTP/1.1\nHost: x\n\n", "").read();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "memory-later", "memory-in-part"})
  @DisplayName("F2: ends, whichever thread it hits")
  void ends(String how) throws Exception {
    Process process = start(Victim.class, how);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(err).isEqualTo(OutOfMemory.EXIT_CODE);
    assertThat(err).contains("out of memory");
  }

  @Test
  @DisplayName("is not one that is stopped: its threads end too")
  void stopped() throws Exception {
    Process process = start(Stopped.class);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(err).isZero();
  }

  private static Process start(Class<?> program, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                program.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }
}
