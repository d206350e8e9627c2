package io.todevice.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.cases.Cases;
import io.todevice.conformance.derived.ResponseJudge;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.run.RunListener;
import io.todevice.conformance.run.Runner;
import io.todevice.conformance.run.Settings;
import io.todevice.conformance.suite.ConformanceCase;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The conformance kit for other programs. */
public final class Conformance {

  private Conformance() {}

  /** Every case of the kit, in the order of the identifiers. */
  public static List<CaseInfo> listCases(JsonNode document) {
    return Stream.concat(
            Cases.list(document).stream().map(ConformanceCase::info),
            ResponseJudge.listCases(document).stream())
        .sorted(Comparator.comparing(CaseInfo::id))
        .toList();
  }

  /**
   * Tests a server.
   *
   * @param listener is told how it gets on
   * @throws io.todevice.conformance.run.UnusableTargetException if there is no server, or if it
   *     lets nobody in
   * @throws InterruptedException if the thread is interrupted
   */
  public static ConformanceReport run(Settings settings, RunListener listener)
      throws InterruptedException {
    return new Runner(settings, listener).run(Cases.list(settings.document()));
  }
}
