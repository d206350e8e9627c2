package io.todevice.metamorphic;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.metamorphic.EditableFiles.At;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the schemas stand that the served operations use, references followed. */
final class SchemaPlaces {

  private final EditableFiles files;
  private final Set<At> schemas = new LinkedHashSet<>();
  private final Set<At> operations = new LinkedHashSet<>();
  private final Set<At> parameters = new LinkedHashSet<>();
  private final Set<At> responses = new LinkedHashSet<>();
  private final Map<At, Set<Use>> uses = new LinkedHashMap<>();

  /**
   * How an operation uses a schema.
   *
   * @param operationId the operation
   * @param part {@code request}, {@code response} or {@code error}
   * @param isPlain whether on the way to it there is no choice and no list of parts
   */
  record Use(String operationId, String part, boolean isPlain) {}

  private SchemaPlaces(EditableFiles files) {
    this.files = files;
  }

  static SchemaPlaces of(EditableFiles files, Set<String> served) {
    SchemaPlaces places = new SchemaPlaces(files);
    files
        .documents()
        .forEach(
            name -> {
              At paths = new At(name, JsonPointer.compile("/paths"));
              for (Map.Entry<String, JsonNode> path : files.get(paths).properties()) {
                At item = child(paths, path.getKey());
                for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
                  if (served.contains(member.getValue().path("operationId").asText(""))) {
                    places.operation(child(item, member.getKey()), item);
                  }
                }
              }
            });
    return places;
  }

  /** The schemas, each once. */
  List<At> schemas() {
    return List.copyOf(schemas);
  }

  List<At> operations() {
    return List.copyOf(operations);
  }

  List<At> parameters() {
    return List.copyOf(parameters);
  }

  List<At> responses() {
    return List.copyOf(responses);
  }

  /** Who uses a schema. */
  Set<Use> usesOf(At schema) {
    return uses.getOrDefault(schema, Set.of());
  }

  static At child(At at, String name) {
    return new At(at.file(), at.pointer().appendProperty(name));
  }

  static At child(At at, int index) {
    return new At(at.file(), at.pointer().appendIndex(index));
  }

  private void operation(At operation, At item) {
    operations.add(operation);
    String id = files.get(operation).path("operationId").asText();
    List<At> owners = List.of(operation, item);
    for (At owner : owners) {
      At list = child(owner, "parameters");
      for (int i = 0; i < files.get(list).size(); i++) {
        At parameter = follow(child(list, i));
        parameters.add(parameter);
        schema(child(parameter, "schema"), new Use(id, "parameter", true));
      }
    }
    content(follow(child(operation, "requestBody")), new Use(id, "request", true));
    At statuses = child(operation, "responses");
    for (String status : names(statuses)) {
      At response = follow(child(statuses, status));
      responses.add(response);
      content(response, new Use(id, status.startsWith("2") ? "response" : "error", true));
    }
  }

  private void content(At owner, Use use) {
    At content = child(owner, "content");
    for (String type : names(content)) {
      schema(child(child(content, type), "schema"), use);
    }
  }

  private void schema(At at, Use use) {
    JsonNode schema = files.get(at);
    if (!schema.isObject() || !uses.computeIfAbsent(at, place -> new LinkedHashSet<>()).add(use)) {
      return;
    }
    schemas.add(at);
    Use inside = new Use(use.operationId(), use.part(), false);
    if (schema.path("$ref").isTextual()) {
      At target = files.resolve(schema.get("$ref").textValue(), at.file());
      schema(target, schema.size() == 1 ? use : inside);
    }
    for (String key : List.of("properties", "patternProperties")) {
      At map = child(at, key);
      names(map).forEach(name -> schema(child(map, name), use));
    }
    for (String key : List.of("items", "additionalProperties")) {
      schema(child(at, key), use);
    }
    for (String key : List.of("allOf", "oneOf", "anyOf")) {
      for (int i = 0; i < schema.path(key).size(); i++) {
        schema(child(child(at, key), i), inside);
      }
    }
  }

  private At follow(At at) {
    JsonNode node = files.get(at);
    return node.path("$ref").isTextual()
        ? follow(files.resolve(node.get("$ref").textValue(), at.file()))
        : at;
  }

  private List<String> names(At at) {
    List<String> names = new ArrayList<>();
    files.get(at).fieldNames().forEachRemaining(names::add);
    return names;
  }
}
