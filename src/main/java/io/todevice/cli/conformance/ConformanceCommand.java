package io.todevice.cli.conformance;

import io.todevice.cli.common.ExitCodes;
import io.todevice.cli.common.OptionValues;
import io.todevice.conformance.Conformance;
import io.todevice.conformance.render.ConsoleReport;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.report.Severity;
import io.todevice.conformance.run.Settings;
import io.todevice.conformance.run.UnusableTargetException;
import io.todevice.text.OneLine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code conformance}: tests a server. */
public final class ConformanceCommand implements Callable<Integer> {

  /** What it is called. */
  public static final String NAME = "conformance";

  private final CommandSpec spec;

  private ConformanceCommand() {
    spec = ConformanceOptions.addTo(CommandSpec.wrapWithoutInspection(this).name(NAME));
  }

  /** The command. */
  public static CommandSpec spec() {
    return new ConformanceCommand().spec;
  }

  @Override
  public Integer call() throws InterruptedException {
    ConformanceArguments arguments =
        new ConformanceArguments(new OptionValues(spec.commandLine().getParseResult()));
    if (arguments.values().isGiven(ConformanceOptions.LIST)) {
      Conformance.listCases(arguments.document()).stream()
          .filter(arguments.selection())
          .forEach(this::print);
      out().flush();
      return ExitCodes.DONE;
    }
    Settings settings = arguments.settings();
    Optional<Baseline> baseline =
        arguments.values().findPath(ConformanceOptions.BASELINE).map(Baseline::read);
    ReportFiles files = new ReportFiles(arguments, settings.knownFailures());
    Progress progress =
        new Progress(spec.commandLine(), arguments.values().isGiven(ConformanceOptions.VERBOSE));
    ConformanceReport report;
    try {
      report = Conformance.run(settings, progress);
    } catch (UnusableTargetException e) {
      return printError(String.valueOf(e.getMessage()));
    }
    if (baseline.isPresent()) {
      report = report.withRemarks(baseline.get().compare(report));
    }
    out().print(ConsoleReport.summary(report, progress.paint()));
    out().flush();
    List<Path> notWritten = files.write(report);
    notWritten.forEach(file -> printError(file + ": cannot be written"));
    if (!notWritten.isEmpty() || report.isServerGone()) {
      return ExitCodes.FAILED;
    }
    return arguments.values().isGiven(ConformanceOptions.WRITE_KNOWN_FAILURES)
        ? ExitCodes.DONE
        : exitCode(report);
  }

  private static int exitCode(ConformanceReport report) {
    if (!report.isAnythingRun()) {
      return ExitCodes.NOTHING_RUN;
    }
    Optional<Severity> worst = report.findWorst();
    if (worst.isPresent()) {
      return worst.get() == Severity.MUST ? ExitCodes.BREAKS : ExitCodes.FALLS_SHORT;
    }
    return report.count(Outcome.UNEXPECTED_PASS) == 0 ? ExitCodes.DONE : ExitCodes.FALLS_SHORT;
  }

  private void print(CaseInfo info) {
    out().println(info.id() + "  " + info.severity() + "  " + info.title());
  }

  private int printError(String message) {
    spec.commandLine().getErr().println(OneLine.of(message));
    spec.commandLine().getErr().flush();
    return ExitCodes.FAILED;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
