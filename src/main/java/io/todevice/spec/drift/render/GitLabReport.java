package io.todevice.spec.drift.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.Yaml;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.SourcePosition;
import io.todevice.text.OneLine;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The report as GitLab's Code Quality takes it: what counts and is not accepted, and the events.
 */
public final class GitLabReport {

  private GitLabReport() {}

  /** The report as indented JSON. */
  public static String of(DriftReport report) {
    ArrayNode issues = JsonNodeFactory.instance.arrayNode();
    for (ReportedChange reported : ReportedChange.listOf(report)) {
      Optional<SourcePosition> source = reported.change().source();
      if (reported.isAccepted()) {
        continue;
      }
      ObjectNode issue = issues.addObject();
      issue.put("description", OneLine.of(reported.message()));
      issue.put("check_name", reported.change().kind().id());
      issue.put("fingerprint", reported.fingerprint());
      issue.put(
          "severity",
          switch (reported.level()) {
            case ERROR -> "major";
            case WARNING -> "minor";
            case NOTE -> "info";
          });
      ObjectNode location = issue.putObject("location");
      location.put("path", OneLine.of(source.map(SourcePosition::file).orElse(".")));
      location.putObject("lines").put("begin", source.map(SourcePosition::line).orElse(1));
    }
    return new String(Yaml.writeJson(issues), StandardCharsets.UTF_8);
  }
}
