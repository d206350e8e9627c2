package io.todevice.cli.conformance;

import io.todevice.cli.common.ExitCodes;
import io.todevice.cli.common.OptionValues;
import io.todevice.cli.common.Options;
import io.todevice.cli.common.Tool;
import io.todevice.config.ConfigException;
import io.todevice.conformance.render.ComparisonReport;
import io.todevice.conformance.report.ConformanceReport;
import io.todevice.text.OneLine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code compare}: shows reports of {@code conformance} or {@code clients} beside one another. */
public final class CompareCommand implements Callable<Integer>, Tool {

  private static final String ARGUMENT = "NAME=FILE";

  private final CommandSpec spec =
      new Options(
              CommandSpec.wrapWithoutInspection(this).name("compare"),
              "Compares servers or clients, case by case: prints tables of Markdown.")
          .arguments(
              ARGUMENT,
              "The JSON that conformance or clients wrote with --json, and what to call it.")
          .exitCode(ExitCodes.DONE, "the tables are printed")
          .exitCode(ExitCodes.USAGE, "a file or a name is wrong")
          .command();

  @Override
  public CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    Map<String, ConformanceReport> runs = new LinkedHashMap<>();
    for (String argument : new OptionValues(spec.commandLine().getParseResult()).arguments()) {
      int end = argument.indexOf('=');
      String name = argument.substring(0, Math.max(end, 0)).strip();
      if (name.isEmpty()) {
        throw new ConfigException(
            ARGUMENT, "must be a name, = and a file, not " + OneLine.quote(argument));
      }
      Path file = OptionValues.path(ARGUMENT, argument.substring(end + 1));
      ConformanceReport run = ReportFiles.read(file);
      if (runs.containsValue(run)) {
        throw new ConfigException(file.toString(), "is the report of the same run as another file");
      }
      if (runs.put(name, run) != null) {
        throw new ConfigException(ARGUMENT, "two files are called " + OneLine.quote(name));
      }
    }
    if (runs.size() < 2) {
      throw new ConfigException(ARGUMENT, "two or more are needed");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(ComparisonReport.of(runs));
    out.flush();
    return ExitCodes.DONE;
  }
}
