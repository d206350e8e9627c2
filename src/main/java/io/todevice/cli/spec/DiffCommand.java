package io.todevice.cli.spec;

import io.todevice.cli.common.ExitCodes;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.assembly.Overlay;
import io.todevice.spec.drift.ComparedRevision;
import io.todevice.spec.drift.Drift;
import io.todevice.spec.drift.GitRevision;
import io.todevice.spec.drift.Selection;
import io.todevice.spec.drift.accept.AcceptedChanges;
import io.todevice.spec.drift.accept.AcceptedFile;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.DriftReport.Scope;
import io.todevice.spec.drift.report.NotCompared;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.spec.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code spec diff}: what changed between two revisions of the specification. */
final class DiffCommand implements Callable<Integer> {

  static final String NAME = "diff";

  private static final String FOREIGN =
      "this server serves none of these operations, so all of them count, as with --served all";

  private final CommandSpec spec;

  private DiffCommand() {
    this.spec = DiffOptions.addTo(CommandSpec.wrapWithoutInspection(this).name(NAME));
  }

  static CommandSpec spec() {
    return new DiffCommand().spec;
  }

  @Override
  public Integer call() {
    DiffOptions options = new DiffOptions(spec.commandLine().getParseResult());
    ReportFormat format = options.format();
    FailOn failOn = options.failOn();
    Optional<Path> output = options.output();
    long maxBytes = options.maxBytes(format);
    try {
      Overlay overlay = options.overlay().map(Overlay::read).orElse(Overlay.NONE);
      AcceptedChanges accepted =
          options.accepted().map(AcceptedFile::read).orElse(AcceptedChanges.NONE);
      LocalDate today = LocalDate.now(ZoneOffset.UTC);
      DriftReport report = accepted.applyTo(report(options, overlay), today);
      String text = format.render(report, TerminalPaint.of(spec.commandLine(), output), maxBytes);
      SpecOptions.write(text, output, spec.commandLine());
      Optional<Path> written = options.writeAccepted();
      if (written.isPresent()) {
        output = written;
        Files.write(written.get(), AcceptedFile.write(report, accepted, failOn.impacts(), today));
        return ExitCodes.DONE;
      }
      if (failOn.isMetBy(report)) {
        return ExitCodes.BREAKS;
      }
      List<NotCompared> undecided = report.listUndecided();
      if (failOn == FailOn.NEVER || undecided.isEmpty()) {
        return ExitCodes.DONE;
      }
      String others = undecided.size() == 1 ? "" : " (and " + (undecided.size() - 1) + " more)";
      return SpecOptions.printError(
          "not compared: " + undecided.get(0).reason() + others,
          ExitCodes.USAGE,
          spec.commandLine());
    } catch (SpecificationException e) {
      return SpecOptions.printError(
          String.valueOf(e.getMessage()), ExitCodes.USAGE, spec.commandLine());
    } catch (IOException e) {
      return SpecOptions.printError(
          output.map(Path::toString).orElse("") + ": cannot be written",
          ExitCodes.FAILED,
          spec.commandLine());
    }
  }

  private static DriftReport report(DiffOptions options, Overlay overlay) {
    Optional<Path> repository = options.repository();
    if (repository.isEmpty()) {
      return report(options, ComparedRevision.pair(options.before(), options.after(), overlay));
    }
    String path = options.pathInRepository();
    try (GitRevision before = GitRevision.read(repository.get(), options.oldName(), path);
        GitRevision after = GitRevision.read(repository.get(), options.newName(), path)) {
      return report(
          options,
          List.of(ComparedRevision.of(before, overlay), ComparedRevision.of(after, overlay)));
    }
  }

  private static boolean isServedIn(ComparedRevision revision) {
    return Selection.isServedIn(revision.document(), SpecificationDocument.get());
  }

  private static DriftReport report(DiffOptions options, List<ComparedRevision> revisions) {
    ComparedRevision before = revisions.get(0);
    ComparedRevision after = revisions.get(1);
    Selection selection = options.selection().orElseGet(() -> DiffOptions.ofServer(Scope.SERVER));
    List<String> warnings = List.of();
    if (options.selection().isEmpty() && !isServedIn(before) && !isServedIn(after)) {
      selection = Selection.ALL;
      warnings = List.of(FOREIGN);
    }
    DriftReport report = Drift.between(before, after, selection, Trace.get());
    return report.withWarnings(warnings);
  }
}
