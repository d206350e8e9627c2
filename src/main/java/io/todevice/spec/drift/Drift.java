package io.todevice.spec.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.drift.compare.DocumentComparison;
import io.todevice.spec.drift.compare.DocumentComparison.ChangedOperation;
import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.DriftReport.Scope;
import io.todevice.spec.drift.report.OperationDrift;
import io.todevice.spec.drift.report.OperationName;
import io.todevice.spec.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds out what changed between two revisions of the specification. */
public final class Drift {

  private Drift() {}

  /**
   * The report on two documents that were assembled for a server: what it serves from its own files
   * is in them.
   *
   * @param served the IDs of the operations that the server serves
   * @see #between(ObjectNode, ObjectNode, Selection, Trace)
   */
  public static DriftReport between(
      ObjectNode before, ObjectNode after, Set<String> served, Trace trace) {
    return between(
        before, after, new Selection(Scope.SERVER, served, trace.optional(), Set.of()), trace);
  }

  /**
   * The report on two assembled documents, which are only read.
   *
   * @param before the older revision, as {@link io.todevice.spec.assembly.RevisionAssembler} makes
   *     it
   * @param after the newer one
   * @param selection which operations count
   * @param trace what of the server belongs to which operation; may be empty
   * @throws io.todevice.spec.SpecificationException if an operation that is served is faulty
   */
  public static DriftReport between(
      ObjectNode before, ObjectNode after, Selection selection, Trace trace) {
    List<OperationDrift> counted = new ArrayList<>();
    List<OperationDrift> others = new ArrayList<>();
    DocumentComparison.Result result =
        DeepRecursion.run(
            "the comparison",
            () -> DocumentComparison.compare(before, after, selection.operationIds()));
    for (ChangedOperation changed : result.changed()) {
      boolean counts = changed.isServed() || selection.counts(changed.operation());
      List<Change> changes =
          changed.isServed()
              ? changed.changes().stream()
                  .map(change -> selection.ofServed(change, changed.operation()))
                  .sorted(Change.ORDER)
                  .toList()
              : changed.changes();
      (counts ? counted : others)
          .add(
              new OperationDrift(
                  changed.operation(), trace.ofItsOwn(changed.operation().operationId()), changes));
    }
    List<OperationName> operations = DocumentComparison.listOperations(after);
    return new DriftReport(
        revision(before),
        revision(after),
        selection.scope(),
        counted,
        others,
        operations.stream()
            .filter(operation -> !selection.counts(operation))
            .sorted(OperationName.ORDER)
            .toList(),
        List.of(),
        result.notCompared(),
        List.of());
  }

  /**
   * The report on two revisions with their events between devices, and with the places of all
   * changes in the files.
   *
   * @throws io.todevice.spec.SpecificationException if an operation that is served is faulty
   */
  public static DriftReport between(
      ComparedRevision before, ComparedRevision after, Selection selection, Trace trace) {
    DriftReport report = between(before.document(), after.document(), selection, trace);
    if (before.events().isPresent() && after.events().isPresent()) {
      report =
          report.withEvents(EventComparison.compare(before.events().get(), after.events().get()));
    }
    return Sources.locate(report, before, after);
  }

  private static DriftReport.Revision revision(JsonNode document) {
    return new DriftReport.Revision(
        document.at("/info/version").asText(""),
        DocumentComparison.listOperations(document).size());
  }
}
