package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.model.SchemaGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The schemas of one document, each in one piece and in normal form: references are followed, what
 * stands beside them and all parts of {@code allOf} are merged, a choice with one alternative is
 * that alternative, and choices inside choices are one choice, so that it makes no difference
 * whether a schema is shared, inline, or put together. Not safe for use by several threads.
 */
final class Schemas {

  private static final String REF = "$ref";
  private static final String ALL_OF = "allOf";
  private static final String NULL = "null";
  private static final String DESCRIPTION = "description";
  private static final Set<String> VALUES = Set.of("type", "enum");

  /** Stands for a schema that is met again while it is being made: it adds nothing to itself. */
  private static final ObjectNode UNFINISHED = JsonNodeFactory.instance.objectNode();

  private final JsonNode components;
  private final List<JsonNode> open = new ArrayList<>();

  /** The outermost of the unfinished schemas that were met again. */
  private int outermostPutOff = Integer.MAX_VALUE;

  private final Map<JsonNode, SchemaView> ofInline = new IdentityHashMap<>();
  private final Map<JsonNode, SchemaView> ofOthers = new HashMap<>();

  Schemas(JsonNode document) {
    this.components = document.at("/components/schemas");
  }

  /** The schema in one piece. Says nothing of what is inside its members. */
  SchemaView view(JsonNode schema) {
    Map<JsonNode, SchemaView> views = leadsElsewhere(schema) ? ofOthers : ofInline;
    SchemaView known = views.get(schema);
    if (known != null) {
      if (known.flat() == UNFINISHED) {
        outermostPutOff = Math.min(outermostPutOff, open.indexOf(schema));
      }
      return known;
    }
    views.put(schema, new SchemaView(UNFINISHED));
    open.add(schema);
    SchemaView view = new SchemaView(SchemaNormalForm.of(flatten(schema)));
    open.remove(open.size() - 1);
    if (outermostPutOff >= open.size()) {
      outermostPutOff = Integer.MAX_VALUE;
      views.put(schema, view);
    } else {
      views.remove(schema);
    }
    return view;
  }

  /**
   * The shared schema that this one is, whatever texts and further limits stand beside the
   * reference; empty if it is one of its own.
   */
  String sharedName(JsonNode schema) {
    if (schema.path(REF).isTextual()) {
      return nameOf(schema);
    }
    boolean isOfOne = schema.path(ALL_OF).size() == 1 && !schema.has("properties");
    return isOfOne ? sharedName(schema.path(ALL_OF).get(0)) : "";
  }

  /** Whether a schema is more than what stands at its place, so that it may contain itself. */
  static boolean leadsElsewhere(JsonNode schema) {
    return schema.has(REF) || schema.has(ALL_OF);
  }

  /** The types that a schema allows, by all of its alternatives. */
  Set<String> types(JsonNode schema) {
    SchemaView view = view(schema);
    if (!view.isChoice()) {
      return view.types();
    }
    Set<String> types = new TreeSet<>();
    for (JsonNode alternative : view.alternatives()) {
      SchemaView inner = view(alternative);
      types.addAll(inner.isChoice() ? SchemaTypes.ANY : inner.types());
    }
    return types;
  }

  private ObjectNode flatten(JsonNode schema) {
    ObjectNode flat = JsonNodeFactory.instance.objectNode();
    if (!schema.isObject()) {
      return SchemaNormalForm.isFalse(schema) ? flat.set("not", flat.objectNode()) : flat;
    }
    if (schema.path(REF).isTextual()) {
      JsonNode component = components.path(nameOf(schema));
      if (component.isMissingNode()) {
        flat.set(REF, schema.get(REF));
      } else {
        SchemaMerge.merge(flat, view(component).flat());
      }
    }
    for (JsonNode part : schema.path(ALL_OF)) {
      SchemaMerge.merge(flat, view(part).flat());
    }
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : schema.properties()) {
      String key = member.getKey();
      if (key.equals("const")) {
        SchemaMerge.merge(own, listOf(member.getValue()));
      } else if (!key.equals(ALL_OF) && !(key.equals(REF) && member.getValue().isTextual())) {
        if (key.equals("enum") && own.has(key)) {
          SchemaMerge.merge(own, own.objectNode().set(key, member.getValue()));
        } else {
          own.set(key, member.getValue());
        }
      }
    }
    SchemaMerge.merge(flat, own);
    SchemaKeywords.CHOICES.forEach(key -> choice(flat, key));
    return flat;
  }

  private static ObjectNode listOf(JsonNode value) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.putArray("enum").add(value);
    return schema;
  }

  /** Brings a choice into its normal form. */
  private void choice(ObjectNode flat, String key) {
    if (!flat.path(key).isArray()) {
      return;
    }
    boolean isAny = key.equals("anyOf");
    List<JsonNode> alternatives = new ArrayList<>();
    flat.get(key).forEach(alternative -> addAlternative(alternative, key, alternatives));
    if (isAny) {
      Set<JsonNode> different = new HashSet<>();
      alternatives.removeIf(alternative -> !different.add(alternative));
    }
    if (isAny
        && alternatives.stream()
            .map(this::view)
            .anyMatch(each -> each.saysNothing() && each.flat() != UNFINISHED)) {
      flat.remove(key);
      return;
    }
    boolean orNull = alternatives.removeIf(each -> SchemaTypes.isNull(view(each).flat()));
    Optional<Set<JsonNode>> values =
        alternatives.size() == 1 ? Optional.empty() : findValues(alternatives, isAny);
    if (values.isPresent() && !flat.has("discriminator")) {
      flat.remove(key);
      ObjectNode list = JsonNodeFactory.instance.objectNode();
      ArrayNode all = list.putArray("enum").addAll(values.get());
      if (orNull) {
        all.addNull();
      }
      SchemaMerge.merge(flat, list);
      keepTexts(flat, alternatives);
      return;
    }
    if (alternatives.size() == 1 && !flat.has("discriminator")) {
      flat.remove(key);
      ObjectNode only =
          JsonNodeFactory.instance.objectNode().setAll(view(alternatives.get(0)).flat());
      if (orNull && !view(alternatives.get(0)).isChoice()) {
        SchemaTypes.addNull(only);
        SchemaMerge.merge(flat, keepingTexts(flat, only));
        return;
      } else if (!orNull) {
        SchemaMerge.merge(flat, keepingTexts(flat, only));
        return;
      }
    }
    String combination = key;
    if (orNull && alternatives.size() == 1 && isChoiceWithoutNull(alternatives.get(0))) {
      // OpenAPI 3.0 says beside a choice that its value may be null, 3.1 among its alternatives.
      ObjectNode inner = view(alternatives.remove(0)).flat();
      flat.remove(key);
      combination = inner.has("anyOf") ? "anyOf" : "oneOf";
      inner.path(combination).forEach(alternatives::add);
    }
    ArrayNode list = flat.putArray(combination);
    alternatives.forEach(list::add);
    if (orNull) {
      list.addObject().put("type", NULL);
    }
    if (list.isEmpty()) {
      flat.set("not", flat.objectNode());
    }
  }

  private boolean isChoiceWithoutNull(JsonNode schema) {
    SchemaView view = view(schema);
    return view.isChoice()
        && !view.flat().has("discriminator")
        && !types(schema).contains(NULL)
        && !types(schema).equals(SchemaTypes.ANY);
  }

  /** The values of alternatives that only list values; empty if they say more. */
  private Optional<Set<JsonNode>> findValues(List<JsonNode> alternatives, boolean isAny) {
    Set<JsonNode> values = new LinkedHashSet<>();
    for (JsonNode alternative : alternatives) {
      SchemaView view = view(alternative);
      Set<JsonNode> listed = view.listedValues();
      if (listed.isEmpty()
          || !view.keywords().stream()
              .allMatch(key -> VALUES.contains(key) || SchemaKeywords.isText(key))
          || (!isAny && listed.stream().anyMatch(values::contains))) {
        return Optional.empty();
      }
      values.addAll(listed);
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(values);
  }

  /** What alternatives say of their values becomes a part of the description. */
  private void keepTexts(ObjectNode flat, List<JsonNode> alternatives) {
    StringBuilder description = new StringBuilder(flat.path(DESCRIPTION).asText(""));
    for (JsonNode alternative : alternatives) {
      SchemaView view = view(alternative);
      for (String text : List.of("title", DESCRIPTION)) {
        if (view.flat().has(text)) {
          description.append('\n').append(Values.show(view.listedValues()));
          description.append(": ").append(view.get(text).asText(""));
        }
      }
    }
    if (!description.isEmpty()) {
      flat.put(DESCRIPTION, description.toString().strip());
    }
  }

  /** What the choice says of itself counts more than what its one alternative says. */
  private static ObjectNode keepingTexts(ObjectNode flat, ObjectNode only) {
    only.remove(
        only.propertyStream()
            .map(Map.Entry::getKey)
            .filter(name -> SchemaKeywords.isText(name) && flat.has(name))
            .toList());
    return only;
  }

  private void addAlternative(JsonNode alternative, String key, List<JsonNode> alternatives) {
    SchemaView view = view(alternative);
    if (view.allowsNothing()) {
      return;
    }
    if (view.isChoice() && view.flat().has(key) && !view.flat().has("discriminator")) {
      view.flat().get(key).forEach(alternatives::add);
    } else {
      alternatives.add(alternative);
    }
  }

  private static String nameOf(JsonNode schema) {
    String name = SchemaGraph.componentOf(schema);
    return name.isEmpty() ? schema.path(REF).textValue() : name;
  }
}
