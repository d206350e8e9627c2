package io.todevice.cli.spec;

import io.todevice.cli.common.ExitCodes;
import io.todevice.cli.common.Flags;
import io.todevice.config.ConfigException;
import io.todevice.text.OneLine;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The options and arguments of {@code spec diff}. */
final class DiffOptions {

  private static final String OVERLAY = "--overlay";
  private static final String FAIL_ON = "--fail-on";

  private DiffOptions() {}

  static CommandSpec addTo(CommandSpec command) {
    Map<String, String> exitCodes = new LinkedHashMap<>();
    exitCodes.put(Integer.toString(ExitCodes.DONE), "nothing breaks of what --fail-on names");
    exitCodes.put(
        Integer.toString(ExitCodes.FAILED), "it went wrong, for example FILE cannot be written");
    exitCodes.put(
        Integer.toString(ExitCodes.USAGE), "an option is wrong, or OLD or NEW is no specification");
    exitCodes.put(Integer.toString(ExitCodes.BREAKS), "something breaks of what --fail-on names");
    command
        .usageMessage()
        .description(
            "Tells what changed between two revisions of the specification, and who has to follow.")
        .sortOptions(false)
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(exitCodes);
    command.addOption(Flags.help());
    command.addOption(
        SpecOptions.option(
            SpecOptions.FORMAT,
            "FORMAT",
            "One of " + ids(ReportFormat.values()) + ". Default: text."));
    command.addOption(
        SpecOptions.option(
            SpecOptions.OUTPUT, "FILE", "Write it there. Default: standard output."));
    command.addOption(
        SpecOptions.option(
            OVERLAY, "FILE", "An OpenAPI Overlay to amend both with. Default: none."));
    command.addOption(
        SpecOptions.option(
            FAIL_ON,
            "WHOM",
            "Which breaking changes of served operations are an error: one of "
                + ids(FailOn.values())
                + ". Default: any."));
    String what = "a directory of OpenAPI files, or one OpenAPI document.";
    command.addPositional(SpecOptions.argument(0, "OLD", "The older revision: " + what, true));
    command.addPositional(SpecOptions.argument(1, "NEW", "The newer one, the same way.", true));
    return command;
  }

  static Path before(ParseResult parsed) {
    return path("OLD", parsed.matchedPositional(0).getValue());
  }

  static Path after(ParseResult parsed) {
    return path("NEW", parsed.matchedPositional(1).getValue());
  }

  static ReportFormat format(ParseResult parsed) {
    return choice(parsed, SpecOptions.FORMAT, ReportFormat.values(), ReportFormat.TEXT);
  }

  static FailOn failOn(ParseResult parsed) {
    return choice(parsed, FAIL_ON, FailOn.values(), FailOn.ANY);
  }

  static Optional<Path> output(ParseResult parsed) {
    return SpecOptions.find(parsed, SpecOptions.OUTPUT).map(text -> path(SpecOptions.OUTPUT, text));
  }

  static Optional<Path> overlay(ParseResult parsed) {
    return SpecOptions.find(parsed, OVERLAY).map(text -> path(OVERLAY, text));
  }

  private static <T> T choice(ParseResult parsed, String option, T[] values, T byDefault) {
    Optional<String> text = SpecOptions.find(parsed, option);
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

  private static String ids(Object[] values) {
    return Arrays.stream(values).map(Object::toString).collect(Collectors.joining(", "));
  }

  private static Path path(String name, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new ConfigException(name, "must be the path of a file");
    }
  }
}
