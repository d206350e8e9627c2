package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Compares how requests may authenticate. Schemes are told apart by what they are, not by their
 * names, which nobody sees on the wire.
 */
final class SecurityComparison {

  private static final String PLACE = "security";

  private final JsonNode oldSchemes;
  private final JsonNode newSchemes;

  private final Faults oldFaults;
  private final Faults newFaults;

  SecurityComparison(JsonNode before, JsonNode after) {
    this.oldFaults = new Faults(before);
    this.newFaults = new Faults(after);
    this.oldSchemes = before.at("/components/securitySchemes");
    this.newSchemes = after.at("/components/securitySchemes");
  }

  /** What differs; nothing where a requirement is faulty, which is reported as that. */
  List<Finding> compare(SpecOperation before, SpecOperation after) {
    if (!oldFaults.isSecurityDefined(before.node()) || !newFaults.isSecurityDefined(after.node())) {
      return List.of();
    }
    Map<String, List<JsonNode>> old = alternatives(before, oldSchemes);
    Map<String, List<JsonNode>> now = alternatives(after, newSchemes);
    boolean wasPublic = old.isEmpty() || old.containsKey("");
    boolean isPublic = now.isEmpty() || now.containsKey("");
    old.remove("");
    now.remove("");
    List<Finding> findings = new ArrayList<>();
    if (wasPublic != isPublic) {
      findings.add(
          finding(
              isPublic ? ChangeKind.SECURITY_LIFTED : ChangeKind.SECURITY_DEMANDED,
              wasPublic ? "optional" : "demanded",
              isPublic ? "optional" : "demanded"));
    }

    for (String added : now.keySet()) {
      if (!old.containsKey(added)) {
        findings.add(finding(ChangeKind.SECURITY_ALTERNATIVE_ADDED, "", added));
      }
    }
    for (String removed : old.keySet()) {
      // Where no token is of any use, nobody is refused for how it is sent.
      if (!now.isEmpty() && !now.containsKey(removed)) {
        findings.add(finding(ChangeKind.SECURITY_ALTERNATIVE_REMOVED, removed, ""));
      }
    }
    for (Map.Entry<String, List<JsonNode>> kept : now.entrySet()) {
      if (old.containsKey(kept.getKey())) {
        compareTexts(old.get(kept.getKey()), kept.getValue(), kept.getKey(), findings);
      }
    }
    return findings;
  }

  private static void compareTexts(
      List<JsonNode> old, List<JsonNode> now, String place, List<Finding> findings) {
    boolean wasDeprecated = old.stream().anyMatch(SecurityComparison::isDeprecated);
    boolean isDeprecated = now.stream().anyMatch(SecurityComparison::isDeprecated);
    if (wasDeprecated != isDeprecated) {
      ChangeKind kind = isDeprecated ? ChangeKind.DEPRECATED : ChangeKind.UNDEPRECATED;
      findings.add(Finding.ofRequest(kind, "", "", PLACE, place));
    }
    for (Finding text : Texts.compareText(texts(old), texts(now), Direction.REQUEST)) {
      findings.add(text.inside(PLACE, place, "description"));
    }
  }

  /** By OpenAPI 3.2's keyword, or as Matrix says it: with the description's first word. */
  private static boolean isDeprecated(JsonNode scheme) {
    return scheme.path("deprecated").asBoolean(false)
        || scheme
            .path("description")
            .asText("")
            .replaceFirst("^[*_\\s]+", "")
            .startsWith("Deprecated");
  }

  private static JsonNode texts(List<JsonNode> schemes) {
    return TextNode.valueOf(
        schemes.stream()
            .map(scheme -> scheme.path("description").asText(""))
            .collect(Collectors.joining("\n\n")));
  }

  /** The alternatives in words, each with its schemes; the empty one is called by an empty text. */
  private static Map<String, List<JsonNode>> alternatives(
      SpecOperation operation, JsonNode schemes) {
    Map<String, List<JsonNode>> alternatives = new TreeMap<>();
    for (JsonNode alternative : operation.node().path("security")) {
      Map<String, JsonNode> parts = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> part : alternative.properties()) {
        JsonNode scheme = schemes.path(part.getKey());
        parts.put(show(part.getKey(), scheme, part.getValue()), scheme);
      }
      List<String> names = parts.keySet().stream().sorted(Comparator.naturalOrder()).toList();
      alternatives.put(String.join(" and ", names), names.stream().map(parts::get).toList());
    }
    return alternatives;
  }

  private static String show(String name, JsonNode scheme, JsonNode scopes) {
    String type = scheme.path("type").asText("");
    String shown =
        switch (type) {
          case "apiKey" -> scheme.path("in").asText("") + " " + scheme.path("name").asText("");
          case "http" ->
              "HTTP " + scheme.path("scheme").asText("").toLowerCase(java.util.Locale.ROOT);
          case "" -> name;
          default -> type + " " + withoutTexts(scheme);
        };
    return scopes.isEmpty() ? shown : shown + " " + Values.show(scopes);
  }

  private static String withoutTexts(JsonNode scheme) {
    ObjectNode copy = ((ObjectNode) scheme).deepCopy();
    copy.remove(List.of("description", "deprecated", "type"));
    return Values.show(copy);
  }

  private static Finding finding(ChangeKind kind, String was, String now) {
    return Finding.ofRequest(kind, was, now, PLACE);
  }
}
