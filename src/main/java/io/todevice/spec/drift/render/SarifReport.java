package io.todevice.spec.drift.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.Yaml;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.SourcePosition;
import io.todevice.text.OneLine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The report in SARIF 2.1.0, for services that show the results of analyses: what counts, and the
 * events.
 */
public final class SarifReport {

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private SarifReport() {}

  /** The report as indented JSON. */
  public static String of(DriftReport report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "todevice spec diff");
    List<ReportedChange> changes = ReportedChange.listOf(report);
    List<ChangeKind> kinds =
        changes.stream().map(change -> change.change().kind()).distinct().sorted().toList();
    ArrayNode rules = driver.putArray("rules");
    for (ChangeKind kind : kinds) {
      rules
          .addObject()
          .put("id", kind.id())
          .putObject("shortDescription")
          .put("text", kind.label());
    }
    run.put("columnKind", "unicodeCodePoints");
    ArrayNode results = run.putArray("results");
    changes.forEach(change -> results.add(result(change, kinds)));
    return new String(Yaml.writeJson(root), StandardCharsets.UTF_8);
  }

  private static ObjectNode result(ReportedChange reported, List<ChangeKind> kinds) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    ChangeKind kind = reported.change().kind();
    result.put("ruleId", kind.id()).put("ruleIndex", kinds.indexOf(kind));
    result.put("level", reported.level().name().toLowerCase(Locale.ROOT));
    result.putObject("message").put("text", OneLine.of(reported.message()));
    ArrayNode locations = result.putArray("locations");
    reported.change().source().ifPresent(source -> locations.add(location(source)));
    result.putObject("partialFingerprints").put("change/v1", reported.fingerprint());
    reported
        .change()
        .acceptance()
        .ifPresent(
            by ->
                result
                    .putArray("suppressions")
                    .addObject()
                    .put("kind", "external")
                    .put("justification", by.reason()));
    return result;
  }

  private static ObjectNode location(SourcePosition source) {
    ObjectNode location = JsonNodeFactory.instance.objectNode();
    ObjectNode physical = location.putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", uri(source.file()));
    physical
        .putObject("region")
        .put("startLine", source.line())
        .put("startColumn", source.column());
    return location;
  }

  /** A relative reference stays one. */
  private static String uri(String file) {
    if (file.startsWith("/")) {
      return Path.of(file).toUri().toString();
    }
    String absolute = Path.of("/" + file).toUri().getRawPath();
    return absolute.substring(1);
  }
}
