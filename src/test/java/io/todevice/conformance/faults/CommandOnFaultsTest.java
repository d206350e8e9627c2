package io.todevice.conformance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.cli.CommandRun;
import io.todevice.conformance.OwnServer;
import io.todevice.faults.Fault;
import io.todevice.faults.FaultProxy;
import io.todevice.faults.ProxyResponse;
import io.todevice.server.TodeviceServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The command conformance on a server with a fault")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
@Tag("proof")
class CommandOnFaultsTest {

  private TodeviceServer server;
  @TempDir private Path directory;

  @BeforeAll
  void start() throws IOException {
    server = OwnServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private CommandRun run(Fault fault, String... options) throws IOException {
    try (FaultProxy proxy = new FaultProxy(server.baseUrl(), fault)) {
      return CommandRun.withoutServer(
          Stream.concat(Stream.of("conformance", "--target", proxy.baseUrl()), Stream.of(options))
              .toArray(String[]::new));
    }
  }

  /** A fault of the answers to one operation. */
  private static Fault answering(String method, String operation, String body) {
    return (request, upstream) -> {
      ProxyResponse response = upstream.send(request);
      return request.is(method, operation) && response.status() == 200
          ? response.withBody(body.replace("TOKEN", request.token()))
          : response;
    };
  }

  @Test
  @DisplayName("ends with 3 when a case fails that the specification demands")
  void breaks() throws IOException {
    CommandRun run = run(answering("POST", "/logout", "{\"a\":1}"), "--only", "A5.logout");

    assertThat(run.out()).contains("FAILED   A5.logout", "expected: the body {}", "{\"a\":1}");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  @DisplayName("ends with 4 when only lighter cases fail")
  void fallsShort() throws IOException {
    Fault fault =
        (request, upstream) -> {
          ProxyResponse response = upstream.send(request);
          return response.withBody(response.text().replace("M_USER_IN_USE", "M_FORBIDDEN"));
        };

    CommandRun run = run(fault, "--only", "R5.register-taken");

    assertThat(run.out()).contains("FAILED   R5.register-taken [SHOULD]".replace(" [SHOULD]", ""));
    assertThat(run.out()).contains("One case failed, none of what the specification demands.");
    assertThat(run.exitCode()).isEqualTo(4);
  }

  @Test
  @DisplayName("writes half a character into its reports as a character that is none")
  void halfCharacter() throws IOException {
    Path json = directory.resolve("report.json");
    Path html = directory.resolve("report.html");
    Path markdown = directory.resolve("report.md");
    Path junit = directory.resolve("report.xml");

    CommandRun run =
        run(
            answering("POST", "/logout", "{\"half\":\"\\ud800\"}"),
            "--only=A5.logout",
            "--json=" + json,
            "--html=" + html,
            "--markdown=" + markdown,
            "--junit=" + junit);

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(3);
    for (Path report : new Path[] {json, html, markdown, junit}) {
      assertThat(Files.readString(report)).contains("half");
    }
  }

  @Test
  @DisplayName("shows no secret that the server sends where none belongs")
  void secretInFailure() throws IOException {
    Path json = directory.resolve("secret.json");

    CommandRun run =
        run(
            answering("POST", "/logout", "{\"secret\":\"TOKEN\"}"),
            "--only=A5.logout",
            "--json=" + json);

    assertThat(run.out()).contains("{\"secret\":\"‹token of @kit");
    assertThat(Files.readString(json)).contains("{\\\"secret\\\":\\\"\\u2039token of @kit");
  }

  @Test
  @DisplayName("ends in time when the server stops answering in the middle of it")
  void hangs() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    Fault fault =
        (request, upstream) -> {
          if (request.isSend() && request.eventType().equals("io.todevice.test")) {
            never.await();
          }
          return upstream.send(request);
        };
    long began = System.nanoTime();

    CommandRun run =
        run(
            fault,
            "--only=T1,T2,T3,T4",
            "--timeout=1",
            "--total-timeout=4",
            "--parallel=1",
            "--verbose");

    assertThat(run.out())
        .contains("but:      no answer in time", "the time for the whole run was up");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(System.nanoTime() - began).isLessThan(30_000_000_000L);
  }
}
