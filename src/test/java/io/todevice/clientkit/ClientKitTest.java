package io.todevice.clientkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.run.KnownFailures;
import io.todevice.conformance.run.RunListener;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** A client that is right passes every scenario, and each scenario catches a client that is not. */
@DisplayName("The client kit")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("proof")
class ClientKitTest {

  private static final int PARALLEL = 4;

  /** A client that is right takes what it needs; one that is wrong is soon given up. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final Duration SHORT_LIMIT = Duration.ofSeconds(8);

  private final ExecutorService runs = Executors.newFixedThreadPool(PARALLEL);

  @AfterAll
  void stop() {
    runs.shutdownNow();
  }

  @Test
  @DisplayName("lets the reference client pass every scenario")
  void referenceClientPasses() throws InterruptedException {
    ConformanceReport report = run(EnumSet.noneOf(Mistake.class), info -> true, PARALLEL, LIMIT);

    assertThat(report.target()).isEqualTo("reference client 1");
    assertThat(report.results()).hasSizeGreaterThanOrEqualTo(30);
    assertThat(report.results())
        .filteredOn(result -> result.outcome() != Outcome.PASSED)
        .extracting(ClientKitTest::describe)
        .isEmpty();
  }

  @Test
  @DisplayName("has a mistake for each scenario, and a scenario for each mistake")
  void mistakesAndScenarios() {
    assertThat(ClientKit.listScenarios().stream().map(info -> info.id().value()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Mistake.values()).flatMap(mistake -> mistake.scenarios().stream()).toList());
  }

  @TestFactory
  @Tag("slow") // in .ci/slow
  @DisplayName("catches a client that")
  Stream<DynamicTest> mistakesAreCaught() {
    Map<Mistake, Future<ConformanceReport>> reports = new EnumMap<>(Mistake.class);
    for (Mistake mistake : Mistake.values()) {
      reports.put(
          mistake,
          runs.submit(() -> run(EnumSet.of(mistake), isIn(mistake.scenarios()), 1, SHORT_LIMIT)));
    }
    return reports.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey().name(),
                    () ->
                        assertThat(each.getValue().get().results())
                            .isNotEmpty()
                            .allSatisfy(ClientKitTest::assertCaught)));
  }

  /** That a client does not even start says nothing of its mistake. */
  private static void assertCaught(CaseResult result) {
    assertThat(result.outcome()).as(describe(result)).isEqualTo(Outcome.FAILED);
    assertThat(result.failure().orElseThrow().expected()).isNotEqualTo("the first sync");
  }

  private static Predicate<CaseInfo> isIn(Set<String> ids) {
    return info -> ids.contains(info.id().value());
  }

  private static ConformanceReport run(
      EnumSet<Mistake> mistakes, Predicate<CaseInfo> selection, int parallel, Duration limit)
      throws InterruptedException {
    return ClientKit.run(
        new ClientSettings(
            new ClientUnderTest.ByLines(LocalClient.with(mistakes)),
            selection,
            Set.of(),
            parallel,
            limit,
            Duration.ofMinutes(10),
            KnownFailures.NONE),
        RunListener.NONE);
  }

  static String describe(CaseResult result) {
    return result.info().id()
        + " "
        + result.outcome()
        + " "
        + result.reason()
        + result
            .failure()
            .map(failure -> failure.expected() + ", but " + failure.actual())
            .orElse("");
  }
}
