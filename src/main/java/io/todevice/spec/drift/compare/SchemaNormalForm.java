package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.model.SchemaGraph;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings a schema in one piece into a form in which two that allow the same values say so in the
 * same way: numbers by value, bounds of integers inclusive, sets as sets, and nothing that has no
 * effect. What stands inside its members is left as it is.
 */
final class SchemaNormalForm {

  private static final Set<String> PATTERNS_OF_EVERYTHING = Set.of("", ".*", "^.*$", "^", "$");

  private final ObjectNode schema;

  private SchemaNormalForm(ObjectNode schema) {
    this.schema = schema;
  }

  /** Changes the schema, whose members' values are not changed. */
  static ObjectNode of(ObjectNode schema) {
    return new SchemaNormalForm(schema).normalise();
  }

  /** Whether a schema allows no value. */
  static boolean isFalse(JsonNode schema) {
    return (schema.isBoolean() && !schema.booleanValue()) || isTrue(schema.path("not"));
  }

  private static boolean isTrue(JsonNode schema) {
    return (schema.isBoolean() && schema.booleanValue()) || (schema.isObject() && schema.isEmpty());
  }

  private ObjectNode normalise() {
    values();
    types();
    if (isFalse(schema)
        || (schema.path("type").isArray() && schema.get("type").isEmpty())
        || (schema.path("enum").isArray() && schema.get("enum").isEmpty())) {
      return nothing();
    }
    Set<String> types = SchemaTypes.of(schema);
    SchemaKeywords.KEYWORDS_OF_TYPES.forEach(
        (type, keywords) -> {
          if (!types.contains(type)) {
            schema.remove(keywords);
          }
        });
    boolean isInteger = types.contains("integer") && !types.contains("number");
    new NumberForm(schema, isInteger).normalise();
    sizes();
    arrays();
    objects();
    conditions();
    return schema;
  }

  private ObjectNode nothing() {
    schema.retain(
        schema.propertyStream().map(Map.Entry::getKey).filter(SchemaKeywords::isText).toList());
    schema.remove("default");
    schema.putObject("not");
    return schema;
  }

  private void values() {
    for (String key : List.of("default", "multipleOf", "minContains", "maxContains")) {
      if (schema.has(key)) {
        schema.set(key, Values.normal(schema.get(key)));
      }
    }
    if (!schema.path("enum").isArray()) {
      return;
    }
    Set<String> named = SchemaTypes.named(schema.path("type"));
    Set<JsonNode> values = new LinkedHashSet<>();
    for (JsonNode value : schema.get("enum")) {
      JsonNode normal = Values.normal(value);
      String type = SchemaGraph.typeOf(normal);
      boolean isNumber = type.equals("integer") && named.contains("number");
      if (named.isEmpty() || named.contains(type) || isNumber) {
        values.add(normal);
      }
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    values.forEach(list::add);
    schema.set("enum", list);
    Set<String> types = new TreeSet<>();
    values.forEach(value -> types.add(SchemaGraph.typeOf(value)));
    boolean isBoolean = types.equals(Set.of("boolean")) && values.size() == 2;
    if (isBoolean || types.equals(Set.of("null"))) {
      schema.remove("enum");
      schema.put("type", types.iterator().next());
    }
  }

  /** Where values are listed, no more types are allowed than those have. */
  private void types() {
    if (!schema.has("type")) {
      return;
    }
    Set<String> types = SchemaTypes.named(schema.get("type"));
    if (schema.path("enum").isArray()) {
      Set<String> listed = new TreeSet<>();
      schema.get("enum").forEach(value -> listed.add(SchemaGraph.typeOf(value)));
      if (listed.contains("integer")) {
        listed.add("number");
      }
      types.retainAll(listed);
    }
    if (types.contains("number")) {
      types.remove("integer");
    }
    Set<String> all = new TreeSet<>(SchemaTypes.ANY);
    all.remove("integer");
    if (types.equals(all)) {
      schema.remove("type");
    } else if (types.size() == 1) {
      schema.put("type", types.iterator().next());
    } else {
      types.forEach(schema.putArray("type")::add);
    }
  }

  private void sizes() {
    for (String key : SchemaKeywords.SIZES) {
      if (schema.path(key).isNumber()) {
        BigDecimal size = schema.get(key).decimalValue();
        boolean isIdle =
            key.startsWith("min")
                && size.compareTo(
                        BigDecimal.valueOf(
                            key.equals("minProperties") ? schema.path("required").size() : 0))
                    <= 0;
        if (isIdle) {
          schema.remove(key);
        } else {
          schema.set(key, Values.number(size));
        }
      }
    }
    if (PATTERNS_OF_EVERYTHING.contains(schema.path("pattern").asText("no pattern"))) {
      schema.remove("pattern");
    }
  }

  private void arrays() {
    boolean isShort = schema.has("maxItems") && schema.get("maxItems").asInt(2) <= 1;
    if (isShort || !schema.path("uniqueItems").asBoolean(false)) {
      schema.remove("uniqueItems");
    }
    if (schema.path("prefixItems").isArray() && schema.get("prefixItems").isEmpty()) {
      schema.remove("prefixItems");
    }
    boolean isAlone = !schema.has("contains") && !hasConditions();
    if (isAlone && schema.has("unevaluatedItems") && !schema.has("items")) {
      schema.set("items", schema.remove("unevaluatedItems"));
    }
    removeIfTrue("items");
    removeIfTrue("unevaluatedItems");
    if (isFalse(schema.path("items"))) {
      int length = schema.path("prefixItems").size();
      if (!schema.has("maxItems") || schema.get("maxItems").asInt(0) > length) {
        schema.put("maxItems", (long) length);
      }
      schema.remove("items");
    }
    if (!schema.has("contains")) {
      schema.remove(List.of("minContains", "maxContains"));
    } else if (schema.path("minContains").asInt(1) == 0 && !schema.has("maxContains")) {
      schema.remove(List.of("contains", "minContains"));
    } else if (schema.path("minContains").asInt(0) == 1) {
      schema.remove("minContains");
    }
  }

  private void objects() {
    boolean isAlone = !schema.has("dependentSchemas") && !hasConditions();
    if (isAlone && schema.has("unevaluatedProperties") && !schema.has("additionalProperties")) {
      schema.set("additionalProperties", schema.remove("unevaluatedProperties"));
    }
    removeIfTrue("additionalProperties");
    removeIfTrue("unevaluatedProperties");
    removeIfTrue("propertyNames");
    removeIfTrue("contentSchema");
    if (schema.path("propertyNames").path("type").asText("").equals("string")
        && schema.get("propertyNames").size() == 1) {
      schema.remove("propertyNames");
    }
    for (String key : List.of("properties", "required", "patternProperties", "dependentSchemas")) {
      if (schema.has(key) && schema.get(key).isContainerNode() && schema.get(key).isEmpty()) {
        schema.remove(key);
      }
    }
    if (schema.path("dependentRequired").isObject()) {
      dependentRequired((ObjectNode) schema.get("dependentRequired"));
    }
  }

  /** A property that is required anyway is not required by another. */
  private void dependentRequired(ObjectNode dependent) {
    Set<String> required = new TreeSet<>();
    schema.path("required").forEach(name -> required.add(name.asText("")));
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : dependent.properties()) {
      Set<String> names = new TreeSet<>();
      member.getValue().forEach(name -> names.add(name.asText("")));
      names.removeAll(required);
      names.remove(member.getKey());
      if (!names.isEmpty()) {
        names.forEach(rest.putArray(member.getKey())::add);
      }
    }
    if (rest.isEmpty()) {
      schema.remove("dependentRequired");
    } else {
      schema.set("dependentRequired", rest);
    }
  }

  private void conditions() {
    if (schema.has("not") && isFalse(schema.get("not"))) {
      schema.remove("not");
    }
    removeIfTrue("then");
    removeIfTrue("else");
    if (!schema.has("if")) {
      schema.remove(List.of("then", "else"));
    } else if (!schema.has("then") && !schema.has("else")) {
      schema.remove("if");
    }
  }

  private boolean hasConditions() {
    return schema.has("if")
        || schema.has("allOf")
        || SchemaKeywords.CHOICES.stream().anyMatch(schema::has);
  }

  private void removeIfTrue(String key) {
    if (schema.has(key) && isTrue(schema.get(key))) {
      schema.remove(key);
    }
  }
}
