package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The classes to be generated. A name is given once; two schemas that look the same under the same
 * title are one class.
 */
final class Models {

  /** Names that would hide a class that generated code needs. */
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
          "Builder");

  private final Map<String, ObjectNode> models = new TreeMap<>();
  private final Map<String, JsonNode> sources = new HashMap<>();

  /**
   * The class of a schema, made if it is new.
   *
   * @param wanted the name that it should have
   * @param qualified the name that it gets where another schema has that one
   * @param source the flattened schema
   * @param fill fills the new class; may come back here for the same schema
   * @return a reference to it
   */
  ObjectNode modelOf(String wanted, String qualified, JsonNode source, Consumer<ObjectNode> fill) {
    JsonNode bare = Texts.without(source);
    String name = TAKEN.contains(wanted) ? wanted + "Body" : wanted;
    for (int i = 1; sources.containsKey(name) && !sources.get(name).equals(bare); i++) {
      name = i == 1 ? qualified : qualified + i;
    }
    if (!models.containsKey(name)) {
      ObjectNode model = JsonNodeFactory.instance.objectNode();
      sources.put(name, bare);
      models.put(name, model);
      fill.accept(model);
    }
    return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + name);
  }

  ObjectNode toNode() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    models.forEach(node::set);
    return node;
  }
}
