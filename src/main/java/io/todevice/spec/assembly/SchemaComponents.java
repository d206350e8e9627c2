package io.todevice.spec.assembly;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.Names;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The shared schemas of the assembled document, each under one name. */
final class SchemaComponents {

  private final Map<Place, String> names = new HashMap<>();
  private final Map<String, JsonNode> schemas = new TreeMap<>();

  /**
   * The name of the component that a shared schema became, making it if this is the first reference
   * to it.
   *
   * @param place where the schema stands
   * @param schema the schema there
   * @param resolved gives the schema with its own references resolved; may come back here, also for
   *     the same place
   */
  String nameOf(Place place, JsonNode schema, Supplier<JsonNode> resolved) {
    String known = names.get(place);
    if (known != null) {
      return known;
    }
    String name = freeName(place, schema);
    names.put(place, name);
    schemas.put(name, JsonNodeFactory.instance.objectNode());
    schemas.put(name, resolved.get());
    return name;
  }

  /** All components, in the order of their names. */
  ObjectNode toNode() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    schemas.forEach(node::set);
    return node;
  }

  private String freeName(Place place, JsonNode schema) {
    String title = Names.pascalCase(titleOf(schema));
    String own = Names.pascalCase(ownName(place));
    own = own.isEmpty() ? "Schema" : own;
    String wanted = title.isEmpty() ? own : title;
    if (!schemas.containsKey(wanted)) {
      return wanted;
    }
    String candidate = own.equals(wanted) ? wanted + 2 : own;
    for (int i = 3; schemas.containsKey(candidate); i++) {
      candidate = wanted + i;
    }
    return candidate;
  }

  /** The schema's title, or that of the part of its {@code allOf} that says what it adds. */
  private static String titleOf(JsonNode schema) {
    String title = schema.path("title").asText("");
    for (JsonNode part : schema.path("allOf")) {
      title = title.isEmpty() && !part.has("$ref") ? part.path("title").asText("") : title;
    }
    return title;
  }

  private static String ownName(Place place) {
    JsonPointer last = place.pointer().last();
    return last == null ? place.fileStem() : last.getMatchingProperty();
  }
}
