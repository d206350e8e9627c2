package io.todevice.cli.conformance;

import io.todevice.cli.common.ExitCodes;
import io.todevice.cli.common.OptionValues;
import io.todevice.clientkit.UnusableClientException;
import io.todevice.config.ConfigException;
import io.todevice.conformance.render.ConsoleReport;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.report.Severity;
import io.todevice.conformance.run.KnownFailures;
import io.todevice.conformance.run.RunListener;
import io.todevice.conformance.run.UnusableTargetException;
import io.todevice.settings.Units;
import io.todevice.text.OneLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What the commands of both kits do around a run: they choose cases, show progress, write reports.
 *
 * @param spec the command
 * @param cases all cases of its kit
 */
record KitRun(CommandSpec spec, List<CaseInfo> cases) {

  private static final Duration LEAST_TIME = Duration.ofSeconds(1);
  private static final Duration MOST_TIME = Duration.ofDays(1);

  /** Runs the cases. */
  @FunctionalInterface
  interface Kit {
    ConformanceReport run(RunListener listener) throws InterruptedException;
  }

  /** What the options say. */
  OptionValues values() {
    return new OptionValues(spec.commandLine().getParseResult());
  }

  /** Which cases are run. */
  Predicate<CaseInfo> selection() {
    return new CaseSelection(cases)
        .of(
            values().list(KitOptions.ONLY),
            values().list(KitOptions.EXCLUDE),
            values().list(KitOptions.SEVERITY));
  }

  /** The cases that are known to fail. */
  KnownFailures knownFailures() {
    Optional<Path> file = values().findPath(KitOptions.KNOWN_FAILURES);
    if (file.isEmpty()) {
      return KnownFailures.NONE;
    }
    try {
      return KnownFailures.read(file.get(), LocalDate.now(ZoneOffset.UTC));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new ConfigException(file.get().toString(), "cannot be read");
    }
  }

  /** A time with a unit, or seconds. */
  Duration time(String option, long byDefault) {
    String text = values().find(option).orElse(byDefault + "s");
    return Units.TIME
        .find(text.matches("[0-9]+") ? text + "s" : text)
        .map(Duration::ofMillis)
        .filter(time -> time.compareTo(LEAST_TIME) >= 0 && time.compareTo(MOST_TIME) <= 0)
        .orElseThrow(
            () ->
                new ConfigException(
                    option, "must be a time from 1s to 1d like 30s, not " + OneLine.quote(text)));
  }

  /** Whether the cases are only to be listed. */
  boolean isList() {
    return values().isGiven(KitOptions.LIST);
  }

  /** Lists the cases. */
  int list() {
    cases.stream()
        .filter(selection())
        .forEach(info -> out().println(info.id() + "  " + info.severity() + "  " + info.title()));
    out().flush();
    return ExitCodes.DONE;
  }

  /** Runs a kit; the exit code. */
  int run(KnownFailures known, Kit kit) throws InterruptedException {
    Optional<Baseline> baseline =
        values().findPath(KitOptions.BASELINE).map(ReportFiles::read).map(Baseline::new);
    ReportFiles files = new ReportFiles(values(), known);
    Progress progress = new Progress(spec.commandLine(), values().isGiven(KitOptions.VERBOSE));
    RunSoFar soFar = new RunSoFar(progress, cases.stream().filter(selection()).toList());
    // The process ends with the signal's exit code when the hook has written the reports.
    Thread hook =
        new Thread(
            () -> {
              if (soFar.end()) {
                soFar
                    .report("it was stopped")
                    .ifPresent(report -> show(report, baseline, progress, files));
              }
            });
    Runtime.getRuntime().addShutdownHook(hook);
    ConformanceReport report;
    try {
      report = kit.run(soFar);
    } catch (UnusableTargetException | UnusableClientException e) {
      if (soFar.end()) {
        String reason = String.valueOf(e.getMessage());
        soFar.report(reason).ifPresent(part -> show(part, baseline, progress, files));
        printError(reason);
      }
      return ExitCodes.FAILED;
    } finally {
      remove(hook);
    }
    if (!soFar.end() || !show(report, baseline, progress, files) || report.isServerGone()) {
      return ExitCodes.FAILED;
    }
    return values().isGiven(KitOptions.WRITE_KNOWN_FAILURES) ? ExitCodes.DONE : exitCode(report);
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It runs already.
    }
  }

  /** Prints a summary and writes the files; whether all could be written. */
  private boolean show(
      ConformanceReport plain, Optional<Baseline> baseline, Progress progress, ReportFiles files) {
    ConformanceReport report =
        baseline.map(its -> plain.withRemarks(its.compare(plain))).orElse(plain);
    out().print(ConsoleReport.summary(report, progress.paint()));
    out().flush();
    List<Path> notWritten = files.write(report);
    notWritten.forEach(file -> printError(file + ": cannot be written"));
    return notWritten.isEmpty();
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

  private void printError(String message) {
    spec.commandLine().getErr().println(OneLine.of(message));
    spec.commandLine().getErr().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
