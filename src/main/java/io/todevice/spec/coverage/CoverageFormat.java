package io.todevice.spec.coverage;

import io.todevice.text.Markdown;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a coverage is written down. Each ends with a line break. */
public enum CoverageFormat {
  /** Columns, for a terminal. */
  TEXT {
    @Override
    public String write(Coverage coverage) {
      List<List<String>> rows = rows(coverage);
      int[] widths =
          IntStream.range(0, HEADINGS.size())
              .map(
                  column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
              .toArray();
      StringBuilder text = new StringBuilder();
      for (List<String> row : rows) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
          String cell = row.get(column);
          line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
        }
        text.append(line.toString().stripTrailing()).append('\n');
      }
      return text.append(coverage.summary()).append('\n').toString();
    }
  },
  /** A table in Markdown. */
  MARKDOWN {
    @Override
    public String write(Coverage coverage) {
      List<List<String>> rows = rows(coverage);
      String rule = "|" + " --- |".repeat(HEADINGS.size());
      return "%s.\n\n%s\n%s\n%s\n"
          .formatted(
              coverage.summary(),
              Markdown.row(rows.get(0)),
              rule,
              rows.stream().skip(1).map(Markdown::row).collect(Collectors.joining("\n")));
    }
  },
  /** JSON. */
  JSON {
    @Override
    public String write(Coverage coverage) {
      return CoverageJson.write(coverage);
    }
  };

  private static final List<String> HEADINGS =
      List.of("operation", "method", "path", "file", "served", "since", "deprecated");

  /** The coverage in this format. */
  public abstract String write(Coverage coverage);

  private static List<List<String>> rows(Coverage coverage) {
    return IntStream.range(-1, coverage.operations().size())
        .mapToObj(i -> i < 0 ? HEADINGS : cells(coverage.operations().get(i)))
        .toList();
  }

  private static List<String> cells(CoveredOperation operation) {
    return List.of(
        operation.operationId().isEmpty() ? "–" : operation.operationId(),
        operation.method(),
        operation.path(),
        operation.file(),
        operation.isServed() ? "served" : "–",
        operation.since(),
        operation.isDeprecated() ? "deprecated" : "–");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
