package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is found in an operation that both documents have without openapi-diff. */
final class OwnRules {

  private static final String JSON = "application/json";

  private final SchemaComparison schemas;
  private final SecurityComparison security;

  OwnRules(JsonNode before, JsonNode after) {
    this.schemas = new SchemaComparison(before, after);
    this.security = new SecurityComparison(before, after);
  }

  List<Finding> compare(SpecOperation before, SpecOperation after) {
    List<Finding> findings = new ArrayList<>();
    compareNames(before, after, findings);
    deprecation(before.node(), after.node(), Direction.REQUEST, findings, "operation");
    if (before.node().path("x-waits").asBoolean() != after.node().path("x-waits").asBoolean()) {
      findings.add(Finding.ofRequest(ChangeKind.WAITING_CHANGED, "", "", "operation"));
    }
    findings.addAll(Texts.compare(before.node(), after.node(), Direction.REQUEST));
    findings.addAll(security.compare(before, after));
    findings.addAll(BesideRules.compare(before.node(), after.node()));
    compareParameters(before, after, findings);
    content(
        before.node().path("requestBody"),
        after.node().path("requestBody"),
        Direction.REQUEST,
        "request body",
        findings);
    for (Map.Entry<String, JsonNode> response : after.node().path("responses").properties()) {
      JsonNode old = before.node().path("responses").path(response.getKey());
      String place = "response " + response.getKey();
      content(old, response.getValue(), Direction.RESPONSE, place, findings);
      headers(old.path("headers"), response.getValue().path("headers"), place, findings);
    }
    return findings;
  }

  private static void compareNames(
      SpecOperation before, SpecOperation after, List<Finding> findings) {
    if (!before.place().equals(after.place())) {
      findings.add(
          Finding.ofRequest(
              ChangeKind.OPERATION_MOVED,
              before.name().method() + " " + before.name().path(),
              after.name().method() + " " + after.name().path(),
              "operation"));
    }
    String oldId = before.name().operationId();
    String newId = after.name().operationId();
    if (!oldId.equals(newId) && (before.hasId() || after.hasId())) {
      findings.add(Finding.ofRequest(ChangeKind.OPERATION_RENAMED, oldId, newId, "operation"));
    }
  }

  private void compareParameters(
      SpecOperation before, SpecOperation after, List<Finding> findings) {
    Map<String, JsonNode> old = Parameters.of(before);
    for (Map.Entry<String, JsonNode> parameter : Parameters.of(after).entrySet()) {
      JsonNode was = old.getOrDefault(parameter.getKey(), MissingNode.getInstance());
      JsonNode is = parameter.getValue();
      if (was.isMissingNode()) {
        continue;
      }
      String place = Parameters.show(is);
      if (parameter.getKey().startsWith("path ") && !was.path("name").equals(is.path("name"))) {
        findings.add(
            Finding.ofRequest(
                ChangeKind.PARAMETER_RENAMED,
                Values.show(was.path("name")),
                Values.show(is.path("name")),
                place));
      }
      findings.addAll(Texts.compare(was, is, Direction.REQUEST, place));
      deprecation(was, is, Direction.REQUEST, findings, place);
      example(was, is, Direction.REQUEST, findings, place);
      for (Finding finding : schemas.compare(schemaOf(was), schemaOf(is), Direction.REQUEST)) {
        findings.add(finding.inside(place));
      }
    }
  }

  private void headers(JsonNode before, JsonNode after, String place, List<Finding> findings) {
    for (Map.Entry<String, JsonNode> header : after.properties()) {
      JsonNode old = before.path(header.getKey());
      if (old.isObject()) {
        String segment = "header " + header.getKey();
        findings.addAll(Texts.compare(old, header.getValue(), Direction.RESPONSE, place, segment));
        deprecation(old, header.getValue(), Direction.RESPONSE, findings, place, segment);
        for (Finding finding :
            schemas.compare(schemaOf(old), schemaOf(header.getValue()), Direction.RESPONSE)) {
          findings.add(finding.withoutCode().inside(place, segment));
        }
      }
    }
  }

  private void content(
      JsonNode before, JsonNode after, Direction direction, String place, List<Finding> findings) {
    if (before.isObject() && after.isObject()) {
      findings.addAll(Texts.compare(before, after, direction, place));
    }
    for (Map.Entry<String, JsonNode> member : after.path("content").properties()) {
      JsonNode old = before.path("content").path(member.getKey());
      if (!old.isObject()) {
        continue;
      }
      boolean isJson = member.getKey().equals(JSON);
      String[] segments = isJson ? new String[] {place} : new String[] {place, member.getKey()};
      example(old, member.getValue(), direction, findings, segments);
      for (Finding finding :
          schemas.compare(schemaOf(old), schemaOf(member.getValue()), direction)) {
        // Generated code is about JSON only.
        Finding concerned = isJson ? bodyTitle(finding) : finding.withoutCode();
        findings.add(concerned.inside(segments));
      }
    }
  }

  /** A body's class is called after the operation, whatever its title, unless it is shared. */
  private static Finding bodyTitle(Finding finding) {
    boolean isOwnTitle =
        finding.kind() == ChangeKind.TITLE_CHANGED
            && finding.path().isEmpty()
            && finding.origin().isEmpty();
    return isOwnTitle
        ? Finding.of(ChangeKind.TEXT_CHANGED, finding.direction(), finding.was(), finding.now())
        : finding;
  }

  private static JsonNode schemaOf(JsonNode owner) {
    if (owner.has("schema")) {
      return owner.get("schema");
    }
    for (JsonNode media : owner.path("content")) {
      return schemaOf(media);
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private static void deprecation(
      JsonNode before,
      JsonNode after,
      Direction direction,
      List<Finding> findings,
      String... place) {
    boolean isDeprecated = after.path("deprecated").asBoolean(false);
    if (before.path("deprecated").asBoolean(false) != isDeprecated) {
      ChangeKind kind = isDeprecated ? ChangeKind.DEPRECATED : ChangeKind.UNDEPRECATED;
      findings.add(Finding.of(kind, direction, "", "", place));
    }
  }

  private static void example(
      JsonNode before,
      JsonNode after,
      Direction direction,
      List<Finding> findings,
      String... place) {
    if (SchemaKeywords.EXAMPLES.stream()
        .anyMatch(key -> !before.path(key).equals(after.path(key)))) {
      findings.add(Finding.of(ChangeKind.EXAMPLE_CHANGED, direction, "", "", place));
    }
  }
}
