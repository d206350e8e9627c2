package io.todevice.spec.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.drift.compare.DocumentComparison;
import io.todevice.spec.drift.compare.DocumentComparison.ChangedOperation;
import io.todevice.spec.drift.report.DriftReport;
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
   * The report on two assembled documents, which are only read.
   *
   * @param before the older revision, as {@link io.todevice.spec.assembly.Assembler} makes it
   * @param after the newer one
   * @param served the IDs of the operations that the server serves
   * @param trace what of the server belongs to which operation; may be empty
   * @throws io.todevice.spec.SpecificationException if an operation that is served is faulty
   */
  public static DriftReport between(
      ObjectNode before, ObjectNode after, Set<String> served, Trace trace) {
    List<OperationDrift> ofServed = new ArrayList<>();
    List<OperationDrift> ofOthers = new ArrayList<>();
    DocumentComparison.Result result = DocumentComparison.compare(before, after, served);
    for (ChangedOperation changed : result.changed()) {
      (changed.isServed() ? ofServed : ofOthers)
          .add(
              new OperationDrift(
                  changed.operation(),
                  trace.of(changed.operation().operationId()),
                  changed.changes()));
    }
    List<OperationName> operations = DocumentComparison.listOperations(after);
    return new DriftReport(
        revision(before),
        revision(after),
        ofServed,
        ofOthers,
        operations.stream()
            .filter(operation -> !served.contains(operation.operationId()))
            .sorted(OperationName.ORDER)
            .toList(),
        result.notCompared());
  }

  private static DriftReport.Revision revision(JsonNode document) {
    return new DriftReport.Revision(
        document.at("/info/version").asText(""),
        DocumentComparison.listOperations(document).size());
  }
}
