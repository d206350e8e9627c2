package io.todevice.spec.drift.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.spec.drift.report.Impact;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The report as text")
class TextReportTest {

  @Test
  @DisplayName("tells how much there is, the server's part in full, and of the rest how much")
  void whole() {
    assertThat(TextReport.of(Reports.small(), Paint.NONE))
        .isEqualTo(
            """
            What changed from v1 to v2
            2 operations before, 3 now

            changes                     served  not served
            breaks clients                   2           1
            breaks the server's code         1           -
            to be reviewed                   0           0
            compatible                       0           0
            documentation only               1           0
            Note: a warning
            Not compared: v2/kick.yaml#/paths/~1kick: no reason

            Served by this server

            sync  GET /sync
              touches a.SyncResource; clauses D1, D2; 1 test: T
              breaks clients and the server's code
                response 200 › a (and 1 more place): property removed: was optional  (response 200 › a.yaml:3)
              breaks clients
                response 200 › c: limit loosened: maxItems 1 → maxItems 2  (response 200 › c.yaml:4)
              documentation only
                description: text changed: [-an old-] {+a new+} text  (description.yaml:4)

            Events between devices: the server passes them on unchanged, clients have to follow

            m.dummy
              to be reviewed
                content: change note added: 1.9: n  (content.yaml:4)

            Not served, so no code of this server has to follow

              ban  GET /ban: 1 breaks clients

            1 operation of v2 is not served.
            """);
  }

  @Test
  @DisplayName("says so where nothing has changed")
  void empty() {
    assertThat(TextReport.of(Reports.empty(), Paint.NONE))
        .contains("Nothing has changed.", "0 operations of v1 are not served.")
        .doesNotContain("Served by this server");
  }

  @Test
  @DisplayName("says once what several operations have in common, with some of their names")
  void shared() {
    assertThat(TextReport.of(Reports.shared(20), Paint.NONE))
        .containsOnlyOnce("HTTP bearer")
        .contains(
            """
              in 20 operations: compatible
                security: way of authentication added: HTTP bearer  (security.yaml:4)
                  op0, op1, op10, op11, op12, op13, op14, op15 and 12 more
            """);
  }

  @Test
  @DisplayName("marks what is accepted")
  void accepted() {
    assertThat(TextReport.of(Reports.accepted(), Paint.NONE))
        .contains(
            "1 change of them accepted\n", "breaks clients and the server's code, accepted\n");
  }

  @Test
  @DisplayName("has colours only where it is given them")
  void colours() {
    Paint paint =
        new Paint() {
          @Override
          public String heading(String text) {
            return "<" + text + ">";
          }

          @Override
          public String impact(Impact impact, String text) {
            return "{" + impact + " " + text + "}";
          }
        };
    assertThat(TextReport.of(Reports.small(), paint))
        .contains(
            "<Served by this server>", "{CLIENTS breaks clients}", "{CLIENTS 1 breaks clients}");
  }

  @Test
  @DisplayName("lets nothing from outside start a line or steer the terminal")
  void hostile() {
    assertThat(TextReport.of(Reports.hostile(), Paint.NONE))
        .contains("alert(1)")
        .doesNotContain("\u001b", "\u202e", "*\n?");
    assertThat(ChangeLines.of(Reports.hostile()))
        .singleElement()
        .asString()
        .doesNotContain("\n", "\u001b", "\u202e");
  }

  @Test
  @DisplayName("for a build has one line for each change of what is served")
  void lines() {
    assertThat(ChangeLines.of(Reports.small()))
        .containsExactly(
            "sync: response 200 › a (and 1 more place): property removed: was optional (breaks"
                + " clients and the server's code)",
            "sync: response 200 › c: limit loosened: maxItems 1 → maxItems 2 (breaks clients)",
            "sync: description: text changed: [-an old-] {+a new+} text (documentation only)");
  }
}
