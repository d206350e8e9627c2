package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.todevice.spec.drift.report.ChangeKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
  void compare(SpecOperation before, SpecOperation after, Differences found) {
    if (!oldFaults.isSecurityDefined(before.node()) || !newFaults.isSecurityDefined(after.node())) {
      return;
    }
    Map<String, Alternative> old = alternatives(before, oldSchemes);
    Map<String, Alternative> now = alternatives(after, newSchemes);
    boolean wasPublic = old.isEmpty() || old.containsKey("");
    boolean isPublic = now.isEmpty() || now.containsKey("");
    old.remove("");
    now.remove("");
    if (wasPublic != isPublic) {
      found.add(
          isPublic ? ChangeKind.SECURITY_LIFTED : ChangeKind.SECURITY_DEMANDED,
          wasPublic ? "optional" : "demanded",
          isPublic ? "optional" : "demanded",
          PLACE);
    }
    for (String added : now.keySet()) {
      if (!old.containsKey(added)) {
        found.add(ChangeKind.SECURITY_ALTERNATIVE_ADDED, "", added, PLACE);
      }
    }
    for (String removed : old.keySet()) {
      if (now.containsKey(removed)) {
        compareScopes(old.get(removed), now.get(removed), found);
        compareTexts(old.get(removed).schemes(), now.get(removed).schemes(), removed, found);
      } else if (isPublic && wasPublic) {
        found.add(ChangeKind.SECURITY_OPTION_REMOVED, removed, "", PLACE);
      } else if (!now.isEmpty()) {
        // Where a token is of no use, no request is refused for how it is sent.
        found.add(ChangeKind.SECURITY_ALTERNATIVE_REMOVED, removed, "", PLACE);
      }
    }
  }

  /**
   * A way to authenticate.
   *
   * @param schemes its schemes
   * @param scopes the sets of scopes of which one suffices
   */
  private record Alternative(List<JsonNode> schemes, Set<Set<String>> scopes) {}

  /** A token that sufficed before suffices now if it has the scopes of one of the sets. */
  private static void compareScopes(Alternative old, Alternative now, Differences found) {
    boolean isCovered =
        old.scopes().stream().allMatch(had -> now.scopes().stream().anyMatch(had::containsAll));
    boolean wasCovered =
        now.scopes().stream().allMatch(has -> old.scopes().stream().anyMatch(has::containsAll));
    if (!isCovered || !wasCovered) {
      found.add(
          isCovered ? ChangeKind.SCOPES_REMOVED : ChangeKind.SCOPES_ADDED,
          show(old.scopes()),
          show(now.scopes()),
          PLACE);
    }
  }

  private static String show(Set<Set<String>> scopes) {
    return scopes.stream()
        .map(set -> String.join(", ", set))
        .sorted()
        .collect(Collectors.joining(" or "));
  }

  private static void compareTexts(
      List<JsonNode> old, List<JsonNode> now, String place, Differences found) {
    boolean wasDeprecated = old.stream().anyMatch(SecurityComparison::isDeprecated);
    boolean isDeprecated = now.stream().anyMatch(SecurityComparison::isDeprecated);
    if (wasDeprecated != isDeprecated) {
      ChangeKind kind = isDeprecated ? ChangeKind.DEPRECATED : ChangeKind.UNDEPRECATED;
      found.add(kind, "", "", PLACE, place);
    }
    List<Finding> texts = Texts.compareText(texts(old), texts(now), found.direction());
    found.addAll(texts, PLACE, place, "description");
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
  private static Map<String, Alternative> alternatives(SpecOperation operation, JsonNode schemes) {
    Map<String, Alternative> alternatives = new TreeMap<>();
    for (JsonNode alternative : operation.node().path("security")) {
      Map<String, JsonNode> parts = new TreeMap<>();
      Set<String> scopes = new TreeSet<>();
      for (Map.Entry<String, JsonNode> part : alternative.properties()) {
        String shown = show(part.getKey(), schemes.path(part.getKey()));
        parts.put(shown, schemes.path(part.getKey()));
        part.getValue().forEach(scope -> scopes.add(scope.asText("")));
      }
      alternatives
          .computeIfAbsent(
              String.join(" and ", parts.keySet()),
              unused -> new Alternative(List.copyOf(parts.values()), new LinkedHashSet<>()))
          .scopes()
          .add(scopes);
    }
    return alternatives;
  }

  private static String show(String name, JsonNode scheme) {
    String in = scheme.path("in").asText("");
    String key = scheme.path("name").asText("");
    return switch (scheme.path("type").asText("")) {
      case "apiKey" -> in + " " + (in.equals("header") ? key.toLowerCase(Locale.ROOT) : key);
      case "http" -> "HTTP " + scheme.path("scheme").asText("").toLowerCase(Locale.ROOT);
      case "" -> name;
      default -> scheme.path("type").asText("") + withoutTexts(scheme);
    };
  }

  /** How tokens are issued. The operations say which scopes there are, and what they are for. */
  private static String withoutTexts(JsonNode scheme) {
    ObjectNode copy = scheme.deepCopy();
    copy.remove(List.of("description", "deprecated", "type", "name", "in"));
    removeExtensions(copy);
    removeExtensions(copy.path("flows"));
    for (JsonNode flow : copy.path("flows")) {
      removeExtensions(flow);
      if (flow instanceof ObjectNode object) {
        object.remove("scopes");
      }
    }
    return copy.isEmpty() ? "" : " " + Values.show(copy);
  }

  private static void removeExtensions(JsonNode object) {
    if (object instanceof ObjectNode members) {
      members.properties().removeIf(member -> member.getKey().startsWith("x-"));
    }
  }
}
