package io.todevice.cli.conformance;

import io.todevice.cli.common.ExitCodes;
import io.todevice.conformance.Conformance;
import io.todevice.conformance.render.ConsoleReport;
import io.todevice.conformance.render.HtmlReport;
import io.todevice.conformance.render.JUnitXmlReport;
import io.todevice.conformance.render.JsonReport;
import io.todevice.conformance.render.MarkdownReport;
import io.todevice.conformance.report.CapabilityFinding;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.conformance.report.Outcome;
import io.todevice.conformance.report.Severity;
import io.todevice.conformance.run.RunListener;
import io.todevice.conformance.run.Settings;
import io.todevice.conformance.run.UnusableTargetException;
import io.todevice.text.OneLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
    ConformanceArguments arguments = new ConformanceArguments(spec.commandLine().getParseResult());
    if (arguments.isGiven(ConformanceOptions.LIST)) {
      Conformance.listCases(arguments.document()).forEach(this::print);
      out().flush();
      return ExitCodes.DONE;
    }
    Settings settings = arguments.settings();
    ConformanceReport report;
    try {
      report = Conformance.run(settings, progress(arguments.isGiven(ConformanceOptions.VERBOSE)));
    } catch (UnusableTargetException e) {
      return printError(String.valueOf(e.getMessage()));
    }
    out().print(ConsoleReport.summary(report));
    out().flush();
    boolean isWritten =
        write(report, arguments.findPath(ConformanceOptions.JUNIT), JUnitXmlReport::of)
            & write(report, arguments.findPath(ConformanceOptions.JSON), JsonReport::of)
            & write(report, arguments.findPath(ConformanceOptions.HTML), HtmlReport::of)
            & write(report, arguments.findPath(ConformanceOptions.MARKDOWN), MarkdownReport::of);
    return isWritten ? exitCode(report) : ExitCodes.FAILED;
  }

  private static int exitCode(ConformanceReport report) {
    Optional<Severity> worst = report.findWorst();
    if (worst.isPresent()) {
      return worst.get() == Severity.MUST ? ExitCodes.BREAKS : ExitCodes.FALLS_SHORT;
    }
    return report.count(Outcome.UNEXPECTED_PASS) == 0 ? ExitCodes.DONE : ExitCodes.FALLS_SHORT;
  }

  private RunListener progress(boolean isVerbose) {
    return new RunListener() {
      @Override
      public void started(List<CapabilityFinding> capabilities, int cases) {
        out().print(ConsoleReport.capabilities(capabilities));
        out().println(cases + " cases\n");
        out().flush();
      }

      @Override
      public void ended(CaseResult result) {
        if (isVerbose || ConsoleReport.isRemarkable(result)) {
          out().print(ConsoleReport.of(result));
          out().flush();
        }
      }
    };
  }

  private void print(CaseInfo info) {
    out().println(info.id() + "  " + info.severity() + "  " + info.title());
  }

  private boolean write(
      ConformanceReport report, Optional<Path> file, Function<ConformanceReport, String> renderer) {
    if (file.isEmpty()) {
      return true;
    }
    try {
      // A server may have sent half of a character; unlike writeString this passes it over.
      Files.write(file.get(), renderer.apply(report).getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (IOException e) {
      printError(file.get() + ": cannot be written");
      return false;
    }
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
