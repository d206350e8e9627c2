package io.todevice.strict.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.UserId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A journal")
class JournalTest {

  private Instant now = Instant.EPOCH;
  private final Journal journal = new Journal("v1.8", 2, () -> now);

  @Test
  @DisplayName("counts what is the same, with the first and the last time")
  void aggregates() {
    assertThat(journal.add(violation(Rule.UNKNOWN_FIELD, "a"))).isEqualTo(1);
    now = Instant.ofEpochSecond(5);
    assertThat(journal.add(violation(Rule.UNKNOWN_FIELD, "a"))).isEqualTo(2);

    assertThat(journal.state().entries())
        .containsExactly(
            new JournalEntry(violation(Rule.UNKNOWN_FIELD, "a"), Instant.EPOCH, now, 2));
    assertThat(journal.state().count(Severity.NOTICE)).isEqualTo(2);
    assertThat(journal.state().count(Severity.MUST)).isZero();
  }

  @Test
  @DisplayName("puts the grave ones first")
  void sorted() {
    journal.add(violation(Rule.UNKNOWN_FIELD, "slight"));
    journal.add(violation(Rule.BODY_SCHEMA, "grave"));

    assertThat(journal.state().entries())
        .extracting(entry -> entry.violation().what())
        .containsExactly("grave", "slight");
  }

  @Test
  @DisplayName("keeps a bounded number, counts the others, and goes on counting those it keeps")
  void bounded() {
    journal.add(violation(Rule.BODY_SCHEMA, "a"));
    journal.add(violation(Rule.BODY_SCHEMA, "b"));
    assertThat(journal.add(violation(Rule.BODY_SCHEMA, "c"))).isZero();
    assertThat(journal.add(violation(Rule.BODY_SCHEMA, "a"))).isEqualTo(2);

    assertThat(journal.state().entries()).hasSize(2);
    assertThat(journal.state().unlisted()).isEqualTo(1);
  }

  @Test
  @DisplayName("keeps texts that fit on a line and steer no terminal")
  void plainText() {
    Violation violation =
        new Violation(
            Rule.UNKNOWN_FIELD,
            Optional.of(new DeviceAddress(new UserId("@a\u001b[1m:b"), new DeviceId("D\nE"))),
            "op",
            "x".repeat(400),
            "/a\u202eb\n",
            "");
    assertThat(violation.who()).isEqualTo("@a?[1m:b/D?E");
    assertThat(violation.what()).hasSize(303);
    assertThat(violation.pointer()).isEqualTo("/a?b?");
  }

  @Test
  @DisplayName("links to the release of the specification, or to the latest")
  void links() {
    assertThat(Rule.BUSY_SYNC.place().url("v1.11"))
        .isEqualTo("https://spec.matrix.org/v1.11/client-server-api/#syncing");
    assertThat(Rule.BUSY_SYNC.place().url("v1.11/../x"))
        .isEqualTo("https://spec.matrix.org/latest/client-server-api/#syncing");
  }

  @Test
  @DisplayName("has rules that are all explained in docs/strict.md, with their clauses")
  void documented() throws Exception {
    String docs = Files.readString(Path.of("docs/strict.md"));
    assertThat(Arrays.stream(Rule.values()))
        .allSatisfy(
            rule ->
                assertThat(docs)
                    .containsPattern(
                        "\\| `"
                            + rule.id()
                            + "` \\| "
                            + rule.severity()
                            + " \\| .*"
                            + rule.clause().map(clause -> "\\(" + clause + "\\)").orElse("")));
  }

  private static Violation violation(Rule rule, String what) {
    return new Violation(rule, Optional.empty(), "op", what, "", "");
  }
}
