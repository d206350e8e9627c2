package io.todevice.spec.drift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.Yaml;
import io.todevice.spec.drift.report.Change;
import io.todevice.spec.drift.report.DriftReport;
import io.todevice.spec.trace.Trace;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Documents of one operation, {@code op}, which is served, and what changes between two of them.
 */
public final class SmallSpec {

  private static final Trace NO_TRACE = new Trace(Map.of());

  private static final String SCHEMES =
      "{q: {type: apiKey, in: query, name: t}, h: {type: http, scheme: bearer},"
          + " other: {type: apiKey, in: query, name: t}}";

  private SmallSpec() {}

  /** A document in YAML's flow style. */
  static ObjectNode document(String paths, String schemas) {
    return (ObjectNode)
        Yaml.parse(
            ("{openapi: 3.1.0, info: {title: t, version: v1}, paths: "
                    + paths
                    + ", components: {schemas: "
                    + schemas
                    + ", securitySchemes: "
                    + SCHEMES
                    + "}}")
                .getBytes(StandardCharsets.UTF_8),
            "test");
  }

  /** A document with the members of one operation at {@code POST /a/{id}}. */
  public static ObjectNode operation(String members) {
    return document("{'/a/{id}': {post: {operationId: op" + comma(members) + "}}}", "{}");
  }

  /** A document with this schema as the request's body. */
  static ObjectNode request(String schema, String components) {
    return document(
        "{'/a/{id}': {post: {operationId: op, requestBody: {content: {application/json: {schema: "
            + schema
            + "}}}}}}",
        components);
  }

  /** A document with this schema as the response's body. */
  static ObjectNode response(String schema, String components) {
    return document(
        "{'/a/{id}': {post: {operationId: op, responses: {'200': {content: {application/json:"
            + " {schema: "
            + schema
            + "}}}}}}}",
        components);
  }

  public static DriftReport drift(ObjectNode before, ObjectNode after) {
    return Drift.between(before, after, Set.of("op"), NO_TRACE);
  }

  /** The changes of served operations, each as {@code kind @ place: was -> now [IMPACTS]}. */
  static List<String> changes(ObjectNode before, ObjectNode after) {
    return drift(before, after).served().stream()
        .flatMap(operation -> operation.changes().stream())
        .map(SmallSpec::show)
        .toList();
  }

  /** The changes between two forms of the one operation. */
  static List<String> changes(String before, String after) {
    return changes(operation(before), operation(after));
  }

  static String show(Change change) {
    return change.kind().id()
        + " @ "
        + String.join(" + ", change.places())
        + ": "
        + change.was()
        + " -> "
        + change.now()
        + " "
        + change.verdict().impacts();
  }

  private static String comma(String members) {
    return members.isEmpty() ? "" : ", " + members;
  }
}
