package io.todevice.cli;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.config.ServerConfig;
import io.todevice.server.RunningServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("R6: a server whose process is told to end")
@Timeout(30)
class GracefulShutdownTest {

  private static final PrintWriter NOWHERE = new PrintWriter(Writer.nullWriter());

  @Test
  @DisplayName("is stopped, and so the command ends")
  void stops() throws Exception {
    FakeServer server = FakeServer.running();
    CompletableFuture<Thread> hook = new CompletableFuture<>();
    CompletableFuture<Integer> exitCode =
        CompletableFuture.supplyAsync(
            () -> new ServerCommandLine(config -> server, hook::complete, Map.of()).run());
    Thread shutdown = hook.get(20, SECONDS);
    assertThat(server.closings()).isZero();
    assertThat(exitCode).isNotDone();
    runToEnd(shutdown);
    assertThat(server.closings()).isEqualTo(1);
    assertThat(exitCode.get(20, SECONDS)).isZero();
  }

  @Test
  @DisplayName("has the grace to finish, and is not waited for beyond it")
  void grace() {
    CountDownLatch never = new CountDownLatch(1);
    FakeServer slow = FakeServer.running();
    List<String> log =
        LogCapture.of(
            GracefulShutdown.class,
            () -> new GracefulShutdown(closing(slow, never), Duration.ofMillis(50), NOWHERE).run());
    assertThat(log)
        .containsExactly("WARN stopping, though not every request was finished within 50 ms");
    assertThat(slow.closings()).isZero();
    never.countDown();
  }

  @Test
  @DisplayName("has the grace that its operator gave it")
  void graceOfConfig() {
    CountDownLatch never = new CountDownLatch(1);
    RunningServer slow = closing(FakeServer.stopped(), never);
    CommandRun run = CommandRun.of(config -> slow, "--shutdown-grace", "1100ms");
    Thread shutdown = run.hooks().get(0);
    long start = System.nanoTime();
    List<String> log = LogCapture.of(GracefulShutdown.class, () -> runToEnd(shutdown));
    assertThat(log)
        .containsExactly("WARN stopping, though not every request was finished within 1100 ms");
    // Well below the grace of ten seconds that is the default.
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
    never.countDown();
  }

  @Test
  @DisplayName("is waited for as long as it takes within the grace")
  void finishesWithinGrace() {
    CountDownLatch soon = new CountDownLatch(1);
    FakeServer server = FakeServer.running();
    CompletableFuture.delayedExecutor(200, MILLISECONDS).execute(soon::countDown);
    List<String> log =
        LogCapture.of(
            GracefulShutdown.class,
            () ->
                new GracefulShutdown(closing(server, soon), Duration.ofSeconds(20), NOWHERE).run());
    assertThat(log).isEmpty();
    assertThat(server.closings()).isEqualTo(1);
  }

  @Test
  @DisplayName("says what there is to tell, when it has stopped and not before")
  void closingReport() {
    FakeServer stopping = FakeServer.running();
    StringWriter out = new StringWriter();
    RunningServer server =
        new DelegatingServer(stopping) {
          @Override
          public String closingReport() {
            return "closed " + stopping.closings() + " time\n";
          }
        };
    new GracefulShutdown(server, Duration.ofSeconds(20), new PrintWriter(out)).run();
    assertThat(out).hasToString("closed 1 time\n");
  }

  @Test
  @DisplayName("may fail to stop cleanly, which is logged")
  void failsToStop() {
    RunningServer broken =
        new DelegatingServer(FakeServer.running()) {
          @Override
          public void close() {
            throw new IllegalStateException("broken");
          }
        };
    assertThat(
            LogCapture.of(
                GracefulShutdown.class,
                () -> new GracefulShutdown(broken, Duration.ofSeconds(20), NOWHERE).run()))
        .containsExactly("WARN the server did not stop cleanly");
  }

  @Test
  @DisplayName("is stopped at once where that happens while it starts")
  void signalDuringStart() {
    FakeServer server = FakeServer.running();
    int exitCode =
        new ServerCommandLine(
                config -> server,
                hook -> {
                  throw new IllegalStateException("Shutdown in progress");
                },
                Map.of())
            .run();
    assertThat(exitCode).isZero();
    assertThat(server.closings()).isEqualTo(1);
  }

  @Test
  @DisplayName("and whose main thread is interrupted is stopped too")
  void interrupted() {
    FakeServer server = FakeServer.running();
    List<ServerConfig> configs = new ArrayList<>();
    Thread.currentThread().interrupt();
    int exitCode =
        new ServerCommandLine(
                config -> {
                  configs.add(config);
                  return server;
                },
                hook -> {},
                Map.of())
            .run();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(exitCode).isEqualTo(1);
    assertThat(server.closings()).isEqualTo(1);
    assertThat(configs).hasSize(1);
  }

  private static void runToEnd(Thread thread) {
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts a test", e);
    }
  }

  /** A server whose closing takes until {@code end}. */
  private static RunningServer closing(RunningServer server, CountDownLatch end) {
    return new DelegatingServer(server) {
      @Override
      public void close() {
        try {
          end.await();
          super.close();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }
}
