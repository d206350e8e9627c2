package io.todevice.cli.spec;

import io.todevice.cli.common.ExitCodes;
import io.todevice.cli.common.Flags;
import io.todevice.spec.coverage.Coverage;
import io.todevice.spec.coverage.CoverageFormat;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.text.OneLine;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code spec coverage}: which operations of the specification are served. */
final class CoverageCommand implements Callable<Integer> {

  static final String NAME = "coverage";

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
        SpecOptions.option(
            SpecOptions.OUTPUT, "FILE", "Where to write it. Default: standard output."));
  }

  @Override
  public Integer call() {
    CoverageFormat format = format();
    String directory = spec.commandLine().getParseResult().matchedPositionalValue(0, "");
    Coverage coverage =
        directory.isEmpty()
            ? Coverage.get()
            : Coverage.of(path(directory), SpecificationDocument.get().operationIds());
    write(format.write(coverage));
    return ExitCodes.DONE;
  }

  private CoverageFormat format() {
    return find(SpecOptions.FORMAT).map(this::format).orElse(CoverageFormat.TEXT);
  }

  private CoverageFormat format(String name) {
    return Stream.of(CoverageFormat.values())
        .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                fault(
                    SpecOptions.FORMAT
                        + " is one of text, markdown and json, not "
                        + OneLine.quote(name)));
  }

  private void write(String text) {
    Optional<String> file = find(SpecOptions.OUTPUT);
    try {
      SpecOptions.write(text, file.map(this::path), spec.commandLine());
    } catch (IOException e) {
      throw fault("cannot write to " + OneLine.quote(file.orElse("")));
    }
  }

  private Optional<String> find(String option) {
    return SpecOptions.find(spec.commandLine().getParseResult(), option);
  }

  private Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw fault("no path: " + OneLine.quote(text));
    }
  }

  private ParameterException fault(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
