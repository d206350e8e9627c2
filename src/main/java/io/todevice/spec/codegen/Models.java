package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.model.SchemaGraph;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The classes to be generated: one for each place, so that the name of a class depends on nothing
 * but its own place. A schema that contains itself is one class wherever it comes again. From
 * {@value #MAX_PLACES} classes of one body on, places with the same schema share a class: schemas
 * that refer to each other criss-cross would otherwise have no end of places. The outer places are
 * named before the inner ones, so that their names do not change with what is inside.
 */
final class Models {

  /** How many classes of one body have their places to themselves. */
  static final int MAX_PLACES = 256;

  /** Fills a class. */
  private record Filling(
      ObjectNode model, JavaPlace place, BiConsumer<ObjectNode, JavaPlace> fill) {}

  private record Shared(JavaPlace.Body body, JsonNode schema) {}

  private final Map<String, ObjectNode> models = new TreeMap<>();
  private final Set<String> used = new HashSet<>();
  private final Map<JavaPlace.Body, Integer> counts = new HashMap<>();
  private final Map<Shared, String> shared = new HashMap<>();
  private final Queue<Filling> unfilled = new ArrayDeque<>();

  /**
   * The class of a schema at a place, made if it is new. It is filled by {@link #fillAll}.
   *
   * @param schema the flattened schema without texts
   * @param fill fills the class; gets the place within it
   * @return a reference to it
   */
  ObjectNode modelOf(JavaPlace place, JsonNode schema, BiConsumer<ObjectNode, JavaPlace> fill) {
    Shared key = new Shared(place.body(), schema);
    String known = shared.get(key);
    if (known != null && counts.getOrDefault(place.body(), 0) >= MAX_PLACES) {
      return reference(known);
    }
    counts.merge(place.body(), 1, Integer::sum);
    String name = JavaNames.unique(place.name(), place.name() + " " + place, used);
    shared.putIfAbsent(key, name);
    ObjectNode model = JsonNodeFactory.instance.objectNode();
    models.put(name, model);
    unfilled.add(new Filling(model, place.within(schema, name), fill));
    return reference(name);
  }

  /** Fills all classes, also those that come up meanwhile. */
  void fillAll() {
    while (!unfilled.isEmpty()) {
      Filling next = unfilled.remove();
      next.fill().accept(next.model(), next.place());
    }
  }

  static ObjectNode reference(String name) {
    return JsonNodeFactory.instance.objectNode().put("$ref", SchemaGraph.COMPONENTS + name);
  }

  ObjectNode toNode() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    models.forEach(node::set);
    return node;
  }
}
