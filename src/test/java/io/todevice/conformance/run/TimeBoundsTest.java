package io.todevice.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.conformance.Conformance;
import io.todevice.conformance.OwnServer;
import io.todevice.conformance.client.ExchangeLog;
import io.todevice.conformance.client.NoAnswerException;
import io.todevice.conformance.client.RawConnection;
import io.todevice.conformance.client.TargetClient;
import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Outcome;
import io.todevice.server.TodeviceServer;
import io.todevice.spec.model.SpecificationDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A run")
@Timeout(60)
class TimeBoundsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static String url(ServerSocket listener) {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @Test
  @DisplayName("begins no case when the whole time is up, and says so for each")
  void totalTimeout() throws Exception {
    try (TodeviceServer server = OwnServer.start()) {
      ConformanceReport report =
          Conformance.run(
              OwnServer.settings(server.baseUrl())
                  .withTotalTimeout(Duration.ZERO)
                  .withSelection(info -> info.clause().equals("S1")),
              RunListener.NONE);

      assertThat(report.results())
          .isNotEmpty()
          .allSatisfy(
              result -> {
                assertThat(result.outcome()).isEqualTo(Outcome.SKIPPED);
                assertThat(result.reason()).startsWith("the time for the whole run was up");
              });
    }
  }

  @Test
  @DisplayName("ends at once with a server that lets in and never answers")
  void silentServer() throws Exception {
    try (ServerSocket listener = listen()) {
      Settings settings =
          Settings.of(URI.create(url(listener)), SpecificationDocument.getTree())
              .withTimeout(PATIENCE);

      assertThatThrownBy(() -> Conformance.run(settings, RunListener.NONE))
          .isInstanceOf(UnusableTargetException.class)
          .hasMessage(url(listener) + ": no answer in time");
    }
  }

  @Test
  @DisplayName("does not wait for the end of an answer that has none")
  @Timeout(15)
  void endlessAnswer() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    try (ServerSocket listener = listen()) {
      threads.execute(() -> drip(listener, threads));
      TargetClient client = new TargetClient(URI.create(url(listener)), PATIENCE, threads);
      TargetRequest request = TargetRequest.of("GET", "/");

      assertThatThrownBy(() -> client.send(request, new ExchangeLog()))
          .isInstanceOf(NoAnswerException.class)
          .hasMessage("no answer in time");
      try (RawConnection connection = RawConnection.open(client, new ExchangeLog())) {
        assertThatThrownBy(
                () -> connection.send(request, "GET /\n\n".getBytes(StandardCharsets.UTF_8)))
            .isInstanceOf(NoAnswerException.class);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Answers every connection with a head and then a byte now and then, for ever. */
  private static void drip(ServerSocket listener, ExecutorService threads) {
    try {
      while (true) {
        Socket socket = listener.accept();
        threads.execute(() -> drip(socket));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  private static void drip(Socket socket) {
    try (socket) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      while (!Thread.currentThread().isInterrupted()) {
        out.write(' ');
        out.flush();
        Thread.sleep(50);
      }
    } catch (IOException e) {
      // The kit has hung up.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
