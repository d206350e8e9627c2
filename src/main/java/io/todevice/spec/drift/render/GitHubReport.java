package io.todevice.spec.drift.render;

import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.SharedChange;
import io.todevice.text.OneLine;
import java.util.List;

/**
 * The report as workflow commands of GitHub Actions, which become annotations in the files: an
 * error for what breaks something that counts, a warning for what is to be reviewed. What several
 * operations have in common is said once, since only some annotations of a step are shown.
 */
public final class GitHubReport {

  private final StringBuilder out = new StringBuilder();
  private int others;

  private GitHubReport() {}

  /** The commands, one in each line. */
  public static String of(DriftReport report) {
    GitHubReport commands = new GitHubReport();
    SharedChange.Split split = SharedChange.split(report.served());
    for (SharedChange shared : split.shared()) {
      commands.add(
          "in " + Wording.count(shared.operations().size(), "operation"), shared.change(), true);
    }
    split
        .own()
        .forEach(
            operation ->
                commands.addAll(operation.operation().operationId(), operation.changes(), true));
    report.events().forEach(event -> commands.addAll(event.type(), event.changes(), false));
    if (commands.others > 0) {
      commands.line(
          "::notice title=spec diff::"
              + Wording.count(commands.others, "other change")
              + " that nobody has to follow");
    }
    return commands.out.toString();
  }

  private void addAll(String subject, List<Change> changes, boolean counts) {
    changes.forEach(change -> add(subject, change, counts));
  }

  private void add(String subject, Change change, boolean counts) {
    ReportedChange reported = new ReportedChange(subject, change, counts);
    if (reported.isAccepted() || reported.level() == ReportedChange.Level.NOTE) {
      others++;
      return;
    }
    String at =
        change
            .source()
            .map(
                source ->
                    "file="
                        + property(source.file())
                        + ",line="
                        + source.line()
                        + ",col="
                        + source.column()
                        + ",")
            .orElse("");
    String command = reported.level() == ReportedChange.Level.ERROR ? "::error " : "::warning ";
    line(
        command
            + at
            + "title="
            + property(subject + ": " + change.kind().label())
            + "::"
            + data(reported.message()));
  }

  private static String data(String text) {
    return OneLine.of(text).replace("%", "%25");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
