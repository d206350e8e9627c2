package io.todevice.conformance.junit;

import io.todevice.conformance.Conformance;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.run.RunListener;
import io.todevice.conformance.run.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Every case as a test. A project that has a server implements {@link #conformanceSettings} in a
 * test class, and starts the server there:
 *
 * <pre>{@code
 * class OurServerConformanceTest implements ConformanceTests {
 *   @Override
 *   public Settings conformanceSettings() {
 *     return Settings.of(URI.create("http://127.0.0.1:8008"), SpecificationDocument.getTree());
 *   }
 * }
 * }</pre>
 */
public interface ConformanceTests {

  /** Which server is tested, and how. Called once. */
  Settings conformanceSettings();

  /** Runs the kit, and gives every case as a test. What is skipped is an aborted test. */
  @TestFactory
  default Stream<DynamicNode> conformance() throws InterruptedException {
    ConformanceReport report = Conformance.run(conformanceSettings(), RunListener.NONE);
    Map<String, List<CaseResult>> byClause =
        report.results().stream()
            .collect(
                Collectors.groupingBy(
                    result -> result.info().clause(), TreeMap::new, Collectors.toList()));
    return byClause.entrySet().stream()
        .map(
            clause ->
                DynamicContainer.dynamicContainer(
                    clause.getKey(), clause.getValue().stream().map(ConformanceTests::test)));
  }

  private static DynamicTest test(CaseResult result) {
    return DynamicTest.dynamicTest(
        result.info().id() + " " + result.info().title(), () -> judge(result));
  }

  private static void judge(CaseResult result) {
    if (result.outcome() == Outcome.UNEXPECTED_PASS) {
      throw new AssertionFailedError("it passes, and is known to fail: " + result.reason());
    }
    if (result.outcome() == Outcome.FAILED) {
      throw result
          .failure()
          .map(
              failure ->
                  new AssertionFailedError(
                      "expected "
                          + failure.expected()
                          + ", but "
                          + failure.actual()
                          + " ("
                          + result.info().place().url()
                          + ")",
                      failure.expected(),
                      failure.actual()))
          .orElseThrow();
    }
    if (result.outcome() != Outcome.PASSED) {
      throw new TestAbortedException(result.reason());
    }
  }
}
