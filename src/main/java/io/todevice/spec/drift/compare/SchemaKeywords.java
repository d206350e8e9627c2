package io.todevice.spec.drift.compare;

import java.util.List;
import java.util.Map;

/** The keywords of JSON Schema 2020-12 and OpenAPI 3.1, by how they are merged and compared. */
final class SchemaKeywords {

  /** Limits from below: the higher, the tighter. */
  static final List<String> LOWER_LIMITS =
      List.of("minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties");

  /** Limits from above: the lower, the tighter. */
  static final List<String> UPPER_LIMITS =
      List.of("maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties");

  /** Lengths and counts, which are never negative. */
  static final List<String> SIZES =
      List.of("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties");

  /** Limits that are there or not; each may be there more than once. */
  static final List<String> OTHER_LIMITS = List.of("pattern", "multipleOf", "uniqueItems");

  /** Keywords whose value is a schema that says more of the same values or of some parts. */
  static final List<String> SUBSCHEMAS =
      List.of("propertyNames", "unevaluatedItems", "unevaluatedProperties");

  /** Keywords that mean something together only. */
  static final List<List<String>> GROUPS =
      List.of(List.of("if", "then", "else"), List.of("contains", "minContains", "maxContains"));

  /** Choices between alternatives. */
  static final List<String> CHOICES = List.of("anyOf", "oneOf");

  /** Values that show what is meant and bind nobody. */
  static final List<String> EXAMPLES = List.of("example", "examples");

  static final String JAVA_TYPE = "x-java-type";
  static final String MAP_KEYS = "x-map-keys";

  /** The keywords that only concern values of one type. Every number is of the type integer. */
  static final Map<String, List<String>> KEYWORDS_OF_TYPES =
      Map.of(
          "string",
          words("minLength maxLength pattern contentEncoding contentMediaType contentSchema"),
          "integer",
          words("minimum maximum exclusiveMinimum exclusiveMaximum multipleOf"),
          "array",
          words(
              """
              items prefixItems unevaluatedItems contains minContains maxContains minItems maxItems
              uniqueItems
              """),
          "object",
          words(
              """
              properties patternProperties additionalProperties unevaluatedProperties propertyNames
              required minProperties maxProperties dependentRequired dependentSchemas
              """));

  /** What a rule of its own compares. */
  private static final List<String> COMPARED =
      words(
          """
          type enum properties patternProperties additionalProperties required items
          prefixItems dependentSchemas dependentRequired contentSchema not allOf
          discriminator readOnly writeOnly
          """);

  private static final List<String> TEXTS =
      words(
          """
          title description example examples deprecated default format externalDocs xml
          $comment $schema $id $anchor $vocabulary $defs definitions
          """);

  private SchemaKeywords() {}

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }

  /** Whether a keyword says nothing about which values are allowed. */
  static boolean isText(String keyword) {
    return TEXTS.contains(keyword) || keyword.startsWith("x-");
  }

  /**
   * Whether no rule knows a keyword. Those of JSON Schema that are left tell what a text holds, and
   * such a keyword of another origin is an annotation (JSON Schema 2020-12, 6.5).
   */
  static boolean isUnknown(String keyword) {
    return !isText(keyword)
        && !COMPARED.contains(keyword)
        && !LOWER_LIMITS.contains(keyword)
        && !UPPER_LIMITS.contains(keyword)
        && !OTHER_LIMITS.contains(keyword)
        && !SUBSCHEMAS.contains(keyword)
        && !CHOICES.contains(keyword)
        && GROUPS.stream().noneMatch(group -> group.contains(keyword));
  }
}
