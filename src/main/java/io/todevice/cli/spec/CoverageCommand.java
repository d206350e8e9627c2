package io.todevice.cli.spec;

import io.todevice.cli.Flags;
import io.todevice.config.OneLine;
import io.todevice.spec.ServedOperation;
import io.todevice.spec.SpecificationDocument;
import io.todevice.spec.coverage.Coverage;
import io.todevice.spec.coverage.CoverageFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** {@code spec coverage}: which operations of the specification are served. */
final class CoverageCommand implements Callable<Integer> {

  static final String NAME = "coverage";

  private static final String FORMAT = "--format";
  private static final String OUTPUT = "--output";

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name(NAME);

  private CoverageCommand() {}

  static CommandSpec spec() {
    CommandSpec spec = new CoverageCommand().spec.addOption(Flags.help());
    spec.usageMessage()
        .description("Lists every operation of the specification, and whether it is served.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .type(String.class)
            .paramLabel("DIR")
            .description("A directory of OpenAPI files. Default: what this server was built from.")
            .build());
    spec.addOption(
        OptionSpec.builder(FORMAT)
            .arity("1")
            .type(String.class)
            .paramLabel("FORMAT")
            .description("One of text, markdown and json. Default: text.")
            .build());
    return spec.addOption(
        OptionSpec.builder(OUTPUT)
            .arity("1")
            .type(String.class)
            .paramLabel("FILE")
            .description("Where to write it. Default: standard output.")
            .build());
  }

  @Override
  public Integer call() {
    CoverageFormat format = format();
    String directory = spec.commandLine().getParseResult().matchedPositionalValue(0, "");
    Coverage coverage =
        directory.isEmpty() ? Coverage.get() : Coverage.of(path(directory), served());
    write(format.write(coverage));
    return 0;
  }

  private static Set<String> served() {
    return SpecificationDocument.get().operations().stream()
        .map(ServedOperation::operationId)
        .collect(Collectors.toSet());
  }

  private CoverageFormat format() {
    String name = option(FORMAT);
    if (name == null) {
      return CoverageFormat.TEXT;
    }
    return Stream.of(CoverageFormat.values())
        .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () -> fault(FORMAT + " is one of text, markdown and json, not " + OneLine.quote(name)));
  }

  private void write(String text) {
    String file = option(OUTPUT);
    if (file == null) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(text);
      out.flush();
      return;
    }
    try {
      Files.writeString(path(file), text);
    } catch (IOException e) {
      throw fault("cannot write to " + OneLine.quote(file));
    }
  }

  private @Nullable String option(String name) {
    return spec.commandLine().getParseResult().matchedOptionValue(name, null);
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
