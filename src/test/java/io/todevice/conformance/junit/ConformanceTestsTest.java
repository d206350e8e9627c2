package io.todevice.conformance.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.conformance.OwnServer;
import io.todevice.conformance.StricterDocument;
import io.todevice.conformance.report.CaseId;
import io.todevice.conformance.run.KnownFailures;
import io.todevice.conformance.run.Settings;
import io.todevice.server.TodeviceServer;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

@DisplayName("A case as a test")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTestsTest {

  private static final String PASSES = "R4.versions";
  private static final String SKIPPED = "R6.waiting-sync-answered";

  private TodeviceServer server;

  @BeforeAll
  void start() throws IOException {
    server = OwnServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /** The tests of three cases, by their identifiers. */
  private Map<String, Executable> tests(KnownFailures known) throws InterruptedException {
    Settings settings =
        Settings.of(URI.create(server.baseUrl()), StricterDocument.get())
            .withKnownFailures(known)
            .withSelection(
                info ->
                    Set.of(PASSES, SKIPPED, StricterDocument.FAILS).contains(info.id().value()));
    ConformanceTests tests = () -> settings;
    return tests
        .conformance()
        .flatMap(ConformanceTestsTest::leaves)
        .collect(
            Collectors.toMap(
                test -> test.getDisplayName().split(" ", 2)[0], DynamicTest::getExecutable));
  }

  private static void execute(Map<String, Executable> tests, String id) throws Throwable {
    Objects.requireNonNull(tests.get(id)).execute();
  }

  private static Stream<DynamicTest> leaves(DynamicNode node) {
    return node instanceof DynamicContainer container
        ? container.getChildren().flatMap(ConformanceTestsTest::leaves)
        : Stream.of((DynamicTest) node);
  }

  @Test
  @DisplayName(
      "passes, fails with what was expected and what came, or is aborted, as the case does")
  void outcomes() throws Exception {
    Map<String, Executable> tests = tests(KnownFailures.NONE);

    assertThat(tests).containsOnlyKeys(PASSES, SKIPPED, StricterDocument.FAILS);
    assertThatCode(() -> execute(tests, PASSES)).doesNotThrowAnyException();
    assertThatThrownBy(() -> execute(tests, StricterDocument.FAILS))
        .isInstanceOfSatisfying(
            AssertionFailedError.class,
            failure -> {
              assertThat(failure)
                  .hasMessageContaining("as the document says, but")
                  .hasMessageContaining("https://spec.matrix.org/");
              assertThat(failure.getExpected().getStringRepresentation()).startsWith("all ");
              assertThat(failure.getActual().getStringRepresentation()).contains(PASSES);
            });
    assertThatThrownBy(() -> execute(tests, SKIPPED))
        .isInstanceOf(TestAbortedException.class)
        .hasMessage("the server does not have: server-stop (--stop-command)");
  }

  private static KnownFailures.Entry forEver(String reason) {
    return new KnownFailures.Entry(reason, Optional.empty());
  }

  @Test
  @DisplayName("is aborted when it is known to fail, and fails when it passes all the same")
  void known() throws Exception {
    Map<String, Executable> tests =
        tests(
            new KnownFailures(
                Map.of(
                    new CaseId(StricterDocument.FAILS), forEver("No moon."),
                    new CaseId(PASSES), forEver("It was so.")),
                LocalDate.EPOCH));

    assertThatThrownBy(() -> execute(tests, StricterDocument.FAILS))
        .isInstanceOf(TestAbortedException.class)
        .hasMessage("No moon.");
    assertThatThrownBy(() -> execute(tests, PASSES))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessage("it passes, and is known to fail: It was so.");
  }
}
