package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A schema in one piece, as {@link Schemas#view} makes it.
 *
 * @param flat the schema, without references and {@code allOf} at its top
 */
record SchemaView(ObjectNode flat) {

  private static final JsonNode ANY = JsonNodeFactory.instance.objectNode();

  JsonNode get(String keyword) {
    return flat.path(keyword);
  }

  /** Whether it allows every value. */
  boolean saysNothing() {
    return flat.properties().stream().allMatch(member -> SchemaKeywords.isText(member.getKey()));
  }

  Set<String> types() {
    return SchemaTypes.of(flat);
  }

  /** The values that it lists, if it does. */
  Set<JsonNode> listedValues() {
    Set<JsonNode> values = new LinkedHashSet<>();
    flat.path("enum").forEach(values::add);
    return values;
  }

  /** The named properties, and those that are required without being described. */
  Map<String, JsonNode> properties() {
    Map<String, JsonNode> properties = new TreeMap<>();
    flat.path("required").forEach(name -> properties.put(name.asText(""), ANY));
    flat.path("properties")
        .properties()
        .forEach(property -> properties.put(property.getKey(), property.getValue()));
    return properties;
  }

  Set<String> required() {
    Set<String> required = new TreeSet<>();
    flat.path("required").forEach(name -> required.add(name.asText("")));
    return required;
  }

  Map<String, JsonNode> patterns() {
    Map<String, JsonNode> patterns = new TreeMap<>();
    flat.path("patternProperties")
        .properties()
        .forEach(pattern -> patterns.put(pattern.getKey(), pattern.getValue()));
    return patterns;
  }

  /** The schema of what is not named; the one that allows everything where there is none. */
  JsonNode additional() {
    JsonNode additional = flat.path("additionalProperties");
    return additional.isObject() ? additional : ANY;
  }

  /** Whether nothing but what is named is allowed. */
  boolean isClosed() {
    JsonNode additional = flat.path("additionalProperties");
    return additional.isBoolean() && !additional.booleanValue();
  }

  JsonNode items() {
    return flat.has("items") ? flat.get("items") : ANY;
  }

  /** Whether it is nothing but a choice between alternatives. */
  boolean isChoice() {
    return SchemaKeywords.CHOICES.stream().filter(flat::has).count() == 1
        && flat.properties().stream()
            .map(Map.Entry::getKey)
            .allMatch(
                key ->
                    SchemaKeywords.CHOICES.contains(key)
                        || key.equals("discriminator")
                        || SchemaKeywords.isText(key));
  }

  /** Whether it is a choice and nothing else, or no choice at all. */
  boolean isSplit() {
    return isChoice()
        || SchemaKeywords.CHOICES.stream().allMatch(key -> listAll(List.of(key)).isEmpty());
  }

  /** Whether it allows no value at all. */
  boolean allowsNothing() {
    return SchemaNormalForm.isFalse(flat);
  }

  /**
   * What each schema in which a keyword stands says with it: this one, and the parts that could not
   * be merged into it.
   *
   * @param keywords the keyword, or several that mean something together
   */
  List<JsonNode> listAll(List<String> keywords) {
    List<JsonNode> all = new ArrayList<>();
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    keywords.stream().filter(flat::has).forEach(key -> own.set(key, flat.get(key)));
    if (!own.isEmpty()) {
      all.add(own);
    }
    for (JsonNode part : flat.path("allOf")) {
      if (keywords.stream().anyMatch(part::has)) {
        all.add(part);
      }
    }
    return all;
  }

  /** All keywords of this schema and of the parts that could not be merged into it. */
  Set<String> keywords() {
    Set<String> keywords = new TreeSet<>();
    flat.fieldNames().forEachRemaining(keywords::add);
    flat.path("allOf").forEach(part -> part.fieldNames().forEachRemaining(keywords::add));
    return keywords;
  }

  /**
   * The alternatives of a choice; of any other schema, itself for each of its types, so that a list
   * of types can be compared with a choice.
   */
  List<JsonNode> alternatives() {
    List<JsonNode> alternatives = new ArrayList<>();
    if (isChoice()) {
      SchemaKeywords.CHOICES.forEach(key -> flat.path(key).forEach(alternatives::add));
    } else if (flat.path("type").isArray()) {
      for (JsonNode type : flat.get("type")) {
        ObjectNode alternative = type.asText("").equals("null") ? ANY.deepCopy() : flat.deepCopy();
        alternatives.add(alternative.set("type", type));
      }
    } else {
      alternatives.add(flat);
    }
    return alternatives;
  }

  /** What the generator makes of an object, in words. */
  String javaShape() {
    if (!flat.path("properties").isEmpty()) {
      return "class";
    }
    boolean hasValues =
        !flat.path("patternProperties").isEmpty()
            || (flat.path("additionalProperties").isObject()
                && !flat.path("additionalProperties").isEmpty());
    return hasValues ? "map" : "free object";
  }
}
