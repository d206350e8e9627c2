package io.todevice.conformance.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.conformance.report.ConformanceReport;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A comparison of runs")
class ComparisonReportTest {

  private final Map<String, ConformanceReport> runs = new LinkedHashMap<>();

  /** A run with cases such as {@code S1.a MUST passed}. */
  private void run(String name, String specification, String... cases) {
    String capability = "{\"capability\": \"%s\", \"present\": true}".formatted(name);
    List<String> json =
        Arrays.stream(cases)
            .map(text -> text.split(" "))
            .map(
                text ->
                    """
                    {"id": "%s", "severity": "%s", "outcome": "%s", "title": "title of %1$s",
                     "url": "https://spec.matrix.org/latest/client-server-api/#sync",
                     "failure": {"expected": "status 400", "actual": "came | 500"}}\
                    """
                        .formatted((Object[]) text))
            .toList();
    runs.put(
        name,
        StoredReport.parse(
            """
            {"started": "2026-11-01T12:00:00Z", "specification": "%s",
             "capabilities": [{"capability": "logout-all", "present": true}, %s], "cases": %s}\
            """
                .formatted(specification, capability, json)
                .getBytes(UTF_8)));
  }

  private List<String> lines() {
    return ComparisonReport.of(runs).lines().toList();
  }

  @Test
  @DisplayName("has a column for each, in their order, and counts known failures as failures")
  void totals() {
    run("one", "v1", "S1.a MUST passed", "S1.b MUST known_failure", "S2.a SHOULD unexpected_pass");
    run("two", "v1", "S1.a MUST failed", "S1.b MUST skipped", "S2.a SHOULD passed");

    assertThat(lines())
        .startsWith(
            "3 cases: 1 pass in all columns, 2 fail in one or more, and 0 fail in none but are not"
                + " run in all.")
        .containsSubsequence(
            "Held against specification v1.",
            "|  | one | two |",
            "| --- | --- | --- |",
            "| MUST | 1 passed, 1 failed | 1 failed, 1 skipped |",
            "| SHOULD | 1 passed | 1 passed |",
            "| ROBUST |  |  |");
  }

  @Test
  @DisplayName("names what each case that fails somewhere did, the heaviest first")
  void failures() {
    run("one", "v1", "S1.a ROBUST failed", "S1.b MUST passed", "S1.c MUST skipped");
    run("two", "v1", "S1.a ROBUST passed", "S1.b MUST known_failure", "S1.c MUST passed");

    assertThat(lines())
        .containsSubsequence(
            "## Cases that fail",
            "| case | severity | what a pass shows | one | two |",
            "| [`S1.b`](https://spec.matrix.org/latest/client-server-api/#sync) | MUST | title of"
                + " S1.b | passed | **failed**: came \\| 500 |",
            "| [`S1.a`](https://spec.matrix.org/latest/client-server-api/#sync) | ROBUST | title"
                + " of S1.a | **failed**: came \\| 500 | passed |")
        .noneMatch(line -> line.contains("`S1.c`"));
  }

  @Test
  @DisplayName("shortens clauses that all pass, and counts the others")
  void clauses() {
    run("one", "v1", "S1.a MUST passed", "S2.a MUST passed", "API.a MUST passed");
    run("two", "v1", "S1.a MUST passed", "S2.a MUST skipped", "API.a MUST failed");

    assertThat(lines())
        .contains("All cases of these clauses pass in all columns: S1.")
        .anyMatch(line -> line.matches("\\| S2 \\| \\S.* \\| 1 passed \\| 1 skipped \\|"))
        .contains("| API | what the document says of each operation | 1 passed | 1 failed |")
        .noneMatch(line -> line.startsWith("| S1 "));
  }

  @Test
  @DisplayName("shows which have a capability, and where it is not known")
  void capabilities() {
    run("one", "v1", "S1.a MUST passed");
    run("two", "v1", "S1.a MUST passed");

    assertThat(lines())
        .containsSubsequence(
            "| logout-all | yes | yes |", "| one | yes | not known |", "| two | not known | yes |")
        .doesNotContain("## Cases that fail");
  }

  @Test
  @DisplayName("remarks on what makes reports of different kits or specifications differ")
  void differences() {
    run("one", "v1", "S1.a MUST passed", "S1.b MUST passed", "S1.c MUST failed");
    run("two", "v2", "S1.a SHOULD passed", "S1.b MUST passed");

    assertThat(lines())
        .contains(
            "Held against specification v1 (one) and v2 (two).",
            "1 of the cases are not in all reports: other cases were chosen, or the kits are of"
                + " different versions.",
            "The kits are of different versions: title or severity of S1.a differ. Those of the"
                + " first report that has the case are shown.",
            "| MUST | 2 passed, 1 failed | 2 passed, 1 not run |")
        .anyMatch(line -> line.endsWith("| **failed**: came \\| 500 | not run |"));
  }

  @Test
  @DisplayName("keeps what a hostile server has sent to its cell")
  void hostile() {
    runs.put(HostileReport.TEXT, HostileReport.get());
    run("two", "v1", "S1.failed MUST passed");

    assertThat(lines())
        .filteredOn(line -> line.startsWith("| [`S1.failed`]"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .contains(
                        "**failed**: &lt;script&gt;alert('1')&lt;/script&gt; &amp; \" \\\\\\|")
                    .endsWith("| passed |"));
    assertThat(ComparisonReport.of(runs)).doesNotContain("<script", "\u001b", "\u202e");
  }
}
