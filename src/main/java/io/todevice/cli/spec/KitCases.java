package io.todevice.cli.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.conformance.Conformance;
import io.todevice.conformance.report.CaseInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The cases of the conformance kit, for the page of {@code spec follow}. */
final class KitCases {

  /** What the tests of the project leave behind in the build directory. */
  private static final String REPORT = "conformance.json";

  private KitCases() {}

  /**
   * How many cases a document brings, and what they found.
   *
   * @param buildDirectory where the tests ran
   */
  static List<String> of(JsonNode document, Path buildDirectory) {
    Map<String, Long> numbers =
        Conformance.listCases(document).stream()
            .map(CaseInfo::clause)
            .collect(
                Collectors.groupingBy(
                    clause -> clause.equals("API") ? "the document's operations" : "the clauses",
                    TreeMap::new,
                    Collectors.counting()));
    List<String> lines = new ArrayList<>();
    numbers.forEach((origin, number) -> lines.add(number + " cases of " + origin));
    lines.addAll(findings(buildDirectory.resolve(REPORT)));
    return lines;
  }

  private static List<String> findings(Path report) {
    if (!Files.isRegularFile(report)) {
      return List.of("none of them ran");
    }
    JsonNode run;
    try {
      run = new JsonMapper().readTree(report.toFile());
    } catch (IOException e) {
      return List.of(report + " cannot be read");
    }
    JsonNode counts = run.path("counts");
    List<String> lines = new ArrayList<>();
    lines.add(
        "against the server that was built: %d passed, %d failed, %d skipped"
            .formatted(
                counts.path("passed").asInt(),
                counts.path("failed").asInt(),
                counts.path("skipped").asInt()));
    for (JsonNode result : run.path("cases")) {
      if (result.path("outcome").asText().equals("failed")) {
        lines.add(
            "%s (%s): expected %s, but %s"
                .formatted(
                    result.path("id").asText(),
                    result.path("title").asText(),
                    result.at("/failure/expected").asText(),
                    result.at("/failure/actual").asText()));
      }
    }
    return lines;
  }
}
