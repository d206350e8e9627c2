package io.todevice.abuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.todevice.Main;
import io.todevice.http.exchange.RawConnection;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose process may open few files. */
@DisplayName("A server without file descriptors")
class DescriptorsTest {

  private static final Pattern PORT = Pattern.compile("listening on http://127.0.0.1:([0-9]+) ");
  private static final String OPEN = "GET /_matrix/client/versions HTTP/1.1\nHost: x\n\n";

  private final Path log;

  DescriptorsTest(@TempDir Path directory) {
    log = directory.resolve("err.txt");
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  @DisplayName("F2: says so once, rests, and serves again when there are some")
  void rests() throws Exception {
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -n 300; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "serve",
                "--port",
                "0")
            .redirectError(log.toFile())
            .start();
    List<RawConnection> connections = new ArrayList<>();
    try {
      Matcher line = PORT.matcher(String.valueOf(process.inputReader().readLine()));
      assertThat(line.find()).isTrue();
      int port = Integer.parseInt(line.group(1));
      for (int i = 0; i < 350; i++) {
        connections.add(new RawConnection(port));
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> Files.readString(log).contains("cannot be accepted"));
      Duration before = cpu(process);
      assertThat(connections.get(349).isSilentFor(2_000)).isTrue();
      assertThat(cpu(process).minus(before)).isLessThan(Duration.ofMillis(800));
      connections.forEach(connection -> connection.close(true));
      await().atMost(Duration.ofSeconds(20)).until(() -> isServed(port));
      assertThat(Files.readString(log)).containsOnlyOnce("cannot be accepted");
    } finally {
      connections.forEach(RawConnection::close);
      process.destroyForcibly();
    }
  }

  private static boolean isServed(int port) {
    try (RawConnection connection = new RawConnection(port)) {
      return connection.send(OPEN, "").read().status() == 200;
    } catch (UncheckedIOException | AssertionError e) {
      return false;
    }
  }

  private static Duration cpu(Process process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
