package io.todevice.conformance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.cli.CommandRun;
import io.todevice.conformance.OwnServer;
import io.todevice.faults.Fault;
import io.todevice.faults.FaultProxy;
import io.todevice.faults.ProxyResponse;
import io.todevice.server.TodeviceServer;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@DisplayName("The command conformance on a server that limits requests or ends")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
@Tag("proof")
class LimitedServerTest {

  private TodeviceServer server;

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
      return run(proxy, options);
    }
  }

  private static CommandRun run(FaultProxy proxy, String... options) {
    return CommandRun.withoutServer(
        Stream.concat(Stream.of("conformance", "--target", proxy.baseUrl()), Stream.of(options))
            .toArray(String[]::new));
  }

  private static ProxyResponse refusal(String millis) {
    return ProxyResponse.json(
        429,
        "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"error\":\"no\",\"retry_after_ms\":" + millis + "}");
  }

  @Test
  @DisplayName("asks as often as it is told to, also where only the body says when")
  void waits() throws IOException {
    AtomicInteger refusals = new AtomicInteger();
    Fault fault =
        (request, upstream) ->
            request.is("POST", "/register") && refusals.incrementAndGet() % 8 != 0
                ? refusal("50")
                : upstream.send(request);

    CommandRun run = run(fault, "--only=R4.whoami");

    assertThat(run.out()).contains("No case failed.");
    assertThat(run.exitCode()).isZero();
    assertThat(refusals).hasValueGreaterThanOrEqualTo(16);
  }

  @Test
  @DisplayName("skips a case that would have to wait beyond the end of the run, and says why")
  void limitedForLong() throws IOException {
    AtomicInteger logins = new AtomicInteger();
    Fault fault =
        (request, upstream) ->
            request.is("POST", "/login") && logins.incrementAndGet() > 1
                ? refusal("400000")
                : upstream.send(request);

    CommandRun run = run(fault, "--only=R5.login-local-part,R4.whoami", "--verbose");

    assertThat(run.out())
        .contains(
            "skipped  R5.login-local-part",
            "the server limits requests: POST /_matrix/client/v3/login is limited for 400 s",
            "No case failed.");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  @DisplayName("blames no server whose limits make a case late")
  void limitedInTheMiddle() throws IOException {
    Set<String> refused = ConcurrentHashMap.newKeySet();
    // The sync that a send is to wake ends before the send is let in.
    Fault fault =
        (request, upstream) ->
            request.isSend()
                    && request.eventType().equals("io.todevice.test")
                    && refused.add(request.target())
                ? refusal("12000")
                : upstream.send(request);

    CommandRun run = run(fault, "--only=D4.wakes-at-once,R4.versions", "--verbose");

    assertThat(run.out())
        .contains("skipped  D4.wakes-at-once", "the server limits requests, and after a wait");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  @DisplayName("sends no more requests in a second than it is told to")
  void rate() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    Fault fault =
        (request, upstream) -> {
          requests.incrementAndGet();
          return upstream.send(request);
        };
    long began = System.nanoTime();

    CommandRun run = run(fault, "--only=R4", "--rate=20");

    assertThat(run.exitCode()).isZero();
    assertThat(System.nanoTime() - began).isGreaterThan((requests.get() - 1) * 1_000_000_000L / 20);
  }

  @Test
  @DisplayName("runs no further case when the server has ended, and ends with 1")
  void ends() throws IOException {
    AtomicInteger sends = new AtomicInteger();
    FaultProxy[] proxy = new FaultProxy[1];
    Fault fault =
        (request, upstream) -> {
          if (request.isSend() && sends.incrementAndGet() == 4) {
            proxy[0].close();
            throw new IOException("the server has ended");
          }
          return upstream.send(request);
        };
    proxy[0] = new FaultProxy(server.baseUrl(), fault);

    CommandRun run = run(proxy[0], "--only=S1,S2,S3,D", "--parallel=1", "--verbose");

    assertThat(run.out())
        .contains(
            "; and the server is no longer there",
            "skipped  D",
            "the server is no longer reached",
            "The server was no longer reached when the run ended.")
        .containsOnlyOnce("FAILED ");
    assertThat(run.exitCode()).isEqualTo(1);
  }
}
