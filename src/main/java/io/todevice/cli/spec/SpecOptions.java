package io.todevice.cli.spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What the options of the commands under {@code spec} have in common. */
final class SpecOptions {

  static final String FORMAT = "--format";
  static final String OUTPUT = "--output";

  private SpecOptions() {}

  /** An option with a value. */
  static OptionSpec option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** An argument that must, or may, be there. */
  static PositionalParamSpec argument(
      int index, String label, String description, boolean isRequired) {
    return PositionalParamSpec.builder()
        .index(Integer.toString(index))
        .type(String.class)
        .arity(isRequired ? "1" : "0..1")
        .paramLabel(label)
        .description(description)
        .required(isRequired)
        .build();
  }

  /** The value of an option that was given. */
  static Optional<String> find(ParseResult parsed, String option) {
    return Optional.ofNullable(parsed.matchedOptionValue(option, (String) null));
  }

  /**
   * Writes a report to a file, or else to standard output.
   *
   * @throws IOException if the file cannot be written
   */
  static void write(String report, Optional<Path> file, CommandLine command) throws IOException {
    if (file.isPresent()) {
      Files.writeString(file.get(), report);
    } else {
      PrintWriter out = command.getOut();
      out.print(report);
      out.flush();
    }
  }
}
