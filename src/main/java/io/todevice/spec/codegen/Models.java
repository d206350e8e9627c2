package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The classes to be generated. A name is given once; two schemas that look the same under the same
 * title are one class.
 */
final class Models {

  /** Names of classes that generated code needs, or that the generator takes for those of Java. */
  private static final Set<String> TAKEN =
      Set.of(
          "Error",
          "Object",
          "String",
          "Map",
          "List",
          "Long",
          "Double",
          "Boolean",
          "Override",
          "Record",
          "Builder",
          "Integer",
          "Float",
          "Number",
          "Void",
          "Deprecated",
          "SuppressWarnings",
          "Collections",
          "Objects",
          "Arrays",
          "ArrayList",
          "HashMap",
          "HashSet",
          "LinkedHashSet",
          "LinkedHashMap",
          "Set",
          "Array",
          "Date",
          "DateTime",
          "LocalDate",
          "LocalTime",
          "LocalDateTime",
          "OffsetDateTime",
          "Timestamp",
          "File",
          "URI",
          "UUID",
          "BigDecimal",
          "CompletionStage",
          "JsonAnyGetter",
          "JsonAnySetter",
          "JsonCreator",
          "JsonDeserialize",
          "JsonIgnore",
          "JsonPOJOBuilder",
          "JsonProperty",
          "JsonTypeName",
          "JsonValue",
          "JsonObject",
          "EventType",
          "TransactionId",
          "DeviceId",
          "DeviceKey",
          "UserId",
          "UserKey",
          "MissingPropertyException",
          "NullMarked",
          "Nullable",
          "Caller",
          "Operation",
          "Query",
          "QueryReader",
          "Consumes",
          "Context",
          "HeaderParam",
          "Path",
          "PathParam",
          "Produces",
          "RequestLifetime",
          "GET",
          "PUT",
          "POST",
          "DELETE",
          "OPTIONS",
          "HEAD",
          "PATCH");

  private final Map<String, ObjectNode> models = new TreeMap<>();
  private final Map<String, JsonNode> sources = new HashMap<>();
  private final Set<String> unfinished = new LinkedHashSet<>();

  /**
   * The class of a schema, made if it is new.
   *
   * @param wanted the name that it should have
   * @param qualified the name that it gets where another schema has that one
   * @param source the flattened schema
   * @param fill fills the new class; may come back here for the same schema, which then is the
   *     class that is being filled, whatever it would be called there
   * @return a reference to it
   */
  ObjectNode modelOf(String wanted, String qualified, JsonNode source, Consumer<ObjectNode> fill) {
    JsonNode bare = Texts.without(source);
    for (String outer : unfinished) {
      if (bare.equals(sources.get(outer))) {
        return reference(outer);
      }
    }
    String name = TAKEN.contains(wanted) ? wanted + "Body" : wanted;
    for (int i = 1; sources.containsKey(name) && !sources.get(name).equals(bare); i++) {
      name = i == 1 ? qualified : qualified + i;
    }
    if (!models.containsKey(name)) {
      ObjectNode model = JsonNodeFactory.instance.objectNode();
      sources.put(name, bare);
      models.put(name, model);
      unfinished.add(name);
      fill.accept(model);
      unfinished.remove(name);
    }
    return reference(name);
  }

  private static ObjectNode reference(String name) {
    return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + name);
  }

  ObjectNode toNode() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    models.forEach(node::set);
    return node;
  }
}
