package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.model.PlaceTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The Java types that hand-written code wants at places of its own choosing, from the overlay
 * ({@value #KEY}). A place that a revision does not have is ignored, so that an overlay serves many
 * revisions.
 */
final class JavaTypes {

  /** The extension of the document's root: a map from Java places to types. */
  static final String KEY = PlaceTypes.KEY;

  private static final String TYPE = "type";
  private static final String HAS = "has";
  private static final String REST = "rest";

  /** The types of the project that read themselves from a text. */
  static final Set<String> TEXTS = Set.of("EventType", "TransactionId", "DeviceKey", "UserKey");

  private final PlaceTypes places;
  private final JsonNode types;

  /**
   * Reads them.
   *
   * @throws SpecificationException if one is not known
   */
  JavaTypes(JsonNode document) {
    this.places = new PlaceTypes(document);
    this.types = document.path(KEY);
    for (Map.Entry<String, JsonNode> type : types.properties()) {
      check(type.getKey(), type.getValue());
    }
  }

  /** The format that stands for the type of a place: JSON that passes through, or a text. */
  Optional<String> findFormat(String place) {
    return places.find(place);
  }

  /** Whether hand-written code sees to it that JSON at a place has this member. */
  boolean has(String place, String member) {
    for (JsonNode name : types.path(place).path(HAS)) {
      if (name.asText().equals(member)) {
        return true;
      }
    }
    return false;
  }

  /** Whether what stands at a place passes through as JSON. */
  boolean isJson(String place) {
    return places.passesThrough(place);
  }

  /** The types of the keys of maps in maps, from the outermost inwards; missing if not given. */
  JsonNode keysOf(String place) {
    return types.path(place).path("keys");
  }

  /** The interface of package {@code io.todevice.http} that the class of a place implements. */
  JsonNode interfaceOf(String place) {
    return types.path(place).path("implements");
  }

  /** Whether the class of a place keeps members that the schema does not name, as JSON. */
  boolean keepsRest(String place) {
    return types.path(place).path(REST).asText("").equals(SchemaNormaliser.JSON_VALUE);
  }

  /** Whether the class of a place keeps a member in that rest, also where the schema names it. */
  boolean isInRest(String place, String member) {
    return places.isInRest(place, member);
  }

  /** The type of a path parameter, by its position in the path. */
  Optional<String> findPathType(String operation, int position) {
    return findFormat(operation + "Path" + position);
  }

  private static void check(String place, JsonNode type) {
    List<String> unknown = new ArrayList<>();
    if (type.isTextual()) {
      if (!PlaceTypes.isJson(type.textValue()) && !TEXTS.contains(type.textValue())) {
        unknown.add(type.textValue());
      }
    } else {
      for (Map.Entry<String, JsonNode> member : type.properties()) {
        boolean isKnown =
            switch (member.getKey()) {
              case TYPE -> PlaceTypes.isJson(member.getValue().asText());
              case HAS -> member.getValue().isArray() && (type.has(TYPE) || type.has(REST));
              case "keys" -> areTexts(member.getValue());
              case "implements" -> member.getValue().asText().matches("[A-Z][A-Za-z]*");
              case REST -> member.getValue().asText().equals(SchemaNormaliser.JSON_VALUE);
              default -> false;
            };
        if (!isKnown) {
          unknown.add(member.getKey() + ": " + member.getValue());
        }
      }
    }
    if (!unknown.isEmpty() || !(type.isTextual() || type.isObject())) {
      throw new SpecificationException(
          "overlay", KEY + "/" + place + ": unknown Java type " + String.join(", ", unknown));
    }
  }

  static boolean areTexts(JsonNode names) {
    for (JsonNode name : names) {
      if (!TEXTS.contains(name.asText())) {
        return false;
      }
    }
    return names.isArray();
  }
}
