package io.todevice.conformance.render;

import io.todevice.conformance.report.CapabilityFinding;
import io.todevice.conformance.report.CaseId;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Failure;
import io.todevice.conformance.report.Severity;
import io.todevice.spec.trace.Clause;
import io.todevice.spec.trace.Clauses;
import io.todevice.text.Markdown;
import io.todevice.text.OneLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Several runs as tables of Markdown with a column for each: totals, capabilities, clauses, and
 * every case that fails in one of them. A failure counts whether it is known or not.
 */
public final class ComparisonReport {

  /** How much of what a server did fits into a cell. */
  private static final int MAX_LENGTH = 160;

  private final Map<String, ConformanceReport> runs;
  private final List<Row> rows;
  private final StringBuilder out = new StringBuilder();

  private ComparisonReport(Map<String, ConformanceReport> runs) {
    this.runs = runs;
    List<Map<CaseId, CaseResult>> columns =
        runs.values().stream().map(ComparisonReport::byId).toList();
    rows =
        columns.stream()
            .flatMap(column -> column.keySet().stream())
            .distinct()
            .sorted()
            .map(
                id ->
                    new Row(
                        columns.stream()
                            .map(column -> Optional.ofNullable(column.get(id)))
                            .toList()))
            .toList();
  }

  private static Map<CaseId, CaseResult> byId(ConformanceReport run) {
    return run.results().stream()
        .collect(Collectors.toMap(result -> result.info().id(), Function.identity()));
  }

  /** How a case ended in each run; empty where the run did not have it. */
  private record Row(List<Optional<CaseResult>> results) {

    CaseInfo info() {
      return infos().findFirst().orElseThrow();
    }

    private Stream<CaseInfo> infos() {
      return results.stream().flatMap(Optional::stream).map(CaseResult::info);
    }

    Cell cell(int column) {
      return Cell.of(results.get(column));
    }

    boolean isAny(Cell cell) {
      return results.stream().map(Cell::of).anyMatch(cell::equals);
    }

    boolean isPassedByAll() {
      return results.stream().map(Cell::of).allMatch(Cell.PASSED::equals);
    }

    /** Whether kits of one version cannot have written the results. */
    boolean isDescribedDifferently() {
      return infos().map(info -> info.severity() + info.title()).distinct().count() > 1;
    }
  }

  private enum Cell {
    PASSED("passed"),
    FAILED("failed"),
    SKIPPED("skipped"),
    NOT_RUN("not run");

    private final String text;

    Cell(String text) {
      this.text = text;
    }

    static Cell of(Optional<CaseResult> result) {
      return result
          .map(CaseResult::outcome)
          .map(outcome -> outcome.isPass() ? PASSED : outcome.isFailure() ? FAILED : SKIPPED)
          .orElse(NOT_RUN);
    }
  }

  /**
   * The tables.
   *
   * @param runs each run by the name of what it tested, in the order of the columns
   */
  public static String of(Map<String, ConformanceReport> runs) {
    return new ComparisonReport(runs).write();
  }

  private String write() {
    List<Row> failing = which(row -> row.isAny(Cell.FAILED));
    int passed = which(Row::isPassedByAll).size();
    line(
        "%d cases: %d pass in all columns, %d fail in one or more, and %d fail in none but are not run in all."
            .formatted(rows.size(), passed, failing.size(), rows.size() - passed - failing.size()));
    remarks();
    line("");
    headings("");
    for (Severity severity : Severity.values()) {
      totals(which(row -> row.info().severity() == severity), severity.name());
    }
    capabilities();
    clauses();
    if (!failing.isEmpty()) {
      line("\n## Cases that fail\n");
      headings("case", "severity", "what a pass shows");
      failing.stream()
          .sorted(Comparator.comparing(row -> row.info().severity()))
          .forEach(this::failure);
    }
    return out.toString();
  }

  private List<Row> which(Predicate<Row> condition) {
    return rows.stream().filter(condition).toList();
  }

  /** What makes columns differ besides what was tested. */
  private void remarks() {
    Map<String, List<String>> revisions =
        runs.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    run -> run.getValue().revision(),
                    TreeMap::new,
                    Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    remark(
        "Held against specification "
            + revisions.entrySet().stream()
                .map(
                    each ->
                        each.getKey()
                            + (revisions.size() == 1
                                ? ""
                                : " (" + String.join(", ", each.getValue()) + ")"))
                .collect(Collectors.joining(" and "))
            + ".");
    int missing = which(row -> row.isAny(Cell.NOT_RUN)).size();
    if (missing > 0) {
      remark(
          missing
              + " of the cases are not in all reports: other cases were chosen, or the kits are of"
              + " different versions.");
    }
    List<Row> different = which(Row::isDescribedDifferently);
    if (!different.isEmpty()) {
      remark(
          "The kits are of different versions: title or severity of "
              + different.stream()
                  .map(row -> row.info().id().value())
                  .collect(Collectors.joining(", "))
              + " differ. Those of the first report that has the case are shown.");
    }
    runs.forEach(
        (name, run) -> {
          if (run.isServerGone()) {
            remark(name + " was no longer reached before the end of its run.");
          }
        });
  }

  private void remark(String text) {
    line("\n" + MarkdownReport.cell(text));
  }

  private void capabilities() {
    Map<String, Map<String, String>> found = new LinkedHashMap<>();
    runs.forEach(
        (name, run) -> {
          for (CapabilityFinding finding : run.capabilities()) {
            found
                .computeIfAbsent(finding.capability().toString(), key -> new LinkedHashMap<>())
                .put(name, finding.isPresent() ? "yes" : "no");
          }
        });
    line("\n## Capabilities\n");
    headings("capability");
    List<String> names = List.copyOf(runs.keySet());
    found.forEach(
        (capability, byName) ->
            row(
                column -> byName.getOrDefault(names.get(column), "not known"),
                MarkdownReport.cell(capability)));
  }

  private void clauses() {
    Map<String, Clause> clauses = Clauses.get();
    Map<String, List<Row>> byClause = new LinkedHashMap<>();
    clauses.keySet().forEach(clause -> byClause.put(clause, new ArrayList<>()));
    rows.forEach(
        row -> byClause.computeIfAbsent(row.info().clause(), key -> new ArrayList<>()).add(row));
    byClause.values().removeIf(List::isEmpty);
    line("\n## Clauses\n");
    String passed =
        byClause.entrySet().stream()
            .filter(each -> each.getValue().stream().allMatch(Row::isPassedByAll))
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(", "));
    if (!passed.isEmpty()) {
      line("All cases of these clauses pass in all columns: " + passed + ".\n");
    }
    headings("clause", "");
    byClause.forEach(
        (clause, its) -> {
          if (!its.stream().allMatch(Row::isPassedByAll)) {
            totals(its, clause, MarkdownReport.cell(Wording.title(clauses, clause)));
          }
        });
  }

  private void totals(List<Row> of, String... before) {
    row(
        column ->
            Stream.of(Cell.values())
                .map(
                    cell ->
                        Map.entry(
                            cell, of.stream().filter(row -> row.cell(column) == cell).count()))
                .filter(each -> each.getValue() > 0)
                .map(each -> each.getValue() + " " + each.getKey().text)
                .collect(Collectors.joining(", ")),
        before);
  }

  private void failure(Row row) {
    row(
        column ->
            row.cell(column) == Cell.FAILED
                ? "**failed**: "
                    + row.results()
                        .get(column)
                        .flatMap(CaseResult::failure)
                        .map(Failure::actual)
                        .map(text -> MarkdownReport.cell(OneLine.of(text, MAX_LENGTH)))
                        .orElse("")
                : row.cell(column).text,
        "[`" + row.info().id() + "`](" + row.info().place().url() + ")",
        row.info().severity().name(),
        MarkdownReport.cell(row.info().title()));
  }

  private void headings(String... before) {
    List<String> names = List.copyOf(runs.keySet());
    row(column -> MarkdownReport.cell(names.get(column)), before);
    row(column -> "---", Stream.of(before).map(each -> "---").toArray(String[]::new));
  }

  private void row(Function<Integer, String> cell, String... before) {
    line(
        Markdown.row(
            Stream.concat(Stream.of(before), IntStream.range(0, runs.size()).boxed().map(cell))
                .toList()));
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
