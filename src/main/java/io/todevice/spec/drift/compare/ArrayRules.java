package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.ChangeKind;
import java.util.List;

/** The elements of arrays: the first ones, where each has a schema of its own, and all others. */
record ArrayRules(SchemaComparison schemas) {

  private static final List<String> CONTAINS = SchemaKeywords.GROUPS.get(1);

  void compare(SchemaView old, SchemaView now, Differences found) {
    part(old.items(), now.items(), "[]", found);
    JsonNode was = old.get("prefixItems");
    JsonNode is = now.get("prefixItems");
    for (int i = 0; i < Math.max(was.size(), is.size()); i++) {
      JsonNode oldItem = i < was.size() ? was.get(i) : old.items();
      JsonNode newItem = i < is.size() ? is.get(i) : now.items();
      part(oldItem, newItem, "[" + i + "]", found);
    }
    contains(old.listAll(CONTAINS), now.listAll(CONTAINS), found);
  }

  private void part(JsonNode was, JsonNode is, String segment, Differences found) {
    found.addAll(schemas.partDifferences(was, is, found.direction(), segment));
  }

  private void contains(List<JsonNode> was, List<JsonNode> is, Differences found) {
    if (was.size() == 1 && is.size() == 1) {
      part(was.get(0).path("contains"), is.get(0).path("contains"), "contains", found);
      limit("minContains", was.get(0), is.get(0), 1, found);
      limit("maxContains", was.get(0), is.get(0), -1, found);
    } else if (was.isEmpty() != is.isEmpty()) {
      found.limit(was.isEmpty(), was.isEmpty() ? "" : "contains", is.isEmpty() ? "" : "contains");
    } else if (!was.equals(is)) {
      found.add(ChangeKind.CONSTRAINT_CHANGED, "contains", "contains");
    }
  }

  /**
   * A number of elements.
   *
   * @param tighter 1 if a higher one is tighter, -1 if a lower one is
   */
  private static void limit(
      String key, JsonNode old, JsonNode now, int tighter, Differences found) {
    long none = tighter > 0 ? 1 : Long.MAX_VALUE;
    long was = old.path(key).asLong(none);
    long is = now.path(key).asLong(none);
    if (was != is) {
      found.limit(
          Long.compare(is, was) * tighter > 0,
          ValueRules.named(key, old.path(key)),
          ValueRules.named(key, now.path(key)));
    }
  }
}
