package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Schemas of raw bytes. OpenAPI 3.0 writes them {@code type: string, format: binary}; OpenAPI 3.1
 * omits the type, and may name the media type (<i>Working with Binary Data</i>).
 *
 * @param one the schemas of one document
 * @param other those of the document that it is compared with
 */
record RawBytes(Schemas one, Schemas other) {

  private static final String TYPE = "type";
  private static final String FORMAT = "format";
  private static final String MEDIA_TYPE = "contentMediaType";

  /**
   * A schema of {@link #one} without the way in which it says bytes, where its counterpart says
   * bytes in another way.
   *
   * @param depth how many levels of properties and elements are looked into, too
   */
  JsonNode withoutNotation(JsonNode schema, JsonNode counterpart, int depth) {
    SchemaView view = one.view(schema);
    SchemaView otherView = other.view(counterpart);
    ObjectNode rest = view.flat().deepCopy();
    if (isBytes(view) && (isBytes(otherView) || isUntyped(otherView))) {
      return rest.remove(List.of(TYPE, FORMAT, MEDIA_TYPE));
    }
    if (depth > 0) {
      JsonNode otherParts = otherView.get("properties");
      for (Map.Entry<String, JsonNode> part : rest.path("properties").properties()) {
        part.setValue(withoutNotation(part.getValue(), otherParts.path(part.getKey()), depth - 1));
      }
      if (rest.has("items")) {
        rest.set("items", withoutNotation(rest.get("items"), otherView.get("items"), depth - 1));
      }
    }
    return rest.equals(view.flat()) ? schema : rest;
  }

  private static boolean isUntyped(SchemaView schema) {
    return schema.types().equals(SchemaTypes.ANY) && !schema.isChoice();
  }

  private static boolean isBytes(SchemaView schema) {
    boolean isNamed =
        schema.get(FORMAT).asText("").equals("binary")
            || schema.get(MEDIA_TYPE).asText("").equals("application/octet-stream");
    boolean mayBeString = !schema.flat().has(TYPE) || schema.types().equals(Set.of("string"));
    return isNamed && mayBeString && !schema.flat().has("contentEncoding");
  }
}
