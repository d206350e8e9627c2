package io.todevice.spec.drift.render;

import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.NotCompared;
import io.todevice.spec.drift.report.OperationDrift;
import io.todevice.spec.drift.report.OperationName;
import io.todevice.spec.trace.OperationTrace;
import java.util.List;

/** Reports to render. */
final class Reports {

  /** What no format may let through as it is. */
  static final String HOSTILE = "</script><script>alert(1)</script>&\"'`|*\n\u001b[31m\u202e";

  private Reports() {}

  static DriftReport small() {
    return new DriftReport(
        new DriftReport.Revision("v1", 2),
        new DriftReport.Revision("v2", 3),
        List.of(
            operation(
                "sync",
                new OperationTrace(
                    List.of("a.SyncResource"), List.of("D1", "D2"), List.of("a.T#b")),
                change(
                    ChangeKind.PROPERTY_REMOVED,
                    "optional",
                    "",
                    "response 200 › a",
                    "response 200 › b"),
                change(ChangeKind.LIMIT_LOOSENED, "maxItems 1", "maxItems 2", "response 200 › c"),
                change(ChangeKind.TEXT_CHANGED, "", "", "description"))),
        List.of(
            operation(
                "ban",
                OperationTrace.NONE,
                change(ChangeKind.HEADER_REMOVED, "X", "", "response 200"))),
        List.of(new OperationName("ban", "POST", "/ban")),
        List.of(new NotCompared("kick", "v2/kick.yaml#/paths/~1kick: no reason")));
  }

  static DriftReport hostile() {
    return new DriftReport(
        new DriftReport.Revision(HOSTILE, 1),
        new DriftReport.Revision(HOSTILE, 1),
        List.of(
            operation(
                HOSTILE,
                new OperationTrace(List.of(HOSTILE), List.of(HOSTILE), List.of(HOSTILE)),
                change(ChangeKind.DEFAULT_CHANGED, HOSTILE, HOSTILE, HOSTILE))),
        List.of(
            operation(
                HOSTILE,
                OperationTrace.NONE,
                change(ChangeKind.DEFAULT_CHANGED, HOSTILE, HOSTILE, HOSTILE))),
        List.of(new OperationName(HOSTILE, HOSTILE, HOSTILE)),
        List.of(new NotCompared(HOSTILE, HOSTILE)));
  }

  static DriftReport empty() {
    DriftReport.Revision revision = new DriftReport.Revision("v1", 1);
    return new DriftReport(revision, revision, List.of(), List.of(), List.of(), List.of());
  }

  private static OperationDrift operation(String id, OperationTrace trace, Change... changes) {
    String path = id.equals(HOSTILE) ? HOSTILE : "/" + id;
    return new OperationDrift(new OperationName(id, "GET", path), trace, List.of(changes));
  }

  private static Change change(ChangeKind kind, String was, String now, String... places) {
    return new Change(
        kind, Direction.RESPONSE, List.of(places), was, now, kind.verdict(Direction.RESPONSE));
  }
}
