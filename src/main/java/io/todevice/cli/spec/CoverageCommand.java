package io.todevice.cli.spec;

import io.todevice.cli.common.ExitCodes;
import io.todevice.cli.common.OptionValues;
import io.todevice.cli.common.Options;
import io.todevice.spec.coverage.Coverage;
import io.todevice.spec.coverage.CoverageFormat;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.text.OneLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code spec coverage}: which operations of the specification are served. */
final class CoverageCommand implements Callable<Integer> {

  static final String NAME = "coverage";

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name(NAME);

  private CoverageCommand() {}

  static CommandSpec spec() {
    return new Options(
            new CoverageCommand().spec,
            "Lists every operation of the specification, and whether it is served.")
        .value(SpecOptions.FORMAT, "FORMAT", "One of text, markdown and json. Default: text.")
        .value(SpecOptions.OUTPUT, "FILE", "Where to write it. Default: standard output.")
        .argument(
            "DIR", "A directory of OpenAPI files. Default: what this server was built from.", false)
        .command();
  }

  @Override
  public Integer call() {
    OptionValues values = new OptionValues(spec.commandLine().getParseResult());
    CoverageFormat format =
        values.choice(SpecOptions.FORMAT, CoverageFormat.values(), CoverageFormat.TEXT);
    String directory = values.argument(0);
    Coverage coverage =
        directory.isEmpty()
            ? Coverage.get()
            : Coverage.of(
                OptionValues.path("DIR", directory), SpecificationDocument.get().operationIds());
    Optional<Path> file = values.findPath(SpecOptions.OUTPUT);
    try {
      SpecOptions.write(format.write(coverage), file, spec.commandLine());
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(),
          "cannot write to " + OneLine.quote(file.map(Path::toString).orElse("")));
    }
    return ExitCodes.DONE;
  }
}
