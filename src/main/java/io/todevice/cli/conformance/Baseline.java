package io.todevice.cli.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.todevice.config.ConfigException;
import io.todevice.conformance.report.CaseResult;
import io.todevice.conformance.report.ConformanceReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** An earlier run, to compare one with. */
final class Baseline {

  private static final Set<String> FAILING = Set.of("failed", "known_failure");
  private static final Set<String> PASSING = Set.of("passed", "unexpected_pass");
  private static final int MAX_NAMED = 20;

  private final String started;
  private final Map<String, String> outcomes;

  private Baseline(String started, Map<String, String> outcomes) {
    this.started = started;
    this.outcomes = outcomes;
  }

  /**
   * Reads the JSON of a run.
   *
   * @throws ConfigException if the file cannot be read, or is none
   */
  static Baseline read(Path file) {
    JsonNode json;
    try {
      json = new JsonMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new ConfigException(file.toString(), "cannot be read as JSON");
    }
    Map<String, String> outcomes = new HashMap<>();
    for (JsonNode each : json.path("cases")) {
      outcomes.put(each.path("id").asText(""), each.path("outcome").asText(""));
    }
    if (outcomes.isEmpty()) {
      throw new ConfigException(file.toString(), "is no JSON report of this kit: it has no cases");
    }
    return new Baseline(json.path("started").asText(""), outcomes);
  }

  /** What has changed since, in sentences. */
  List<String> compare(ConformanceReport report) {
    List<String> failing = new ArrayList<>();
    List<String> mended = new ArrayList<>();
    List<String> added = new ArrayList<>();
    for (CaseResult result : report.results()) {
      String id = result.info().id().value();
      String before = outcomes.get(id);
      String now = result.outcome().name().toLowerCase(Locale.ROOT);
      if (before == null) {
        added.add(id);
      } else if (FAILING.contains(now) && !FAILING.contains(before)) {
        failing.add(id);
      } else if (PASSING.contains(now) && FAILING.contains(before)) {
        mended.add(id);
      }
    }
    List<String> sentences = new ArrayList<>();
    say(sentences, "fail that did not", failing);
    say(sentences, "pass that failed", mended);
    say(sentences, "were not run then", added);
    return sentences.isEmpty()
        ? List.of("Since the run of " + started + " no outcome is another.")
        : sentences;
  }

  private void say(List<String> sentences, String what, List<String> ids) {
    if (!ids.isEmpty()) {
      sentences.add(
          "Since the run of "
              + started
              + " these "
              + what
              + ": "
              + String.join(", ", ids.subList(0, Math.min(ids.size(), MAX_NAMED)))
              + (ids.size() > MAX_NAMED ? ", and " + (ids.size() - MAX_NAMED) + " more." : "."));
    }
  }
}
