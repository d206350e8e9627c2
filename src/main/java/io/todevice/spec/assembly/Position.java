package io.todevice.spec.assembly;

import java.util.Set;

/**
 * What kind of thing stands at a place of a document, which decides what a reference there becomes:
 * one to a schema stays a reference, to a component of the assembled document; any other is
 * replaced by what it leads to.
 */
enum Position {
  /** A schema. */
  SCHEMA,
  /** A map whose values are schemas. */
  SCHEMA_MAP,
  /** A list of schemas. */
  SCHEMA_LIST,
  /** Anything else. */
  OTHER;

  private static final Set<String> SCHEMA_KEYWORDS =
      Set.of(
          "items",
          "additionalProperties",
          "unevaluatedProperties",
          "unevaluatedItems",
          "propertyNames",
          "contains",
          "contentSchema",
          "not",
          "if",
          "then",
          "else");
  private static final Set<String> SCHEMA_MAP_KEYWORDS =
      Set.of("properties", "patternProperties", "dependentSchemas", "$defs", "definitions");
  private static final Set<String> SCHEMA_LIST_KEYWORDS =
      Set.of("allOf", "anyOf", "oneOf", "prefixItems");

  /** The position of what stands under a key of an object at this position. */
  Position under(String key) {
    return switch (this) {
      case SCHEMA_MAP -> SCHEMA;
      case SCHEMA -> {
        if (SCHEMA_KEYWORDS.contains(key)) {
          yield SCHEMA;
        }
        if (SCHEMA_MAP_KEYWORDS.contains(key)) {
          yield SCHEMA_MAP;
        }
        yield SCHEMA_LIST_KEYWORDS.contains(key) ? SCHEMA_LIST : OTHER;
      }
      case OTHER, SCHEMA_LIST -> key.equals("schema") ? SCHEMA : OTHER;
    };
  }

  /** The position of an element of an array at this position. */
  Position ofElement() {
    return this == SCHEMA_LIST ? SCHEMA : OTHER;
  }
}
