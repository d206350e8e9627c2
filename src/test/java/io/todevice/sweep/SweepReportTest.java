package io.todevice.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.audit.Loss;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The report of a sweep")
class SweepReportTest {

  private static final Loss UNTYPED = new Loss("/p", "A.b", "the properties c", "");
  private static final Loss EXCEPTION = new Loss("/q", "op(r)", "the properties s", "it is text");

  @Test
  @DisplayName("passes where every file does; exceptions have a reason and are listed")
  void passes() {
    SweepReport report =
        new SweepReport(List.of(file("a.yaml", List.of(EXCEPTION), List.of(), List.of("noted"))));

    assertThat(report.passes()).isTrue();
    assertThat(report.toText())
        .isEqualTo(
            """
            file                               operations  models  untyped  exceptions   free
            a.yaml                                      2       3        0           1      4  passes
            all                                         2       3        0           1      4
              a.yaml#/q: exception: op(r) lost the properties s (it is text)
              note: noted
            1 of 1 files pass: 2 operations, 3 models, 0 structured schemas untyped, 1 exceptions
            """);
  }

  @Test
  @DisplayName("does not pass where structure was lost without a reason")
  void untyped() {
    SweepReport report =
        new SweepReport(List.of(file("a.yaml", List.of(UNTYPED), List.of(), List.of())));

    assertThat(report.passes()).isFalse();
    assertThat(report.toText())
        .contains("  1           0      4  loses structure\n")
        .contains("  a.yaml#/p: untyped: A.b lost the properties c\n");
    assertThat(report.toJson().at("/files/0/untyped/0/java").asText()).isEqualTo("A.b");
  }

  @Test
  @DisplayName("does not pass where a file failed, or where there was none")
  void failures() {
    SweepReport failed =
        new SweepReport(List.of(file("a.yaml", List.of(), List.of("broken"), List.of())));

    assertThat(failed.passes()).isFalse();
    assertThat(failed.toMarkdown())
        .contains("| `a.yaml` | 2 | 3 | 0 | 0 | 4 | fails |\n", "- a.yaml: error: broken\n");
    assertThat(new SweepReport(List.of()).passes()).isFalse();
  }

  @Test
  @DisplayName("names folders after files, each its own")
  void folders() {
    assertThat(
            FolderNames.of(
                    List.of("account-data.yaml", "account_data.yml", "default.yaml", "3pid.yaml"))
                .values())
        .containsExactly("account_data", "account_data_2", "file_default", "file_3pid");
  }

  private static FileReport file(
      String name, List<Loss> losses, List<String> errors, List<String> notes) {
    return new FileReport(name, 2, 2, 3, 4, losses, errors, notes);
  }
}
