package io.todevice.cli.spec;

import io.todevice.cli.common.ExitCodes;
import io.todevice.cli.common.Flags;
import io.todevice.spec.coverage.Coverage;
import io.todevice.spec.coverage.CoverageFormat;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.text.OneLine;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code spec coverage}: which operations of the specification are served. */
final class CoverageCommand implements Callable<Integer> {

  static final String NAME = "coverage";
  private static final String OUTPUT = SpecOptions.OUTPUT;

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name(NAME);

  private CoverageCommand() {}

  static CommandSpec spec() {
    CommandSpec spec = new CoverageCommand().spec.addOption(Flags.help());
    spec.usageMessage()
        .description("Lists every operation of the specification, and whether it is served.");
    spec.addPositional(
        SpecOptions.argument(
            0,
            "DIR",
            "A directory of OpenAPI files. Default: what this server was built from.",
            false));
    spec.addOption(
        SpecOptions.option(
            SpecOptions.FORMAT, "FORMAT", "One of text, markdown and json. Default: text."));
    return spec.addOption(
        SpecOptions.option(OUTPUT, "FILE", "Where to write it. Default: standard output."));
  }

  @Override
  public Integer call() {
    ParseResult parsed = spec.commandLine().getParseResult();
    CoverageFormat format =
        SpecOptions.choice(
            parsed, SpecOptions.FORMAT, CoverageFormat.values(), CoverageFormat.TEXT);
    String directory = parsed.matchedPositionalValue(0, "");
    Coverage coverage =
        directory.isEmpty()
            ? Coverage.get()
            : Coverage.of(
                SpecOptions.path("DIR", directory), SpecificationDocument.get().operationIds());
    write(format.write(coverage));
    return ExitCodes.DONE;
  }

  private void write(String text) {
    Optional<String> file = SpecOptions.find(spec.commandLine().getParseResult(), OUTPUT);
    try {
      SpecOptions.write(text, file.map(name -> SpecOptions.path(OUTPUT, name)), spec.commandLine());
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), "cannot write to " + OneLine.quote(file.orElse("")));
    }
  }
}
