package io.todevice.cli.spec;

import io.todevice.cli.common.ExitCodes;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.assembly.Overlay;
import io.todevice.spec.drift.Drift;
import io.todevice.spec.drift.RevisionReader;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.spec.trace.Trace;
import io.todevice.text.OneLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code spec diff}: what changed between two revisions of the specification. */
final class DiffCommand implements Callable<Integer> {

  static final String NAME = "diff";

  private final CommandSpec spec;

  private DiffCommand() {
    this.spec = DiffOptions.addTo(CommandSpec.wrapWithoutInspection(this).name(NAME));
  }

  static CommandSpec spec() {
    return new DiffCommand().spec;
  }

  @Override
  public Integer call() {
    ParseResult parsed = spec.commandLine().getParseResult();
    ReportFormat format = DiffOptions.format(parsed);
    FailOn failOn = DiffOptions.failOn(parsed);
    Optional<Path> output = DiffOptions.output(parsed);
    try {
      Overlay overlay = DiffOptions.overlay(parsed).map(Overlay::read).orElse(Overlay.NONE);
      DriftReport report =
          Drift.between(
              RevisionReader.read(DiffOptions.before(parsed), overlay),
              RevisionReader.read(DiffOptions.after(parsed), overlay),
              SpecificationDocument.get().operationIds(),
              Trace.get());
      String text = format.render(report, TerminalPaint.of(spec.commandLine(), output));
      SpecOptions.write(text, output, spec.commandLine());
      return failOn.isMetBy(report) ? ExitCodes.BREAKS : ExitCodes.DONE;
    } catch (SpecificationException e) {
      return printError(String.valueOf(e.getMessage()), ExitCodes.USAGE);
    } catch (IOException e) {
      return printError(
          output.map(Path::toString).orElse("") + ": cannot be written", ExitCodes.FAILED);
    }
  }

  private int printError(String message, int exitCode) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(OneLine.of(message));
    err.flush();
    return exitCode;
  }
}
