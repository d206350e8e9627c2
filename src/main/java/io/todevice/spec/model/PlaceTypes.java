package io.todevice.spec.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/**
 * The types that the overlay gives to places of requests and responses ({@value #KEY}), by the Java
 * names of the places. Immutable and safe for use by many threads.
 *
 * @param document the document with the overlay applied
 */
public record PlaceTypes(JsonNode document) {

  /** The extension of the document's root: a map from places to types. */
  public static final String KEY = "x-java-types";

  /** The type of any JSON object, which passes through unchanged. */
  public static final String JSON_OBJECT = "json-object";

  /** The type of any JSON value, which passes through unchanged. */
  public static final String JSON_VALUE = "json-value";

  private static final Set<String> JSON = Set.of(JSON_OBJECT, JSON_VALUE);

  /** Whether a type is one of JSON that passes through. */
  public static boolean isJson(String type) {
    return JSON.contains(type);
  }

  /** The type of a place; empty where the overlay gives it none. */
  public Optional<String> find(String place) {
    JsonNode type = document.path(KEY).path(place);
    return Optional.ofNullable((type.isObject() ? type.path("type") : type).textValue());
  }

  /** Whether a value of any kind passes through at a place. */
  public boolean takesAnyValue(String place) {
    return find(place).filter(JSON_VALUE::equals).isPresent();
  }

  /**
   * Whether the class of a place keeps a member with those that it has no component for:
   * hand-written code finds it there in every revision.
   */
  public boolean isInRest(String place, String member) {
    JsonNode type = document.path(KEY).path(place);
    if (!type.has("rest") || !type.has("has")) {
      return false;
    }
    for (JsonNode own : type.get("has")) {
      if (own.asText().equals(member)) {
        return false;
      }
    }
    return true;
  }

  /** Whether any JSON passes through at a place. */
  public boolean passesThrough(String place) {
    return find(place).filter(JSON::contains).isPresent();
  }
}
