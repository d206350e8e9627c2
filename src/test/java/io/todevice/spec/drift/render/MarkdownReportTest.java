package io.todevice.spec.drift.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.drift.report.DriftReport;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
            "Touches a.SyncResource; clauses D1, D2; 1 test: T.",
            "| breaks clients and the server's code | response 200 › a<br>response 200 ›"
                + " b<br>response 200 › a.yaml:3 | property removed: was optional | clients may"
                + " wait for it; the builder doesn't know it any more |",
            "| documentation only | description<br>description.yaml:4 | text changed: <del>an"
                + " old</del> <ins>a new</ins> text | a title, summary or description |",
            "### m.dummy",
            "- Note: a warning",
            "### ban (GET /ban)",
            "1 operation of v2 not served.");
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
  @DisplayName("says once what several operations have in common, with their names folded")
  void shared() {
    assertThat(MarkdownReport.of(Reports.shared(20)))
        .containsOnlyOnce("HTTP bearer")
        .contains("| <details><summary>20 operations</summary>op0, op1, ");
  }

  @ParameterizedTest
  @ValueSource(ints = {2000, 3000, 5000, 10_000})
  @DisplayName("is cut between changes, with a count of what is left out")
  void cut(int maxBytes) {
    DriftReport report = Reports.many(200);
    String whole = MarkdownReport.of(report);
    String cut = MarkdownReport.of(report, maxBytes);
    Matcher note = Pattern.compile("cut here: (\\d+) further changes left out").matcher(cut);
    assertThat(note.find()).isTrue();
    assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isBetween(maxBytes - 400, maxBytes);
    assertThat(whole).startsWith(cut.substring(0, cut.indexOf("\nThe report is cut")));
    assertThat(cut.lines().filter(line -> line.startsWith("| breaks")).count() - 2)
        .isEqualTo(200 - Long.parseLong(note.group(1)));
    assertThat(MarkdownReport.of(report, whole.getBytes(StandardCharsets.UTF_8).length))
        .isEqualTo(whole);
  }

  @Test
  @DisplayName("says so where nothing has changed")
  void empty() {
    assertThat(MarkdownReport.of(Reports.empty()))
        .contains("Nothing has changed.")
        .doesNotContain("| changes |");
  }
}
