package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Keywords for what other keywords have left over, said with the more common ones. */
final class Leftovers {

  private Leftovers() {}

  /**
   * Makes {@code unevaluatedProperties} the {@code additionalProperties} of a flattened schema that
   * has none, and the schemas of {@code prefixItems} alternatives of its {@code items}.
   */
  static ObjectNode putInPlace(ObjectNode flat) {
    JsonNode unevaluated = flat.path("unevaluatedProperties");
    if (!unevaluated.isMissingNode() && !flat.has("additionalProperties")) {
      flat.set("additionalProperties", unevaluated);
    }
    flat.remove("unevaluatedProperties");
    JsonNode prefix = flat.path("prefixItems");
    if (!prefix.isEmpty()) {
      JsonNode items = flat.path("items").isObject() ? flat.get("items") : prefix.get(0);
      for (JsonNode first : prefix) {
        items = Alternatives.either(items, first);
      }
      flat.set("items", items);
    }
    flat.remove("prefixItems");
    return flat;
  }
}
