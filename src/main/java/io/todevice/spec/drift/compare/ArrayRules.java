package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayList;
import java.util.List;

/** The elements of arrays: the first ones, where each has a schema of its own, and all others. */
final class ArrayRules {

  private static final List<String> CONTAINS = SchemaKeywords.GROUPS.get(1);

  private final SchemaComparison schemas;

  ArrayRules(SchemaComparison schemas) {
    this.schemas = schemas;
  }

  List<Difference> compare(SchemaView old, SchemaView now, Direction direction) {
    List<Difference> findings =
        new ArrayList<>(schemas.partDifferences(old.items(), now.items(), direction, "[]"));
    JsonNode was = old.get("prefixItems");
    JsonNode is = now.get("prefixItems");
    for (int i = 0; i < Math.max(was.size(), is.size()); i++) {
      findings.addAll(
          schemas.partDifferences(
              i < was.size() ? was.get(i) : old.items(),
              i < is.size() ? is.get(i) : now.items(),
              direction,
              "[" + i + "]"));
    }
    contains(old, now, direction, findings);
    return findings;
  }

  private void contains(
      SchemaView old, SchemaView now, Direction direction, List<Difference> findings) {
    List<JsonNode> was = new ArrayList<>(old.listAll(CONTAINS));
    List<JsonNode> is = new ArrayList<>(now.listAll(CONTAINS));
    if (was.size() == 1 && is.size() == 1) {
      findings.addAll(
          schemas.partDifferences(
              was.get(0).path("contains"), is.get(0).path("contains"), direction, "contains"));
      limit("minContains", was.get(0), is.get(0), 1, direction, findings);
      limit("maxContains", was.get(0), is.get(0), -1, direction, findings);
    } else if (was.isEmpty() != is.isEmpty()) {
      findings.add(
          Finding.of(
              was.isEmpty() ? ChangeKind.LIMIT_TIGHTENED : ChangeKind.LIMIT_LOOSENED,
              direction,
              was.isEmpty() ? "" : "contains",
              is.isEmpty() ? "" : "contains"));
    } else if (!was.equals(is)) {
      findings.add(Finding.of(ChangeKind.CONSTRAINT_CHANGED, direction, "contains", "contains"));
    }
  }

  private static void limit(
      String key,
      JsonNode old,
      JsonNode now,
      int tighter,
      Direction direction,
      List<Difference> findings) {
    long none = tighter > 0 ? 1 : Long.MAX_VALUE;
    long was = old.path(key).asLong(none);
    long is = now.path(key).asLong(none);
    if (was != is) {
      findings.add(
          Finding.of(
              Long.compare(is, was) * tighter > 0
                  ? ChangeKind.LIMIT_TIGHTENED
                  : ChangeKind.LIMIT_LOOSENED,
              direction,
              ValueRules.named(key, old.path(key)),
              ValueRules.named(key, now.path(key))));
    }
  }
}
