package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Fills a class with the members of an object. The keys of its {@code properties} are Java names;
 * {@code x-wire-name} says what they stand for.
 *
 * @param types what hand-written code wants
 * @param normalise gives the type of a schema at a place
 */
record ModelFiller(JavaTypes types, BiFunction<JsonNode, JavaPlace, ObjectNode> normalise) {

  /** The Java name of a property on the wire. */
  static final String WIRE_NAME = "x-wire-name";

  void fill(ObjectNode model, ObjectNode flat, JavaPlace place) {
    model.put("type", "object");
    if (flat.path("description").isTextual()) {
      model.put("x-javadoc", Javadoc.ofText(flat.get("description").textValue()));
    }
    model.setAll(implemented(place));
    ObjectNode properties = model.putObject("properties");
    List<String> wireNames = new ArrayList<>();
    flat.path("properties").fieldNames().forEachRemaining(wireNames::add);
    wireNames.removeIf(name -> types.isInRest(place.name(), name));
    Map<String, String> names = JavaNames.membersOf(wireNames, Set.of());
    Map<String, ObjectNode> memberTypes = new TreeMap<>();
    new TreeMap<>(names)
        .forEach(
            (wireName, name) ->
                memberTypes.put(
                    wireName,
                    normalise.apply(
                        flat.path("properties").path(wireName), place.member(wireName, name))));
    for (Map.Entry<String, String> name : names.entrySet()) {
      ObjectNode type =
          SchemaNormaliser.extensible(Objects.requireNonNull(memberTypes.get(name.getKey())));
      properties.set(name.getValue(), type.put(WIRE_NAME, JavaText.escape(name.getKey())));
      allowNulls(type);
    }
    putRest(properties, flat, place);
    if (properties.size() > JavaNames.MAX_PARAMETERS) {
      throw place.fault(
          properties.size()
              + " properties, but a Java record cannot have more than "
              + JavaNames.MAX_PARAMETERS);
    }
    model.set("x-key-types", keyTypes(properties));
    List<String> required = required(flat, names);
    // What is required is never null in Java, so what may be null cannot be required there.
    List<String> present =
        required.stream().filter(name -> !properties.path(name).has("nullable")).toList();
    if (!present.isEmpty()) {
      present.forEach(model.putArray("required")::add);
    }
    model.put("x-has-checks", !present.isEmpty() || !properties.findValues("x-rest").isEmpty());
    if (place.body().isAnswered()) {
      Builders.describe(model, required);
    }
  }

  /** Has Jackson take null, which it refuses otherwise, for the value or what it directly holds. */
  private static void allowNulls(ObjectNode type) {
    List<String> nulls = new ArrayList<>();
    if (type.has("nullable")) {
      nulls.add("nulls = Nulls.SET");
    }
    if (contentOf(type).path("format").asText("").equals(SchemaNormaliser.JSON_VALUE)
        || holdsNulls(type)) {
      nulls.add("contentNulls = Nulls.SET");
    }
    if (!nulls.isEmpty()) {
      type.put("x-nulls", String.join(", ", nulls));
    }
  }

  /**
   * Whether a list or map has null somewhere: Jackson knows one rule for all levels, and what the
   * document says of each is checked then.
   */
  private static boolean holdsNulls(JsonNode type) {
    JsonNode content = contentOf(type);
    return content.has("nullable") || (content.isObject() && holdsNulls(content));
  }

  private static JsonNode contentOf(JsonNode type) {
    return type.path(type.has("items") ? "items" : "additionalProperties");
  }

  private ObjectNode implemented(JavaPlace place) {
    ObjectNode extension = JsonNodeFactory.instance.objectNode();
    if (types.interfaceOf(place.name()).isTextual()) {
      extension.set("x-implements", types.interfaceOf(place.name()));
    }
    return extension;
  }

  private void putRest(ObjectNode properties, ObjectNode flat, JavaPlace place) {
    JsonNode others = SchemaNormaliser.valueSchema(flat);
    boolean isOpen =
        !others.isMissingNode() && !others.equals(JsonNodeFactory.instance.booleanNode(false));
    boolean isWanted = types.keepsRest(place.name());
    if (isOpen || isWanted) {
      ObjectNode rest = JsonNodeFactory.instance.objectNode();
      rest.put("type", "object");
      rest.set(
          "additionalProperties",
          isWanted
              ? rest.objectNode().put("type", "string").put("format", SchemaNormaliser.JSON_VALUE)
              : normalise.apply(others, place.value()));
      rest.put("x-rest", true);
      properties.set(restName(properties), rest);
    }
  }

  private static String restName(ObjectNode properties) {
    String name = "additionalProperties";
    for (int i = 0; properties.has(name); i++) {
      name = "otherProperties" + (i == 0 ? "" : "Beside" + i);
    }
    return name;
  }

  /**
   * The Java names of what is required, in the order of the names in JSON: that in a file means
   * nothing.
   */
  private static List<String> required(ObjectNode flat, Map<String, String> names) {
    Set<String> wireNames = new TreeSet<>();
    flat.path("required").forEach(name -> wireNames.add(name.asText()));
    wireNames.retainAll(names.keySet());
    return wireNames.stream().map(names::get).toList();
  }

  private static ArrayNode keyTypes(ObjectNode properties) {
    Set<String> keyTypes = new TreeSet<>(properties.findValuesAsText("x-key-type"));
    ArrayNode imports = JsonNodeFactory.instance.arrayNode();
    keyTypes.forEach(imports::add);
    return imports;
  }
}
