package io.todevice.spec.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Walks schemas and types side by side, and remembers where they part. */
final class TypeWalk {

  private static final String TEXT_ONLY = "a parameter arrives as text";
  private static final String BYTES_ONLY = "the body is no JSON: it passes through as it comes";

  private final Parts parts;
  private final Kinds kinds;
  private final JsonNode models;
  private final Map<String, Loss> losses = new TreeMap<>();
  private final Set<String> free = new TreeSet<>();
  private final Set<String> visited = new HashSet<>();
  private final Queue<Step> steps = new ArrayDeque<>();

  /** A place that is still to be visited: schemas may lead to each other without end. */
  private record Step(List<Part> schemas, JsonNode type, String place) {}

  TypeWalk(JsonNode document, JsonNode codegen) {
    this.parts = new Parts(document);
    this.kinds = new Kinds(parts);
    this.models = codegen.path("components").path("schemas");
  }

  List<Loss> losses() {
    return new ArrayList<>(losses.values());
  }

  int free() {
    return free.size();
  }

  /** A parameter: no list and no scalar of it may have structure that Java does not see. */
  void walkParameter(Part schema, @Nullable JsonNode type, String place) {
    boolean isList = type != null && type.path("type").asText().equals("array");
    Structure structure = Structure.of(parts.expand(List.of(schema)));
    if (isList) {
      structure = Structure.of(parts.expand(structure.items()));
    }
    if (!structure.isEmpty()) {
      lose(schema, place, structure.describe(), TEXT_ONLY);
    }
  }

  /** A body of one media type; where its type is missing, everything is lost. */
  void walkContent(Part schema, String mediaType, JsonNode type, String place) {
    boolean isJson = mediaType.matches("(?i)[^;]+[/+]json *(;.*)?");
    if (isJson && !type.isMissingNode()) {
      walk(List.of(schema), type, place);
      while (!steps.isEmpty()) {
        Step next = steps.remove();
        visit(next.schemas(), next.type(), next.place());
      }
      return;
    }
    Structure structure = Structure.of(parts.expand(List.of(schema)));
    if (!structure.isEmpty()) {
      lose(schema, place, structure.describe(), isJson ? "" : BYTES_ONLY);
    }
  }

  private void walk(List<Part> schemas, JsonNode type, String place) {
    steps.add(new Step(schemas, type, place));
  }

  private void visit(List<Part> schemas, JsonNode reference, String place) {
    JsonNode type = resolve(reference);
    String pointers = schemas.stream().map(Part::pointer).collect(Collectors.joining(" "));
    if (!visited.add(pointers + " " + reference.path("$ref").asText(type.toString()))) {
      return;
    }
    Structure structure = Structure.of(parts.expand(schemas));
    if (type.has("x-union")) {
      walkUnion(schemas, type, nameOf(reference, place));
    } else if (type.has("properties")) {
      walkModel(schemas, structure, type.path("properties"), nameOf(reference, place));
    } else if (type.path("type").asText().equals("object")) {
      requireNone(schemas, structure.properties().isEmpty(), structure, place, "Map");
      requireNone(schemas, structure.items().isEmpty(), structure, place, "Map");
      walkAll(structure.others(), type.path("additionalProperties"), place + ".*");
    } else if (type.path("type").asText().equals("array")) {
      requireNone(schemas, structure.properties().isEmpty(), structure, place, "List");
      requireNone(schemas, structure.others().isEmpty(), structure, place, "List");
      walkAll(structure.items(), type.path("items"), place + "[]");
    } else {
      walkLeaf(schemas, structure, type, place);
    }
  }

  private void walkAll(List<Part> schemas, JsonNode type, String place) {
    if (schemas.isEmpty()) {
      countIfFree(type, place);
    } else {
      walk(schemas, type, place);
    }
  }

  private void walkModel(
      List<Part> schemas, Structure structure, JsonNode properties, String name) {
    JsonNode rest = MissingNode.getInstance();
    Map<String, JsonNode> named = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : properties.properties()) {
      JsonNode type = property.getValue();
      rest = type.has("x-rest") ? type.path("additionalProperties") : rest;
      named.put(type.path("x-wire-name").asText(property.getKey()), type);
    }
    for (Map.Entry<String, List<Part>> property : structure.properties().entrySet()) {
      String place = name + "." + property.getKey();
      JsonNode type = named.get(property.getKey());
      if (type == null) {
        lose(property.getValue().get(0), place, "the property " + property.getKey(), "");
      } else {
        walk(property.getValue(), type, place);
      }
    }
    if (!rest.isMissingNode()) {
      walkAll(structure.others(), rest, name + ".*");
    } else if (!structure.others().isEmpty()) {
      lose(structure.others().get(0), name, "the type of the members that are not named", "");
    }
    requireNone(schemas, structure.items().isEmpty(), structure, name, "a class");
  }

  /** Each kind of the union takes its schemas from the alternatives that allow it. */
  private void walkUnion(List<Part> schemas, JsonNode type, String name) {
    for (JsonNode alternative : type.path("properties")) {
      String kind = alternative.path("x-kind").asText();
      List<Part> allowing =
          parts.expand(schemas).stream()
              .filter(part -> kinds.of(part).contains(kind))
              .map(part -> part.ofKind(kind))
              .toList();
      walkAll(allowing, alternative, name + "." + kind);
    }
  }

  private void walkLeaf(List<Part> schemas, Structure structure, JsonNode type, String place) {
    countIfFree(type, place);
    if (!structure.isEmpty()) {
      free.remove(place);
      Set<String> allowed = new TreeSet<>();
      schemas.forEach(schema -> allowed.addAll(kinds.of(schema)));
      boolean isValue = type.path("format").asText().equals("json-value");
      String reason =
          isValue && allowed.size() == 6 ? "another alternative allows any value at all" : "";
      lose(schemas.get(0), place, structure.describe(), reason);
    }
  }

  private void countIfFree(JsonNode type, String place) {
    if (type.path("format").asText().startsWith("json-")) {
      free.add(place);
    }
  }

  private void requireNone(
      List<Part> schemas, boolean isNone, Structure structure, String place, String type) {
    if (!isNone) {
      lose(schemas.get(0), place, structure.describe() + ", of which " + type + " has not all", "");
    }
  }

  private void lose(Part schema, String place, String lost, String reason) {
    losses.putIfAbsent(
        schema.pointer() + " " + place, new Loss(schema.pointer(), place, lost, reason));
  }

  private static String nameOf(JsonNode reference, String place) {
    String target = reference.path("$ref").asText(reference.at("/allOf/0/$ref").asText());
    return target.isEmpty() ? place : target.substring(target.lastIndexOf('/') + 1);
  }

  private JsonNode resolve(JsonNode type) {
    JsonNode plain = type.path("allOf").isArray() ? type.at("/allOf/0") : type;
    String reference = plain.path("$ref").asText("");
    return reference.isEmpty()
        ? plain
        : models.path(reference.substring(reference.lastIndexOf('/') + 1));
  }
}
