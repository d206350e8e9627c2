package io.todevice.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.conformance.Conformance;
import io.todevice.conformance.GivenUser;
import io.todevice.conformance.OwnServer;
import io.todevice.conformance.render.ConsoleReport;
import io.todevice.conformance.render.HtmlReport;
import io.todevice.conformance.render.JUnitXmlReport;
import io.todevice.conformance.render.JsonReport;
import io.todevice.conformance.render.MarkdownReport;
import io.todevice.conformance.render.Paint;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.server.TodeviceServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("A run of the whole kit with users that it registers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("proof")
class WholeRunTest {

  private final ObservedSecrets secrets = new ObservedSecrets();
  private TodeviceServer server;
  private ConformanceReport report;

  @BeforeAll
  void run() throws Exception {
    server = OwnServer.start(secrets);
    report =
        Conformance.run(
            OwnServer.settings(server.baseUrl()).withTimeout(Duration.ofSeconds(30)),
            RunListener.NONE);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  @DisplayName("leaves no session behind")
  void loggedOut() throws Exception {
    List<String> stillLetIn = new ArrayList<>();
    for (String token : secrets.accessTokens()) {
      if (GivenUser.isLetIn(server.baseUrl(), token)) {
        stillLetIn.add(token);
      }
    }

    assertThat(stillLetIn).isEmpty();
    assertThat(secrets.accessTokens()).hasSizeGreaterThan(200);
  }

  @Test
  @DisplayName("shows no token and no password in any report")
  void noSecrets() {
    String console =
        report.results().stream()
                .map(result -> ConsoleReport.of(result, report.target(), true, Paint.NONE))
                .collect(Collectors.joining())
            + ConsoleReport.capabilities(report.capabilities())
            + ConsoleReport.summary(report, Paint.NONE);
    List<String> reports =
        List.of(
            JsonReport.of(report),
            HtmlReport.of(report),
            JUnitXmlReport.of(report),
            MarkdownReport.of(report),
            console);

    List<String> shown =
        Stream.concat(secrets.accessTokens().stream(), secrets.others().stream())
            .filter(secret -> reports.stream().anyMatch(text -> text.contains(secret)))
            .toList();

    assertThat(shown).isEmpty();
    assertThat(secrets.others()).hasSizeGreaterThan(100);
    assertThat(reports.get(1)).contains("‹password›", "‹token of @kit", "‹refresh token of @kit");
  }

  @Test
  @DisplayName("keeps the exchanges of the cases")
  void exchanges() {

    assertThat(report.results().stream().map(CaseResult::exchanges).mapToInt(List::size).sum())
        .isGreaterThan(1000);
  }

  @Test
  @DisplayName("says how many users stay where the server deactivates none")
  void remark() {
    assertThat(report.remarks())
        .singleElement()
        .asString()
        .matches("\\d+ users stay on the server, logged out: kit.*");
  }
}
