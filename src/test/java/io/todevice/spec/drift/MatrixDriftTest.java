package io.todevice.spec.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.todevice.spec.ProjectSpec;
import io.todevice.spec.assembly.Overlay;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.OperationDrift;
import io.todevice.spec.drift.report.OperationName;
import io.todevice.spec.trace.Trace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Facts of Matrix's own files, found with {@code diff -r}. The files are no part of the project:
 * {@code -Dmatrix.spec=DIRECTORY} says where they are.
 */
@DisplayName("Matrix's releases v1.8 and v1.11")
class MatrixDriftTest {

  private static final Path FILES =
      Path.of(System.getProperty("matrix.spec", "../shared/matrix-spec"));

  @Test
  @DisplayName(
      "differ forwards in nothing that breaks what is served, but for keys, whose form v1.8 left"
          + " open")
  void forwards() {
    DriftReport report = between("v1.8", "v1.11");
    assertThat(report.before()).isEqualTo(new DriftReport.Revision("v1.8", 150));
    assertThat(report.after()).isEqualTo(new DriftReport.Revision("v1.11", 156));
    assertThat(report.served())
        .filteredOn(
            operation ->
                operation.changes().stream().anyMatch(change -> change.worst().isBreaking()))
        .extracting(operation -> operation.operation().operationId())
        .containsExactly("claimKeys", "uploadKeys");
    assertThat(report.notServed())
        .extracting(OperationName::operationId)
        .hasSizeGreaterThan(100)
        .doesNotContainAnyElementsOf(ProjectSpec.served().operationIds());
    assertThat(shown(report, "sendToDevice"))
        .containsExactly(
            "keys-changed @ request body › messages: any key -> keys like ^@ [COMPATIBLE]",
            "security-alternative-added @ security:  -> HTTP bearer [COMPATIBLE]",
            "deprecated @ security › query access_token:  ->  [COMPATIBLE]",
            "text-changed @ security › query access_token › description: The access_token returned"
                + " by a call to `/login` or `/register` -> **Deprecated.** The `access_token`"
                + " returned by a call to `/login` or `/register`, as a query\n"
                + "parameter.\n\n"
                + "It can also be the `as_token` of an application service. [DOCUMENTATION]");
    assertThat(shown(report, "login"))
        .contains(
            "limit-loosened @ request body › type: one of m.login.password, m.login.token -> "
                + " [COMPATIBLE]");
    assertThat(shown(report, "deactivateAccount"))
        .contains(
            "property-added @ request body › erase:  -> optional [COMPATIBLE]",
            "security-lifted @ security: demanded -> optional [COMPATIBLE]");
    assertThat(shown(report, "uploadCrossSigningKeys"))
        .contains(
            "change-note-added @ operation:  -> 1.11: UIA is not always required for this endpoint."
                + " [REVIEW]");
    assertThat(idsWith(report, ChangeKind.OPERATION_ADDED))
        .containsExactly(
            "getConfigAuthed",
            "getContentAuthed",
            "getContentOverrideNameAuthed",
            "getContentThumbnailAuthed",
            "getUrlPreviewAuthed",
            "getWellknownSupport");
    assertThat(idsWith(report, ChangeKind.OPERATION_REMOVED)).isEmpty();
    assertThat(idsWith(report, ChangeKind.DEPRECATED))
        .contains("getContent", "getConfig", "getUrlPreview");
  }

  @Test
  @DisplayName("differ backwards in what breaks clients and code")
  void backwards() {
    DriftReport report = between("v1.11", "v1.8");
    assertThat(shown(report, "sendToDevice"))
        .contains("security-alternative-removed @ security: HTTP bearer ->  [CLIENTS]");
    assertThat(shown(report, "login"))
        .contains(
            "limit-tightened @ request body › type:  -> one of m.login.password, m.login.token"
                + " [CLIENTS]");
    assertThat(shown(report, "sync"))
        .anyMatch(
            change ->
                change.startsWith("property-removed @ response 200")
                    && change.endsWith("optional ->  [CLIENTS, CODE]"));
    assertThat(idsWith(report, ChangeKind.OPERATION_REMOVED)).hasSize(6);
    assertThat(idsWith(report, ChangeKind.OPERATION_ADDED)).isEmpty();
  }

  @Test
  @DisplayName("differ each in nothing from itself")
  void identity() {
    assertThat(between("v1.8", "v1.8").isEmpty()).isTrue();
    assertThat(between("v1.11", "v1.11").isEmpty()).isTrue();
  }

  private static List<String> shown(DriftReport report, String operationId) {
    return operations(report)
        .filter(operation -> operation.operation().operationId().equals(operationId))
        .flatMap(operation -> operation.changes().stream())
        .map(SmallSpec::show)
        .toList();
  }

  private static List<String> idsWith(DriftReport report, ChangeKind kind) {
    return operations(report)
        .filter(operation -> operation.changes().stream().anyMatch(change -> change.kind() == kind))
        .map(operation -> operation.operation().operationId())
        .toList();
  }

  private static Stream<OperationDrift> operations(DriftReport report) {
    return Stream.concat(report.served().stream(), report.unserved().stream());
  }

  private static DriftReport between(String before, String after) {
    return Drift.between(
        RevisionReader.read(directory(before), Overlay.NONE),
        RevisionReader.read(directory(after), Overlay.NONE),
        ProjectSpec.served().operationIds(),
        new Trace(java.util.Map.of()));
  }

  private static Path directory(String release) {
    Path directory = FILES.resolve(release).resolve("data/api/client-server");
    assumeTrue(
        Files.isDirectory(directory),
        "Matrix's files are not at "
            + directory
            + ", so this test did not run; -Dmatrix.spec=DIRECTORY says where they are");
    return directory;
  }
}
