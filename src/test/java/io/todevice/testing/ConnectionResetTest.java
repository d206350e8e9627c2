package io.todevice.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.faults.Effects;
import io.todevice.faults.FaultRule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A connection that is closed is something else, which each of these clients tells apart. */
@DisplayName("A connection that is reset is seen as reset")
class ConnectionResetTest {

  private final Todevice todevice = Todevice.builder().withFaults().start();
  private final URI versions = todevice.baseUrl().resolve("/_matrix/client/versions");

  @BeforeEach
  void reset() {
    todevice
        .faults()
        .add(
            FaultRule.of(Effects.connectionReset()).times(1),
            FaultRule.of(Effects.answerLost()).times(1));
  }

  @AfterEach
  void stop() {
    todevice.close();
  }

  @Test
  @DisplayName("by the JDK's HttpClient")
  void jdk() {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    // It repeats a GET by itself when the connection was closed.
    HttpRequest request =
        HttpRequest.newBuilder(versions).PUT(HttpRequest.BodyPublishers.noBody()).build();

    assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
        .isInstanceOf(IOException.class)
        .hasStackTraceContaining("Connection reset");
    assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
        .isInstanceOf(IOException.class)
        .hasStackTraceContaining("received no bytes");
  }

  @Test
  @DisplayName("by Python's http.client")
  void python() throws Exception {
    assertThat(
            run(
                "python3",
                "-c",
                """
                import http.client, sys
                for i in range(2):
                    connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]))
                    connection.request("GET", sys.argv[2])
                    try:
                        connection.getresponse()
                    except Exception as error:
                        print(type(error).__name__)
                """,
                Integer.toString(versions.getPort()),
                versions.getPath()))
        .containsExactly("ConnectionResetError", "RemoteDisconnected");
  }

  @Test
  @DisplayName("by Node's fetch")
  void node() throws Exception {
    assertThat(
            run(
                "node",
                "--input-type=module",
                "-e",
                """
                for (let i = 0; i < 2; i++) {
                  await fetch(process.argv[1]).catch((error) => console.log(error.cause.code));
                }
                """,
                versions.toString()))
        .containsExactly("ECONNRESET", "UND_ERR_SOCKET");
  }

  private static List<String> run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return output.lines().toList();
  }
}
