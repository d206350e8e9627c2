package io.todevice.spec.assembly;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The operations of an assembled document with their schemas in one piece: beside its own members a
 * schema shows those of the schema that it refers to, of the parts of its {@code allOf}, and of the
 * only alternative of a {@code oneOf} or {@code anyOf}. So a path to a property is the same however
 * the files share and wrap their schemas. In the same way a security requirement shows its schemes
 * under their names. Components stand as they are.
 */
record ResolvedView(ObjectNode document) {

  private static final Set<String> MERGED = Set.of("properties", "patternProperties");
  private static final Pattern SCHEME = Pattern.compile("/paths(?:/[^/]+){2}/security/\\d+/[^/]+");

  private static final JsonPointer SCHEMES = JsonPointer.valueOf("/components/securitySchemes");

  /** The whole view, whose operations are a copy; the rest is the document's. */
  ObjectNode toNode() {
    ObjectNode view = JsonNodeFactory.instance.objectNode().setAll(document);
    if (view.path("paths").isObject()) {
      view.set("paths", resolve(document.get("paths"), Position.OTHER, Set.of()));
    }
    for (JsonNode item : view.path("paths")) {
      for (JsonNode operation : item) {
        operation.path("security").forEach(this::showSchemes);
      }
    }
    return view;
  }

  private void showSchemes(JsonNode alternative) {
    for (Map.Entry<String, JsonNode> named : alternative.properties()) {
      if (document.at(SCHEMES).path(named.getKey()) instanceof ObjectNode scheme) {
        named.setValue(scheme);
      }
    }
  }

  /** Where in the document that stands which stands at a place of the view. */
  JsonPointer locate(JsonPointer place) {
    return find(JsonPointer.empty(), place, Set.of())
        .orElseThrow(() -> new IllegalStateException("not a place of the view: " + place));
  }

  /**
   * @param trail the schemas that are shown in one another at the moment: one that is made of
   *     itself is shown once
   */
  private JsonNode resolve(JsonNode node, Position position, Set<JsonNode> trail) {
    if (node.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode(node.size());
      node.forEach(element -> copy.add(resolve(element, position.ofElement(), trail)));
      return copy;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      copy.set(member.getKey(), resolve(member.getValue(), position.under(member.getKey()), trail));
    }
    if (position == Position.SCHEMA) {
      findReference(node)
          .map(document::at)
          .ifPresent(referenced -> showPart(copy, referenced, trail));
      listInnerParts(node).forEach(part -> showPart(copy, node.at(part), trail));
    }
    return copy;
  }

  private void showPart(ObjectNode copy, JsonNode part, Set<JsonNode> trail) {
    Set<JsonNode> longer = Collections.newSetFromMap(new IdentityHashMap<>());
    longer.addAll(trail);
    if (longer.add(part)) {
      show(copy, resolve(part, Position.SCHEMA, longer));
    }
  }

  private static void show(ObjectNode copy, JsonNode part) {
    for (Map.Entry<String, JsonNode> member : part.properties()) {
      if (copy.get(member.getKey()) instanceof ObjectNode known
          && MERGED.contains(member.getKey())) {
        showMembers(known, member.getValue());
      } else {
        copy.putIfAbsent(member.getKey(), member.getValue());
      }
    }
  }

  private static void showMembers(ObjectNode schemas, JsonNode others) {
    for (Map.Entry<String, JsonNode> other : others.properties()) {
      if (schemas.get(other.getKey()) instanceof ObjectNode known) {
        show(known, other.getValue());
      } else {
        schemas.putIfAbsent(other.getKey(), other.getValue());
      }
    }
  }

  /** The security scheme that a requirement names at a place; empty where it names none. */
  private Optional<JsonPointer> findScheme(JsonPointer place) {
    return SCHEME.matcher(place.toString()).matches()
        ? Optional.of(SCHEMES.append(place.last())).filter(scheme -> document.at(scheme).isObject())
        : Optional.empty();
  }

  /** The schemas whose members a schema shows beside its own; the scheme that a name stands for. */
  private List<JsonPointer> listParts(JsonPointer place) {
    JsonNode schema = document.at(place);
    List<JsonPointer> parts = new ArrayList<>();
    findScheme(place).ifPresent(parts::add);
    findReference(schema).ifPresent(parts::add);
    listInnerParts(schema).forEach(part -> parts.add(place.append(part)));
    return parts;
  }

  private static Optional<JsonPointer> findReference(JsonNode schema) {
    String reference = schema.path("$ref").asText("");
    return reference.startsWith("#/")
        ? Optional.of(JsonPointer.compile(reference.substring(1)))
        : Optional.empty();
  }

  /** Where in a schema those stand that are shown with it. */
  private static List<JsonPointer> listInnerParts(JsonNode schema) {
    List<JsonPointer> parts = new ArrayList<>();
    for (String keyword : List.of("allOf", "oneOf", "anyOf")) {
      JsonNode list = schema.path(keyword);
      if (list.isArray() && (keyword.equals("allOf") || list.size() == 1)) {
        for (int i = 0; i < list.size(); i++) {
          parts.add(JsonPointer.empty().appendProperty(keyword).appendIndex(i));
        }
      }
    }
    return parts;
  }

  private Optional<JsonPointer> find(JsonPointer place, JsonPointer rest, Set<JsonPointer> trail) {
    if (document.at(place).isMissingNode()) {
      return Optional.empty();
    }
    if (rest.matches()) {
      JsonNode node = document.at(place);
      // What says nothing of its own is the schema that it refers to.
      return node.size() == 1 && node.path("$ref").isTextual()
          ? find(listParts(place).get(0), rest, trail)
          : Optional.of(place);
    }
    JsonPointer child =
        document.at(place).isArray()
            ? place.appendIndex(rest.getMatchingIndex())
            : place.appendProperty(rest.getMatchingProperty());
    Optional<JsonPointer> found = find(child, rest.tail(), Set.of());
    if (found.isPresent()) {
      return found;
    }
    for (JsonPointer part : listParts(place)) {
      Set<JsonPointer> longer = new LinkedHashSet<>(trail);
      if (longer.add(part)) {
        found = find(part, rest, longer);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}
