package io.todevice.spec.drift.compare;

import java.util.List;
import java.util.Set;

/** The keywords of JSON Schema 2020-12 and OpenAPI 3.1, by how they are compared. */
final class SchemaKeywords {

  /** Limits from below: the higher, the tighter. */
  static final List<String> LOWER_LIMITS =
      List.of(
          "minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties", "minContains");

  /** Limits from above: the lower, the tighter. */
  static final List<String> UPPER_LIMITS =
      List.of(
          "maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties", "maxContains");

  /** Limits that are there or not, and of two different ones neither is tighter. */
  static final List<String> OTHER_LIMITS =
      List.of(
          "pattern",
          "multipleOf",
          "uniqueItems",
          "contentEncoding",
          "contentMediaType",
          "readOnly",
          "writeOnly");

  /** Constraints that are compared as a whole, because nothing can be told of their parts. */
  static final List<String> CONSTRAINTS =
      List.of(
          "not",
          "if",
          "then",
          "else",
          "contains",
          "contentSchema",
          "dependentRequired",
          "dependentSchemas",
          "discriminator",
          "prefixItems",
          "propertyNames",
          "unevaluatedItems",
          "unevaluatedProperties");

  /** Values that show what is meant and bind nobody. */
  static final List<String> EXAMPLES = List.of("example", "examples");

  static final String JAVA_TYPE = "x-java-type";
  static final String MAP_KEYS = "x-map-keys";

  private static final Set<String> TEXTS =
      Set.of(
          "title",
          "description",
          "example",
          "examples",
          "deprecated",
          "default",
          "format",
          "externalDocs",
          "$comment");

  private SchemaKeywords() {}

  /** Whether a keyword says nothing about which values are allowed. */
  static boolean isText(String keyword) {
    return TEXTS.contains(keyword) || keyword.startsWith("x-");
  }
}
