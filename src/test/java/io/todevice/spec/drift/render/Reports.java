package io.todevice.spec.drift.render;

import io.todevice.spec.drift.report.Acceptance;
import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.EventDrift;
import io.todevice.spec.drift.report.NotCompared;
import io.todevice.spec.drift.report.OperationDrift;
import io.todevice.spec.drift.report.OperationName;
import io.todevice.spec.drift.report.SourcePosition;
import io.todevice.spec.trace.OperationTrace;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reports to render. */
final class Reports {

  /** What no format may let through as it is. */
  static final String HOSTILE = "</script><script>alert(1)</script>&\"'`|*\n\u001b[31m\u202e";

  private Reports() {}

  static DriftReport small() {
    return new DriftReport(
        new DriftReport.Revision("v1", 2),
        new DriftReport.Revision("v2", 3),
        DriftReport.Scope.SERVER,
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
                change(ChangeKind.TEXT_CHANGED, "an old text", "a new text", "description"))),
        List.of(
            operation(
                "ban",
                OperationTrace.NONE,
                change(ChangeKind.HEADER_REMOVED, "X", "", "response 200"))),
        List.of(new OperationName("ban", "POST", "/ban")),
        List.of(
            new EventDrift(
                "m.dummy", List.of(change(ChangeKind.CHANGE_NOTE_ADDED, "", "1.9: n", "content")))),
        List.of(new NotCompared("kick", "v2/kick.yaml#/paths/~1kick: no reason", true)),
        List.of("a warning"));
  }

  static DriftReport hostile() {
    return new DriftReport(
        new DriftReport.Revision(HOSTILE, 1),
        new DriftReport.Revision(HOSTILE, 1),
        DriftReport.Scope.SERVER,
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
        List.of(
            new EventDrift(
                HOSTILE,
                List.of(change(ChangeKind.TEXT_CHANGED, HOSTILE, "a" + HOSTILE, HOSTILE)))),
        List.of(new NotCompared(HOSTILE, HOSTILE, true)),
        List.of(HOSTILE));
  }

  /** The small report with its first change accepted. */
  static DriftReport accepted() {
    return small()
        .mapChanges(
            (subject, change) ->
                change.kind() == ChangeKind.PROPERTY_REMOVED
                    ? change.accepted(
                        new Acceptance("nobody reads it", Optional.of(LocalDate.of(2027, 1, 31))))
                    : change);
  }

  /** One change that a number of operations have in common, and one of the first alone. */
  static DriftReport shared(int operations) {
    List<OperationDrift> drifts =
        IntStream.range(0, operations)
            .mapToObj(
                i ->
                    operation(
                        "op" + i,
                        OperationTrace.NONE,
                        change(
                            ChangeKind.SECURITY_ALTERNATIVE_ADDED, "", "HTTP bearer", "security")))
            .toList();
    return new DriftReport(
        new DriftReport.Revision("v1", operations),
        new DriftReport.Revision("v2", operations),
        DriftReport.Scope.ALL,
        drifts,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** As many operations with a change of its own each. */
  static DriftReport many(int operations) {
    DriftReport none = shared(0);
    List<OperationDrift> drifts =
        IntStream.range(0, operations)
            .mapToObj(
                i ->
                    operation(
                        "op" + i,
                        OperationTrace.NONE,
                        change(ChangeKind.HEADER_REMOVED, "X" + i, "", "response 200")))
            .toList();
    return new DriftReport(
        none.before(),
        none.after(),
        none.scope(),
        drifts,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  static DriftReport empty() {
    DriftReport.Revision revision = new DriftReport.Revision("v1", 1);
    return new DriftReport(
        revision,
        revision,
        DriftReport.Scope.SERVER,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static OperationDrift operation(String id, OperationTrace trace, Change... changes) {
    String path = id.equals(HOSTILE) ? HOSTILE : "/" + id;
    return new OperationDrift(new OperationName(id, "GET", path), trace, List.of(changes));
  }

  private static Change change(ChangeKind kind, String was, String now, String... places) {
    Change change =
        new Change(
            kind, Direction.RESPONSE, List.of(places), was, now, kind.verdict(Direction.RESPONSE));
    return change.at(
        Optional.of(new SourcePosition("old/" + places[0] + ".yaml", 3, 5)),
        Optional.of(new SourcePosition("new/" + places[0] + ".yaml", 4, 5)));
  }
}
