package io.todevice.cli.spec;

import io.todevice.cli.common.ExitCodes;
import io.todevice.cli.common.Flags;
import io.todevice.cli.common.OptionValues;
import io.todevice.cli.common.Options;
import io.todevice.config.ConfigException;
import io.todevice.spec.assembly.ServedOperations;
import io.todevice.spec.drift.Selection;
import io.todevice.spec.drift.render.JsonReport;
import io.todevice.spec.drift.report.DriftReport.Scope;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.spec.trace.Trace;
import io.todevice.text.OneLine;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The options and arguments of {@code spec diff}, as it was called with them. */
record DiffOptions(OptionValues values) {

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

  DiffOptions(ParseResult parsed) {
    this(new OptionValues(parsed));
  }

  /** Describes the command. */
  static CommandSpec addTo(CommandSpec command) {
    String what = "a directory of OpenAPI files, or one OpenAPI document.";
    new Options(
            command,
            "Reports what changed between two revisions of the specification, and who has to"
                + " follow.")
        .value(
            SpecOptions.FORMAT,
            "FORMAT",
            "One of " + OptionValues.ids(ReportFormat.values()) + ". Default: text.")
        .value(SpecOptions.OUTPUT, "FILE", "Write it there. Default: standard output.")
        .value(OVERLAY, "FILE", "An OpenAPI Overlay to amend both with. Default: none.")
        .value(
            FAIL_ON,
            "WHOM",
            "Which breaking changes of served operations are an error: one of "
                + OptionValues.ids(FailOn.values())
                + ". Default: any.")
        .value(
            SERVED,
            "WHICH",
            "Which operations count: all, none, or those of FILE, a list like"
                + " spec/served-operations.yaml. Default: those that this server serves, or all"
                + " where it serves none of them.")
        .value(
            MAX_BYTES,
            "N",
            "Cut text or Markdown to N bytes, with a count of what is left out; at least "
                + MIN_BYTES
                + ".")
        .value(GIT, "REPO", "Take OLD and NEW for revisions of this git repository.")
        .value(PATH, "PATH", "What to compare in the repository. Default: " + MATRIX_PATH + ".")
        .value(ACCEPTED, "FILE", "Changes that are accepted, and what weighs more or less.")
        .value(
            WRITE_ACCEPTED,
            "FILE",
            "Write a file that accepts what --fail-on names, until somebody has reviewed it.")
        .argument("OLD", "The older revision: " + what, true)
        .argument("NEW", "The newer one, the same way.", true)
        .exitCode(ExitCodes.DONE, "nothing breaks of what --fail-on names")
        .exitCode(ExitCodes.FAILED, "it went wrong, for example FILE cannot be written")
        .exitCode(
            ExitCodes.USAGE,
            "an option is wrong, OLD or NEW is no specification, or what counts cannot be compared")
        .exitCode(ExitCodes.BREAKS, "something breaks of what --fail-on names");
    // Like a version: printed instead of doing anything, whatever else is given.
    command.versionProvider(() -> JsonReport.schema().lines().toArray(String[]::new));
    return command.addOption(
        Flags.of("--json-schema")
            .versionHelp(true)
            .description("Print the JSON Schema of reports in JSON.")
            .build());
  }

  Path before() {
    return OptionValues.path("OLD", oldName());
  }

  Path after() {
    return OptionValues.path("NEW", newName());
  }

  String oldName() {
    return values.argument(0);
  }

  String newName() {
    return values.argument(1);
  }

  /** The repository that the two are revisions of; empty if they are files. */
  Optional<Path> repository() {
    Optional<Path> repository = values.findPath(GIT);
    if (repository.isEmpty() && values.find(PATH).isPresent()) {
      throw new ConfigException(PATH, "goes with " + GIT + " only");
    }
    return repository;
  }

  String pathInRepository() {
    return values.find(PATH).orElse(MATRIX_PATH);
  }

  /**
   * Which operations count; empty if that is not said.
   *
   * @throws io.todevice.spec.SpecificationException if the list cannot be used
   */
  Optional<Selection> selection() {
    return values
        .find(SERVED)
        .map(
            which ->
                switch (which) {
                  case "all" -> ofServer(Scope.ALL);
                  case "none" -> Selection.NONE;
                  default -> {
                    ServedOperations list = ServedOperations.read(OptionValues.path(SERVED, which));
                    yield new Selection(
                        Scope.LISTED, list.operationIds(), list.optional(), list.own());
                  }
                });
  }

  /** What this server serves. */
  static Selection ofServer(Scope scope) {
    Trace trace = Trace.get();
    return new Selection(
        scope, SpecificationDocument.get().operationIds(), trace.optional(), trace.own());
  }

  /** How long the report may be. */
  long maxBytes(ReportFormat format) {
    Optional<String> text = values.find(MAX_BYTES);
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

  ReportFormat format() {
    return values.choice(SpecOptions.FORMAT, ReportFormat.values(), ReportFormat.TEXT);
  }

  FailOn failOn() {
    return values.choice(FAIL_ON, FailOn.values(), FailOn.ANY);
  }

  Optional<Path> output() {
    return values.findPath(SpecOptions.OUTPUT);
  }

  Optional<Path> overlay() {
    return values.findPath(OVERLAY);
  }

  Optional<Path> accepted() {
    return values.findPath(ACCEPTED);
  }

  Optional<Path> writeAccepted() {
    return values.findPath(WRITE_ACCEPTED);
  }
}
