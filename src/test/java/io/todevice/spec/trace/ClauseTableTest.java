package io.todevice.spec.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The table of the clauses")
class ClauseTableTest {

  private static final Path PAGE = Path.of("docs/clauses.md");
  private static final String RENEW = "mvn test -Dtest=ClauseTableTest -Dgolden.update=true";

  private static List<ClauseTable.Row> rows = List.of();

  @BeforeAll
  static void read() throws Exception {
    rows =
        ClauseTable.rows(
            Clauses.get().values(),
            SourceCitations.in(Path.of("src/main/java")),
            Citations.in(Path.of("src/test/java")));
  }

  @Test
  @DisplayName("names a class that sees to it and a test for every clause")
  void isComplete() {
    assertThat(rows).hasSize(57);
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.classes()).as("classes that cite %s", row.clause().id()).isNotEmpty();
              assertThat(row.tests()).as("tests that cite %s", row.clause().id()).isNotEmpty();
            });
  }

  @Test
  @DisplayName("is the one in the documentation")
  void isWrittenDown() throws Exception {
    String page = ClauseTable.page(rows);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(page)
        .withFailMessage("%s is not what the sources and tests say; renew it: %s", PAGE, RENEW)
        .isEqualTo(Files.readString(PAGE));
  }

  @Test
  @DisplayName("takes identifiers out of comments, one by one, in lists and from one to another")
  void citations() {
    assertThat(
            SourceCitations.clausesOf(
                """
                /**
                 * Sending (clauses S1 to
                 * S3, T1): see R2.
                 */
                String text = "A1"; // clause D4
                """))
        .containsExactly("S1", "S2", "S3", "T1", "R2", "D4");
  }

  @Test
  @DisplayName("lists classes once each, in order, without the project's package")
  void row() {
    Clause clause = new Clause("A1", Clause.Level.MUST, "* and |");
    assertThat(
            ClauseTable.page(
                ClauseTable.rows(
                    List.of(clause),
                    Map.of("A1", Set.of("io.todevice.b.B", "io.todevice.a.A")),
                    Map.of(
                        "A1",
                        Set.of(
                            "io.todevice.T#one", "io.todevice.T$Inner#two", "io.todevice.S#x")))))
        .endsWith("\n| A1 | MUST | \\* and \\| | `a.A`, `b.B` | `S`, `T` |\n");
  }
}
