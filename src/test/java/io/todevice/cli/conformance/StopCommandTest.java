package io.todevice.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The command conformance with --stop-command")
class StopCommandTest extends ConformanceCommandFixture {

  private static final String CASE = "R6.waiting-sync-answered";

  @AfterEach
  void startAgain() throws IOException {
    server.close();
    start();
  }

  @Test
  @DisplayName("R6: stops the server when all else is done, and tries what that does to a sync")
  void stops() throws IOException {
    Path told = directory.resolve("stop it");
    CompletableFuture<Void> stopped =
        CompletableFuture.runAsync(
            () -> {
              await().forever().until(() -> Files.exists(told));
              server.close();
            });

    JsonNode report = json("--only", "R6,R4", "--stop-command", "touch '" + told + "'");

    assertThat(outcome(report, CASE)).isEqualTo("passed");
    assertThat(outcome(report, "R4.versions")).isEqualTo("passed");
    assertThat(stopped).isCompleted();
  }

  @Test
  @DisplayName("says that the server could not be stopped")
  void cannotStop() throws IOException {
    JsonNode report = json("--only", "R6", "--stop-command", "exit 7");

    assertThat(outcome(report, CASE)).isEqualTo("failed");
    assertThat(report.toString()).contains("the command ended with exit code 7");
  }

  @Test
  @DisplayName("is not there: the case is skipped and says why")
  void withoutCommand() throws IOException {
    JsonNode report = json("--only", "R6");

    assertThat(outcome(report, CASE)).isEqualTo("skipped");
    assertThat(report.toString()).contains("the kit was not told how");
  }
}
