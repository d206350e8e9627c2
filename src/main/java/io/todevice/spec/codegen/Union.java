package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Classes for values of several kinds, such as a text or an object: an interface with a record for
 * each kind, told apart by what stands in the JSON.
 */
final class Union {

  /** What the record of a kind is called. */
  private static final Map<String, String> RECORDS =
      Map.of(
          "string", "Text",
          "integer", "Whole",
          "number", "Decimal",
          "boolean", "Flag",
          "object", "Members",
          "array", "Elements");

  private Union() {}

  /**
   * Fills the class.
   *
   * @param flat a flattened schema of the shape {@link Shape#UNION}
   * @param place where it stands
   * @param normalise gives the type of a schema of one kind at a place
   */
  static void fill(
      ObjectNode model,
      JsonNode flat,
      JavaPlace place,
      BiFunction<ObjectNode, JavaPlace, ObjectNode> normalise) {
    model.put("type", "object");
    model.put("x-union", true);
    if (flat.path("description").isTextual()) {
      model.put("x-javadoc", Javadoc.ofText(flat.get("description").textValue()));
    }
    ObjectNode kinds = model.putObject("properties");
    for (Map.Entry<String, String> kind : records(flat).entrySet()) {
      ObjectNode alternative = ((ObjectNode) flat.deepCopy()).put("type", kind.getKey());
      alternative.remove("title");
      alternative.remove("description");
      ObjectNode type =
          SchemaNormaliser.extensible(normalise.apply(alternative, place.kind(kind.getValue())));
      type.put("x-kind", kind.getKey().equals("integer") ? "number" : kind.getKey());
      type.put("x-record", kind.getValue());
      kinds.set(kind.getValue(), type);
    }
  }

  private static Map<String, String> records(JsonNode flat) {
    Map<String, String> records = new LinkedHashMap<>();
    for (String kind : Shape.kindsOf(flat)) {
      // Every whole number is a number: of the two, one can hold both.
      if (!(kind.equals("integer") && Shape.kindsOf(flat).contains("number"))) {
        records.put(kind, RECORDS.get(kind));
      }
    }
    return records;
  }
}
