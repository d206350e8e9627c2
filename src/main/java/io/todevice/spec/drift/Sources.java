package io.todevice.spec.drift;

import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.EventDrift;
import io.todevice.spec.drift.report.OperationDrift;
import io.todevice.spec.drift.report.OperationName;
import java.util.List;

/** Tells where in the files of both revisions each change of a report is. */
final class Sources {

  private final SourceLocator old;
  private final SourceLocator now;

  private Sources(SourceLocator old, SourceLocator now) {
    this.old = old;
    this.now = now;
  }

  /** The report with what is known about places in files. */
  static DriftReport locate(DriftReport report, ComparedRevision before, ComparedRevision after) {
    Sources sources = new Sources(new SourceLocator(before), new SourceLocator(after));
    return report.map(sources::locate, sources::locate);
  }

  private OperationDrift locate(OperationDrift operation) {
    return operation.withChanges(locate(operation.operation(), operation.changes()));
  }

  private EventDrift locate(EventDrift event) {
    return new EventDrift(
        event.type(),
        event.changes().stream()
            .map(
                change ->
                    change.at(
                        old.findEvent(event.type(), change, change.was()),
                        now.findEvent(event.type(), change, change.now())))
            .toList());
  }

  private List<Change> locate(OperationName operation, List<Change> changes) {
    return changes.stream()
        .map(
            change ->
                change.at(
                    old.find(operation, change, change.was()),
                    now.find(operation, change, change.now())))
        .toList();
  }
}
