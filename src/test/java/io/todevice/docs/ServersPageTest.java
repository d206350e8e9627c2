package io.todevice.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.conformance.Conformance;
import io.todevice.conformance.report.CaseInfo;
import io.todevice.spec.model.SpecificationDocument;
import io.todevice.text.Markdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page that compares servers")
class ServersPageTest {

  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| \\[`(.+?)`]\\(.+?\\) \\| (\\w+) \\| (.+?) \\| (.+?) \\| (.+?) \\| (.+?) \\|$");

  private static List<MatchResult> rows() throws IOException {
    return ROW.matcher(Files.readString(Path.of("docs/servers.md"))).results().toList();
  }

  /** The cases that come from the document depend on its revision. */
  @Test
  @DisplayName("describes the cases of the clauses as this kit does")
  void cases() throws IOException {
    Map<String, String> ofTheKit = new TreeMap<>();
    for (CaseInfo info : Conformance.listCases(SpecificationDocument.getTree())) {
      ofTheKit.put(info.id().value(), info.severity() + " " + Markdown.escape(info.title()));
    }

    assertThat(rows())
        .filteredOn(row -> !row.group(1).startsWith("API."))
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(ofTheKit)
                    .containsEntry(row.group(1), row.group(2) + " " + row.group(3)));
  }

  @Test
  @DisplayName("shows no failure that is not judged")
  void judged() throws IOException {
    List<String> columns = List.of("todevice", "synapse", "dendrite");
    for (int column = 0; column < columns.size(); column++) {
      int group = 4 + column;
      List<String> failed =
          rows().stream()
              .filter(row -> row.group(group).startsWith("**failed**"))
              .map(row -> row.group(1))
              .toList();

      assertThat(known(columns.get(column))).as(columns.get(column)).containsAll(failed);
    }
  }

  private static Set<String> known(String server) throws IOException {
    Path file = Path.of("servers", server, "known-failures.yaml");
    return Files.exists(file)
        ? Pattern.compile("(?m)^- id: (.+)$")
            .matcher(Files.readString(file))
            .results()
            .map(entry -> entry.group(1))
            .collect(Collectors.toSet())
        : Set.of();
  }
}
