package io.todevice.spec.drift.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.Yaml;
import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.drift.report.EventDrift;
import io.todevice.spec.drift.report.Impact;
import io.todevice.spec.drift.report.NotCompared;
import io.todevice.spec.drift.report.OperationDrift;
import io.todevice.spec.drift.report.OperationName;
import io.todevice.spec.drift.report.SourcePosition;
import io.todevice.text.PackedFile;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The report for programs: everything, in full. What its members mean stands in docs/spec-diff.md.
 */
public final class JsonReport {

  private JsonReport() {}

  /** The report as indented JSON. */
  public static String of(DriftReport report) {
    return new String(Yaml.writeJson(tree(report)), StandardCharsets.UTF_8);
  }

  /** The JSON Schema that all reports follow. */
  public static String schema() {
    return PackedFile.readText(JsonReport.class, "drift-report.schema.json");
  }

  private static JsonNode tree(DriftReport report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.set("before", revision(report.before()));
    root.set("after", revision(report.after()));
    root.put("scope", report.scope().name().toLowerCase(Locale.ROOT));
    ObjectNode summary = root.putObject("summary");
    summary.set("served", counts(report.served()));
    summary.set("unserved", counts(report.unserved()));
    report.served().forEach(operation -> root.withArray("/served").add(drift(operation)));
    report.unserved().forEach(operation -> root.withArray("/unserved").add(drift(operation)));
    report.notServed().forEach(operation -> root.withArray("/notServed").add(name(operation)));
    for (NotCompared part : report.notCompared()) {
      root.withArray("/notCompared")
          .addObject()
          .put("subject", part.subject())
          .put("reason", part.reason());
    }
    report.events().forEach(event -> root.withArray("/events").add(event(event)));
    report.warnings().forEach(root.withArray("/warnings")::add);
    for (String list :
        List.of("served", "unserved", "notServed", "events", "notCompared", "warnings")) {
      root.withArray("/" + list);
    }
    return root;
  }

  private static ObjectNode revision(DriftReport.Revision revision) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", revision.name())
        .put("operations", revision.operations());
  }

  private static ObjectNode counts(List<OperationDrift> operations) {
    ObjectNode counts = JsonNodeFactory.instance.objectNode();
    for (Impact impact : Impact.values()) {
      counts.put(id(impact), DriftReport.count(operations, impact));
    }
    return counts;
  }

  private static ObjectNode name(OperationName operation) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("operationId", operation.operationId())
        .put("method", operation.method())
        .put("path", operation.path());
  }

  private static ObjectNode drift(OperationDrift operation) {
    ObjectNode node = name(operation.operation());
    ObjectNode trace = node.putObject("trace");
    trace.set("implementations", texts(operation.trace().implementations()));
    trace.set("clauses", texts(operation.trace().clauses()));
    trace.set("tests", texts(operation.trace().tests()));
    ArrayNode changes = node.putArray("changes");
    String subject = operation.operation().operationId();
    operation.changes().forEach(change -> changes.add(change(subject, change)));
    return node;
  }

  private static ObjectNode event(EventDrift event) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("type", event.type());
    ArrayNode changes = node.putArray("changes");
    event.changes().forEach(change -> changes.add(change(event.type(), change)));
    return node;
  }

  private static ObjectNode change(String subject, Change change) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("fingerprint", change.fingerprint(subject));
    node.put("kind", change.kind().id());
    node.put("direction", change.direction().name().toLowerCase(Locale.ROOT));
    ObjectNode classes = node.putObject("classes");
    change.verdict().reasons().forEach((impact, reason) -> classes.put(id(impact), reason));
    node.set("places", texts(change.places()));
    node.put("was", change.was());
    node.put("now", change.now());
    change.oldSource().ifPresent(source -> node.set("oldSource", source(source)));
    change.newSource().ifPresent(source -> node.set("newSource", source(source)));
    change
        .acceptance()
        .ifPresent(
            by -> {
              ObjectNode accepted = node.putObject("accepted").put("reason", by.reason());
              by.expires().ifPresent(day -> accepted.put("expires", day.toString()));
            });
    return node;
  }

  private static ObjectNode source(SourcePosition source) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("file", source.file())
        .put("line", source.line())
        .put("column", source.column());
  }

  private static ArrayNode texts(Collection<String> texts) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    texts.forEach(list::add);
    return list;
  }

  private static String id(Impact impact) {
    return impact.name().toLowerCase(Locale.ROOT);
  }
}
