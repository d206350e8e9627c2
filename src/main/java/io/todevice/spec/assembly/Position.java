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
  /** A value of a schema's instances, in which nothing is a reference. */
  VALUE,
  /** An example or an extension, in which a text may look like a reference. */
  EXAMPLE,
  /** A map with names of the author's choice. */
  OTHER_MAP,
  /** Anything else. */
  OTHER;

  private static final Set<String> VALUE_KEYWORDS = Set.of("enum", "const", "default");
  private static final Set<String> EXAMPLE_KEYWORDS =
      Set.of("example", "value", "dataValue", "serializedValue");
  private static final Set<String> MAPS =
      Set.of("callbacks", "content", "encoding", "examples", "headers", "links", "responses");

  private static final Set<String> SCHEMA_OWNERS = Set.of("schema", "itemSchema");
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
        if (VALUE_KEYWORDS.contains(key)) {
          yield VALUE;
        }
        if (key.equals("example") || key.equals("examples") || isExtension(key)) {
          yield EXAMPLE;
        }
        yield SCHEMA_LIST_KEYWORDS.contains(key) ? SCHEMA_LIST : OTHER;
      }
      case VALUE, EXAMPLE -> this;
      case OTHER_MAP -> OTHER;
      case OTHER, SCHEMA_LIST -> {
        if (SCHEMA_OWNERS.contains(key)) {
          yield SCHEMA;
        }
        if (EXAMPLE_KEYWORDS.contains(key) || isExtension(key)) {
          yield EXAMPLE;
        }
        yield MAPS.contains(key) ? OTHER_MAP : OTHER;
      }
    };
  }

  private static boolean isExtension(String key) {
    return key.startsWith("x-");
  }

  /** The position of an element of an array at this position. */
  Position ofElement() {
    return switch (this) {
      case SCHEMA_LIST -> SCHEMA;
      case VALUE, EXAMPLE -> this;
      default -> OTHER;
    };
  }
}
