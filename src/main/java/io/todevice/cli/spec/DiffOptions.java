package io.todevice.cli.spec;

import io.todevice.cli.common.ExitCodes;
import io.todevice.cli.common.Flags;
import io.todevice.config.ConfigException;
import io.todevice.spec.assembly.ServedOperations;
import io.todevice.spec.drift.Selection;
import io.todevice.spec.drift.render.JsonReport;
import io.todevice.spec.drift.report.DriftReport.Scope;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.text.OneLine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The options and arguments of {@code spec diff}. */
final class DiffOptions {

  private static final String OVERLAY = "--overlay";
  private static final String FAIL_ON = "--fail-on";
  private static final String SERVED = "--served";
  private static final String MAX_BYTES = "--max-bytes";
  private static final String GIT = "--git";
  private static final String PATH = "--path";
  private static final String MATRIX_PATH = "data/api/client-server";
  private static final String ACCEPTED = "--accepted";
  private static final String WRITE_ACCEPTED = "--write-accepted";
  private static final int MIN_BYTES = 2000;

  private DiffOptions() {}

  static CommandSpec addTo(CommandSpec command) {
    Map<String, String> exitCodes = new LinkedHashMap<>();
    exitCodes.put(Integer.toString(ExitCodes.DONE), "nothing breaks of what --fail-on names");
    exitCodes.put(
        Integer.toString(ExitCodes.FAILED), "it went wrong, for example FILE cannot be written");
    exitCodes.put(
        Integer.toString(ExitCodes.USAGE),
        "an option is wrong, OLD or NEW is no specification, or what counts cannot be compared");
    exitCodes.put(Integer.toString(ExitCodes.BREAKS), "something breaks of what --fail-on names");
    command
        .usageMessage()
        .description(
            "Tells what changed between two revisions of the specification, and who has to follow.")
        .sortOptions(false)
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(exitCodes);
    command.addOption(Flags.help());
    // Like a version: printed instead of doing anything, whatever else is given.
    command.versionProvider(() -> JsonReport.schema().lines().toArray(String[]::new));
    command.addOption(
        Flags.of("--json-schema")
            .versionHelp(true)
            .description("Print the JSON Schema of reports in JSON.")
            .build());
    command.addOption(
        SpecOptions.option(
            SpecOptions.FORMAT,
            "FORMAT",
            "One of " + SpecOptions.ids(ReportFormat.values()) + ". Default: text."));
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
                + SpecOptions.ids(FailOn.values())
                + ". Default: any."));
    command.addOption(
        SpecOptions.option(
            SERVED,
            "WHICH",
            "Which operations count: all, none, or those of FILE, a list like"
                + " spec/served-operations.yaml. Default: those that this server serves, or all"
                + " where it serves none of them."));
    command.addOption(
        SpecOptions.option(
            MAX_BYTES,
            "N",
            "Cut text or Markdown to N bytes, with a count of what is left out; at least "
                + MIN_BYTES
                + "."));
    command.addOption(
        SpecOptions.option(GIT, "REPO", "Take OLD and NEW for revisions of this git repository."));
    command.addOption(
        SpecOptions.option(
            PATH, "PATH", "What to compare in the repository. Default: " + MATRIX_PATH + "."));
    command.addOption(
        SpecOptions.option(
            ACCEPTED, "FILE", "Changes that are accepted, and what weighs more or less."));
    command.addOption(
        SpecOptions.option(
            WRITE_ACCEPTED,
            "FILE",
            "Write a file that accepts what --fail-on names, until somebody has reviewed it."));
    String what = "a directory of OpenAPI files, or one OpenAPI document.";
    command.addPositional(SpecOptions.argument(0, "OLD", "The older revision: " + what, true));
    command.addPositional(SpecOptions.argument(1, "NEW", "The newer one, the same way.", true));
    return command;
  }

  static Path before(ParseResult parsed) {
    return SpecOptions.path("OLD", oldName(parsed));
  }

  static Path after(ParseResult parsed) {
    return SpecOptions.path("NEW", newName(parsed));
  }

  static String oldName(ParseResult parsed) {
    return parsed.matchedPositional(0).getValue();
  }

  static String newName(ParseResult parsed) {
    return parsed.matchedPositional(1).getValue();
  }

  /** The repository that the two are revisions of; empty if they are files. */
  static Optional<Path> repository(ParseResult parsed) {
    Optional<Path> repository =
        SpecOptions.find(parsed, GIT).map(text -> SpecOptions.path(GIT, text));
    if (repository.isEmpty() && SpecOptions.find(parsed, PATH).isPresent()) {
      throw new ConfigException(PATH, "goes with " + GIT + " only");
    }
    return repository;
  }

  static String pathInRepository(ParseResult parsed) {
    return SpecOptions.find(parsed, PATH).orElse(MATRIX_PATH);
  }

  /**
   * Which operations count; empty if that is not said.
   *
   * @throws io.todevice.spec.SpecificationException if the list cannot be used
   */
  static Optional<Selection> selection(ParseResult parsed) {
    return SpecOptions.find(parsed, SERVED)
        .map(
            which ->
                switch (which) {
                  case "all" ->
                      new Selection(Scope.ALL, SpecificationDocument.get().operationIds());
                  case "none" -> Selection.NONE;
                  default ->
                      new Selection(
                          Scope.LISTED,
                          ServedOperations.read(SpecOptions.path(SERVED, which)).operationIds());
                });
  }

  /** How long the report may be. */
  static long maxBytes(ParseResult parsed, ReportFormat format) {
    Optional<String> text = SpecOptions.find(parsed, MAX_BYTES);
    if (text.isEmpty()) {
      return Long.MAX_VALUE;
    }
    if (!format.canBeCut()) {
      throw new ConfigException(MAX_BYTES, "goes with text and markdown only");
    }
    if (!text.get().matches("[0-9]{1,9}") || Long.parseLong(text.get()) < MIN_BYTES) {
      throw new ConfigException(
          MAX_BYTES,
          "must be a number of at least " + MIN_BYTES + ", not " + OneLine.quote(text.get()));
    }
    return Long.parseLong(text.get());
  }

  static ReportFormat format(ParseResult parsed) {
    return SpecOptions.choice(parsed, SpecOptions.FORMAT, ReportFormat.values(), ReportFormat.TEXT);
  }

  static FailOn failOn(ParseResult parsed) {
    return SpecOptions.choice(parsed, FAIL_ON, FailOn.values(), FailOn.ANY);
  }

  static Optional<Path> output(ParseResult parsed) {
    return SpecOptions.find(parsed, SpecOptions.OUTPUT)
        .map(text -> SpecOptions.path(SpecOptions.OUTPUT, text));
  }

  static Optional<Path> overlay(ParseResult parsed) {
    return SpecOptions.find(parsed, OVERLAY).map(text -> SpecOptions.path(OVERLAY, text));
  }

  static Optional<Path> accepted(ParseResult parsed) {
    return SpecOptions.find(parsed, ACCEPTED).map(text -> SpecOptions.path(ACCEPTED, text));
  }

  static Optional<Path> writeAccepted(ParseResult parsed) {
    return SpecOptions.find(parsed, WRITE_ACCEPTED)
        .map(text -> SpecOptions.path(WRITE_ACCEPTED, text));
  }
}
