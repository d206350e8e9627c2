package io.todevice.abuse;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.Main;
import io.todevice.http.exchange.RawConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of its own process, with 64 MiB of heap: what a request may take has an end. */
@DisplayName("A server with 64 MiB of heap")
@Tag("proof")
class SmallHeapTest {

  private static final Pattern PORT = Pattern.compile("listening on http://127.0.0.1:([0-9]+) ");
  private static final int MEBIBYTE = 1 << 20;

  private final Path directory;
  private Process process;
  private int port;
  private Neighbour neighbour;

  SmallHeapTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void start() throws IOException {
    StringBuilder tokens = new StringBuilder("tokens:\n");
    for (String name : List.of("mallory", "alice", "bob")) {
      tokens.append(
          "  - {token: %s, user_id: '@%s:localhost', device_id: D}\n".formatted(name, name));
    }
    Path file = Files.writeString(directory.resolve("tokens.yaml"), tokens);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "serve",
                "--port",
                "0",
                "--requests-per-second",
                "0",
                "--tokens",
                file.toString())
            .redirectError(directory.resolve("err.txt").toFile())
            .start();
    Matcher line = PORT.matcher(String.valueOf(process.inputReader().readLine()));
    assertThat(line.find()).as(Files.readString(directory.resolve("err.txt"))).isTrue();
    port = Integer.parseInt(line.group(1));
    neighbour = new Neighbour(port);
  }

  @AfterEach
  void stop() {
    neighbour.close();
    process.destroyForcibly();
  }

  @Test
  @DisplayName("S6: outlives bodies of 100 MB, and 200 clients that never finish one of a mebibyte")
  void outlivesBodies() {
    sendHundredMegabytes("Content-Length: 100000000\n\n", " ".repeat(MEBIBYTE));
    sendHundredMegabytes(
        "Transfer-Encoding: chunked\n\n", "100000\r\n" + " ".repeat(MEBIBYTE) + "\r\n");
    neighbour.isServed();

    List<RawConnection> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        clients.add(unfinishedBody());
      }
      neighbour.isServed();
    } finally {
      clients.forEach(client -> client.close(true));
    }
    neighbour.isServed();
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  @DisplayName("F3: outlives 1,500 refused bodies that are broken off, without a token")
  void outlivesAbortedBodies() {
    for (int i = 0; i < 1_500; i++) {
      RawConnection connection = new RawConnection(port);
      try {
        String head = "POST /x HTTP/1.1\nHost: x\nContent-Length: 900000\n\n";
        connection.send(head, " ".repeat(60_000));
      } catch (UncheckedIOException cutOff) {
        assertThat(cutOff).hasMessageMatching("(?i).*(reset|broken pipe).*");
      }
      connection.close(i % 2 == 0);
    }
    neighbour.isServed();
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  @DisplayName("F2: outlives 1,500 connections with an unfinished head of 30 KB each")
  void outlivesHalfHeads() {
    List<RawConnection> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 1_500; i++) {
        RawConnection connection = new RawConnection(port);
        clients.add(connection);
        try {
          connection.write("GET / HTTP/1.1\r\nX: " + "y".repeat(30_000));
        } catch (UncheckedIOException cutOff) {
          assertThat(cutOff).hasMessageMatching("(?i).*(reset|broken pipe).*");
        }
      }
      neighbour.isServed();
    } finally {
      clients.forEach(RawConnection::close);
    }
    neighbour.isServed();
    assertThat(process.isAlive()).isTrue();
  }

  private RawConnection unfinishedBody() {
    RawConnection connection = new RawConnection(port);
    try {
      String head = Requests.sendHead("mallory") + "Content-Length: " + MEBIBYTE + "\n\n";
      return connection.send(head, " ".repeat(MEBIBYTE - 1));
    } catch (UncheckedIOException refused) {
      return connection;
    }
  }

  private void sendHundredMegabytes(String framing, String part) {
    for (int client = 0; client < 2; client++) {
      try (RawConnection connection = new RawConnection(port)) {
        connection.send(Requests.sendHead("mallory") + framing, "");
        for (int i = 0; i < 95; i++) {
          connection.write(part);
        }
        assertThat(connection.read().status()).isEqualTo(413);
      } catch (UncheckedIOException cutOff) {
        assertThat(cutOff).hasMessageMatching("(?i).*(reset|broken pipe).*");
      }
    }
  }
}
