package io.todevice.spec.drift.report;

import io.todevice.spec.trace.OperationTrace;
import java.util.List;

/**
 * An operation that has changed.
 *
 * @param operation the operation as it is now, or as it was where it is gone
 * @param trace what of this server it touches
 * @param changes its changes, in {@link Change#ORDER}
 */
public record OperationDrift(OperationName operation, OperationTrace trace, List<Change> changes) {

  /** Copies the list. */
  public OperationDrift {
    changes = List.copyOf(changes);
  }

  /** Whether one of its changes does that. */
  public boolean has(Impact impact) {
    return changes.stream().anyMatch(change -> change.has(impact));
  }

  /** The same with other changes. */
  public OperationDrift withChanges(List<Change> others) {
    return new OperationDrift(operation, trace, others);
  }
}
