package io.todevice.spec.drift.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The report as Markdown")
class MarkdownReportTest {

  @Test
  @DisplayName("has a table of numbers and one for each operation")
  void whole() {
    assertThat(MarkdownReport.of(Reports.small()).lines())
        .contains(
            "# What changed from v1 to v2",
            "| breaks clients | 2 | 1 |",
            "| breaks the server's code | 1 | – |",
            "### sync (GET /sync)",
            "Touches a.SyncResource; clauses D1, D2; 1 test.",
            "| breaks clients and the server's code | response 200 › a<br>response 200 › b |"
                + " property removed: was optional | clients may wait for it; the builder doesn't"
                + " know it any more |",
            "- a.T#b",
            "### ban (GET /ban)",
            "| ban (GET /ban) | 1 | 0 | 0 |",
            "- ban (POST /ban)");
  }

  @Test
  @DisplayName("lets nothing from outside be markup")
  void hostile() {
    String report = MarkdownReport.of(Reports.hostile());
    assertThat(report).contains("alert(1)").doesNotContain("<script", "\u001b", "\u202e");
    assertThat(report.lines().filter(line -> line.startsWith("| breaks")))
        .hasSize(4)
        .allSatisfy(
            row ->
                assertThat(row.replace("\\|", "").chars().filter(c -> c == '|').count())
                    .isBetween(4L, 5L));
  }

  @Test
  @DisplayName("says so where nothing has changed")
  void empty() {
    assertThat(MarkdownReport.of(Reports.empty()))
        .contains("Nothing has changed.")
        .doesNotContain("| changes |");
  }
}
