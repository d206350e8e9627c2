package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.model.SchemaGraph;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Replaces every reference of the source files, also those in places where OpenAPI's grammar has
 * none. References to schemas become references to named components of the assembled document, so
 * that a shared schema stays one schema and may refer to itself; all others are replaced by a copy
 * of what they lead to.
 */
final class References {

  private static final String REF = "$ref";
  private static final String DISCRIMINATOR = "discriminator";

  private final SourceTree source;
  private final SchemaComponents components;
  private final Dialect dialect;
  private final Tolerance tolerance;

  References(SourceTree source, SchemaComponents components) {
    this(source, components, Dialect.V3_1, Tolerance.NONE);
  }

  /**
   * @param dialect the version of OpenAPI that the files are written in
   * @param tolerance what becomes of a reference that leads nowhere
   */
  References(SourceTree source, SchemaComponents components, Dialect dialect, Tolerance tolerance) {
    this.source = source;
    this.components = components;
    this.dialect = dialect;
    this.tolerance = tolerance;
  }

  /** A copy of what stands at {@code place}, with every reference resolved. */
  JsonNode resolve(Place place, Position position) {
    return resolve(source.get(place), place, position, Set.of());
  }

  /**
   * Where the reference at a place leads, and so on to the end; the place itself if none stands
   * there.
   */
  Place locate(Place place) {
    Place end = endOf(place, new LinkedHashSet<>());
    if (source.get(end).path(REF).isTextual()) {
      throw end.fault("beside this reference nothing else may stand");
    }
    return end;
  }

  /**
   * @param inlining the places that are being copied in at the moment: meeting one of them again
   *     would never end
   */
  private JsonNode resolve(JsonNode node, Place place, Position position, Set<Place> inlining) {
    if (position == Position.VALUE) {
      return node.deepCopy();
    }
    if (node.isObject() && node.path(REF).isTextual()) {
      return reference((ObjectNode) node, place, position, inlining);
    }
    if (node.isObject()) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      copyMembers(node, copy, place, position, inlining);
      if (position != Position.SCHEMA) {
        return copy;
      }
      nameAlternatives(node, copy);
      return dialect.translate(copy);
    }
    if (node.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      for (int i = 0; i < node.size(); i++) {
        copy.add(resolve(node.get(i), place.child(i), position.ofElement(), inlining));
      }
      return copy;
    }
    return node.deepCopy();
  }

  /**
   * Says what a discriminator leaves to the names of components, which are others in the assembled
   * document: the value of each alternative.
   */
  private void nameAlternatives(JsonNode schema, ObjectNode copy) {
    if (!copy.path(DISCRIMINATOR).isObject() || tolerance == Tolerance.NONE) {
      return;
    }
    ObjectNode mapping = JsonNodeFactory.instance.objectNode();
    Set<String> mapped = new LinkedHashSet<>();
    for (Map.Entry<String, JsonNode> entry :
        schema.path(DISCRIMINATOR).path("mapping").properties()) {
      String target = entry.getValue().asText("");
      mapping.put(entry.getKey(), target);
      mapped.add(target.replaceFirst(".*/", ""));
    }
    for (String choice : Set.of("anyOf", "oneOf")) {
      for (JsonNode alternative : schema.path(choice)) {
        String name = alternative.path(REF).asText("").replaceFirst(".*/", "");
        if (!name.isEmpty() && !mapped.contains(name)) {
          mapping.put(name, name);
        }
      }
    }
    ((ObjectNode) copy.get(DISCRIMINATOR)).set("mapping", mapping);
  }

  private JsonNode reference(ObjectNode node, Place place, Position position, Set<Place> inlining) {
    try {
      return position == Position.SCHEMA
          ? schemaReference(node, place)
          : inlined(node, place, position, inlining);
    } catch (SpecificationException fault) {
      if (position == Position.EXAMPLE) {
        return node.deepCopy();
      }
      tolerance.refuse(fault);
      return node.deepCopy().put(Tolerance.FAULT, fault.getMessage());
    }
  }

  private JsonNode schemaReference(ObjectNode node, Place place) {
    Set<Place> chain = new LinkedHashSet<>(Set.of(place));
    // A schema that is nothing but a reference is no component of its own.
    Place schema = endOf(follow(node, place, chain), chain);
    String name =
        components.nameOf(
            schema,
            source.get(schema),
            () -> resolve(source.get(schema), schema, Position.SCHEMA, Set.of()));
    ObjectNode reference = JsonNodeFactory.instance.objectNode();
    reference.put(REF, SchemaGraph.COMPONENTS + name);
    if (dialect.hasReferenceSiblings()) {
      copyMembers(node, reference, place, Position.SCHEMA, Set.of());
    }
    return reference;
  }

  private JsonNode inlined(ObjectNode node, Place place, Position position, Set<Place> inlining) {
    if (isCallOfItself(node, place, inlining)) {
      // It has been copied further out.
      return JsonNodeFactory.instance.objectNode();
    }
    Place target = follow(node, place, inlining);
    Set<Place> deeper = new LinkedHashSet<>(inlining);
    deeper.add(place);
    deeper.add(target);
    JsonNode resolved = resolve(source.get(target), target, position, deeper);
    if (node.size() == 1 || !dialect.hasReferenceSiblings()) {
      return resolved;
    }
    if (!resolved.isObject()) {
      throw place.fault(
          "the reference has siblings, but what it leads to is no object to put them in");
    }
    copyMembers(node, (ObjectNode) resolved, place, position, inlining);
    return resolved;
  }

  /** Whether a callback's operation refers to the callback, or to the path, that it is part of. */
  private boolean isCallOfItself(ObjectNode node, Place place, Set<Place> inlining) {
    boolean isInCallback =
        Stream.concat(Stream.of(place), inlining.stream())
            .anyMatch(each -> each.pointer().toString().contains("/callbacks/"));
    return isInCallback
        && inlining.contains(
            endOf(source.resolve(node.get(REF).textValue(), place), new LinkedHashSet<>()));
  }

  private void copyMembers(
      JsonNode from, ObjectNode to, Place place, Position position, Set<Place> inlining) {
    for (Map.Entry<String, JsonNode> member : from.properties()) {
      String key = member.getKey();
      if (!(key.equals(REF) && member.getValue().isTextual())) {
        to.set(key, resolve(member.getValue(), place.child(key), position.under(key), inlining));
      }
    }
  }

  /** The end of a chain of references that have nothing beside them. */
  private Place endOf(Place place, Set<Place> chain) {
    Place end = place;
    while (isPlainReference(source.get(end))) {
      chain.add(end);
      end = follow((ObjectNode) source.get(end), end, chain);
    }
    return end;
  }

  private Place follow(ObjectNode node, Place place, Set<Place> passed) {
    String reference = node.get(REF).textValue();
    Place target = source.resolve(reference, place);
    if (target.equals(place) || passed.contains(target)) {
      throw place.fault("the reference '" + reference + "' leads only to itself");
    }
    return target;
  }

  private static boolean isPlainReference(JsonNode schema) {
    return schema.isObject() && schema.size() == 1 && schema.path(REF).isTextual();
  }
}
