package io.todevice.cli.spec;

import io.todevice.config.ConfigException;
import io.todevice.text.OneLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
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

  /** The value of an option that is one of several; a default where it is not given. */
  static <T> T choice(ParseResult parsed, String option, T[] values, T byDefault) {
    Optional<String> text = find(parsed, option);
    if (text.isEmpty()) {
      return byDefault;
    }
    return Arrays.stream(values)
        .filter(value -> value.toString().equals(text.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    option,
                    "must be one of " + ids(values) + ", not " + OneLine.quote(text.get())));
  }

  static String ids(Object[] values) {
    return Arrays.stream(values).map(Object::toString).collect(Collectors.joining(", "));
  }

  /** A path of an option or argument. */
  static Path path(String name, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new ConfigException(name, "must be the path of a file");
    }
  }

  static int printError(String message, int exitCode, CommandLine command) {
    PrintWriter err = command.getErr();
    err.println(OneLine.of(message));
    err.flush();
    return exitCode;
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
