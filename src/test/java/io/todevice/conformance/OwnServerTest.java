package io.todevice.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.run.RunListener;
import io.todevice.server.TodeviceServer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The conformance kit on the server of this project")
class OwnServerTest {

  @Test
  @DisplayName("finds nothing")
  void passes() throws Exception {
    try (TodeviceServer server = OwnServer.start()) {
      ConformanceReport report =
          Conformance.run(OwnServer.settings(server.baseUrl()), RunListener.NONE);

      List<CaseResult> failed =
          report.results().stream().filter(result -> result.outcome() == Outcome.FAILED).toList();
      assertThat(failed).extracting(r -> r.info().id() + ": " + r.failure()).isEmpty();
      assertThat(report.count(Outcome.PASSED)).isPositive();
    }
  }
}
