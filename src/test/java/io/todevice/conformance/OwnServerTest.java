package io.todevice.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.conformance.render.JsonReport;
import io.todevice.conformance.report.Capability;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.run.RunListener;
import io.todevice.conformance.run.Settings;
import io.todevice.server.TodeviceServer;
import io.todevice.settings.StoreAddress;
import io.todevice.spec.ProjectSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The conformance kit on the server of this project")
class OwnServerTest {

  /** For a machine that builds something else besides. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  @DisplayName("finds nothing")
  void passes() throws Exception {
    try (TodeviceServer server = OwnServer.start()) {
      Settings settings = OwnServer.settings(server.baseUrl()).withTimeout(PATIENCE);

      ConformanceReport report = Conformance.run(settings, RunListener.NONE);

      // For spec follow, whose page names the cases.
      Files.writeString(
          ProjectSpec.buildDirectory().resolve("conformance.json"), JsonReport.of(report));
      assertThat(listFailures(report)).isEmpty();
      assertThat(report.count(Outcome.PASSED)).isPositive();
      assertThat(report.results())
          .filteredOn(result -> result.outcome() == Outcome.SKIPPED)
          .filteredOn(
              result ->
                  ProjectSpec.hasQueryTokens()
                      || !result.info().requires().contains(Capability.QUERY_TOKEN))
          .extracting(result -> result.info().clause())
          .as("clauses that need what nobody has told the kit")
          .containsOnly("R3", "R6");
      assertThat(report.results())
          .extracting(result -> result.info().id())
          .containsExactlyElementsOf(
              Conformance.listCases(settings.document()).stream().map(CaseInfo::id).toList());
    }
  }

  @Test
  @DisplayName("finds nothing where everything is kept in a file")
  void passesOnFile(@TempDir Path directory) throws Exception {
    StoreAddress file = StoreAddress.find("sqlite:" + directory.resolve("a.db")).orElseThrow();
    try (TodeviceServer server = OwnServer.start(file)) {
      Settings settings = OwnServer.settings(server.baseUrl()).withTimeout(PATIENCE);

      ConformanceReport report = Conformance.run(settings, RunListener.NONE);

      assertThat(listFailures(report)).isEmpty();
      assertThat(report.count(Outcome.PASSED)).isPositive();
    }
  }

  @Test
  @DisplayName("R3, R6: finds nothing where rates are limited and the server is stopped")
  void passesLimitedAndStopped() throws Exception {
    Set<String> clauses = Set.of("R3", "R6");
    try (TodeviceServer server = OwnServer.startLimited(60)) {
      Settings settings =
          OwnServer.settings(server.baseUrl())
              .withTimeout(PATIENCE)
              .withDeclared(Map.of(Capability.RATE_LIMITS, true))
              .withStop(server::close)
              .withSelection(info -> clauses.contains(info.clause()));

      ConformanceReport report = Conformance.run(settings, RunListener.NONE);

      assertThat(listFailures(report)).isEmpty();
      assertThat(report.results())
          .filteredOn(result -> result.outcome() == Outcome.PASSED)
          .extracting(CaseResult::info)
          .extracting(CaseInfo::clause)
          .containsExactly("R3", "R3", "R3", "R6");
    }
  }

  private static List<String> listFailures(ConformanceReport report) {
    return report.results().stream()
        .filter(result -> result.outcome() == Outcome.FAILED)
        .map(result -> result.info().id() + ": " + result.failure())
        .toList();
  }
}
