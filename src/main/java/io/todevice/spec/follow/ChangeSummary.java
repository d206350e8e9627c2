package io.todevice.spec.follow;

import io.todevice.spec.drift.render.ChangeLines;
import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.Impact;
import io.todevice.spec.drift.report.OperationDrift;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What changed, for the page: what somebody has to look at in full, everything else by number. */
final class ChangeSummary {

  private ChangeSummary() {}

  /** How many changes of which kind, and each that may concern somebody. */
  static List<String> of(DriftReport drift) {
    List<String> lines = new ArrayList<>();
    if (!drift.served().isEmpty()) {
      lines.add("served operations: " + numbers(drift.served()));
    }
    lines.addAll(ChangeLines.ofAttention(drift));
    return lines;
  }

  /** How many changes of each served operation nobody has to follow, and of how many others. */
  static List<String> ofCompatible(DriftReport drift) {
    List<String> lines = new ArrayList<>();
    for (OperationDrift operation : drift.served()) {
      List<Change> changes =
          operation.changes().stream().filter(change -> !change.worst().needsAttention()).toList();
      if (!changes.isEmpty()) {
        lines.add(
            operation.operation().operationId()
                + ": "
                + numbers(
                    List.of(
                        new OperationDrift(operation.operation(), operation.trace(), changes))));
      }
    }
    if (!drift.unserved().isEmpty()) {
      lines.add(drift.unserved().size() + " changed operations that are not served");
    }
    return lines;
  }

  private static String numbers(List<OperationDrift> operations) {
    return Arrays.stream(Impact.values())
        .filter(impact -> DriftReport.count(operations, impact) > 0)
        .map(impact -> DriftReport.count(operations, impact) + " " + impact.label())
        .collect(Collectors.joining(", "));
  }
}
