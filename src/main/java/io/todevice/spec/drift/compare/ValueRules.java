package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.ChangeKind;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/** Types, listed values, limits and defaults. */
final class ValueRules {

  private static final String NULL = "null";

  private ValueRules() {}

  /** Compares the types; returns whether they differ. */
  static boolean compareTypes(SchemaView old, SchemaView now, Differences found) {
    Set<String> was = old.types();
    Set<String> is = now.types();
    Set<String> lost = difference(was, is);
    Set<String> gained = difference(is, was);
    if (lost.isEmpty() && gained.isEmpty()) {
      return false;
    }
    ChangeKind kind;
    if (lost.isEmpty()) {
      kind = gained.equals(Set.of(NULL)) ? ChangeKind.NULL_ALLOWED : ChangeKind.TYPE_WIDENED;
    } else if (gained.isEmpty()) {
      kind = lost.equals(Set.of(NULL)) ? ChangeKind.NULL_FORBIDDEN : ChangeKind.TYPE_NARROWED;
    } else {
      kind = ChangeKind.TYPE_CHANGED;
    }
    found.add(kind, SchemaTypes.show(was), SchemaTypes.show(is));
    return true;
  }

  static void compareLimits(SchemaView old, SchemaView now, Differences found) {
    listedValues(old, now, found);
    bound("minimum", "exclusiveMinimum", old, now, 1, found);
    bound("maximum", "exclusiveMaximum", old, now, -1, found);
    for (String key : SchemaKeywords.SIZES) {
      bound(key, key, old, now, key.startsWith("min") ? 1 : -1, found);
    }
    found.compare(ChangeKind.FORMAT_CHANGED, old.get("format"), now.get("format"));
    found.defaults(old.get("default"), now.get("default"));
  }

  /** Lists of values; one that begins or ceases to be one is a limit that comes or goes. */
  private static void listedValues(SchemaView old, SchemaView now, Differences found) {
    Set<JsonNode> was = old.listedValues();
    Set<JsonNode> is = now.listedValues();
    if (old.types().contains(NULL) != now.types().contains(NULL)) {
      // It has been said as a change of the types.
      was.removeIf(JsonNode::isNull);
      is.removeIf(JsonNode::isNull);
    }
    if (was.isEmpty() != is.isEmpty()) {
      found.limit(was.isEmpty(), listed(was), listed(is));
      return;
    }
    Set<JsonNode> removed = new LinkedHashSet<>(was);
    removed.removeAll(is);
    Set<JsonNode> added = new LinkedHashSet<>(is);
    added.removeAll(was);
    if (!removed.isEmpty()) {
      found.add(ChangeKind.VALUES_REMOVED, Values.show(removed), "");
    }
    if (!added.isEmpty()) {
      found.add(ChangeKind.VALUES_ADDED, "", Values.show(added));
    }
  }

  /**
   * One bound, which in normal form is inclusive or exclusive and never both.
   *
   * @param tighter 1 if a higher bound is tighter, -1 if a lower one is
   */
  private static void bound(
      String inclusive,
      String exclusive,
      SchemaView old,
      SchemaView now,
      int tighter,
      Differences found) {
    String oldKey = old.flat().has(inclusive) ? inclusive : exclusive;
    String newKey = now.flat().has(inclusive) ? inclusive : exclusive;
    JsonNode was = old.get(oldKey);
    JsonNode is = now.get(newKey);
    if (was.equals(is) && (oldKey.equals(newKey) || was.isMissingNode())) {
      return;
    }
    if (was.isMissingNode() || is.isMissingNode()) {
      found.limit(was.isMissingNode(), named(oldKey, was), named(newKey, is));
    } else if (!was.isNumber() || !is.isNumber()) {
      found.add(ChangeKind.CONSTRAINT_CHANGED, named(oldKey, was), named(newKey, is));
    } else {
      int step = is.decimalValue().compareTo(was.decimalValue()) * tighter;
      boolean isTighter = step == 0 ? newKey.equals(exclusive) : step > 0;
      found.limit(isTighter, named(oldKey, was), named(newKey, is));
    }
  }

  private static String listed(Set<JsonNode> values) {
    return values.isEmpty() ? "" : "one of " + Values.show(values);
  }

  /** A keyword with its value; nothing where it is missing. */
  static String named(String key, JsonNode value) {
    return value.isMissingNode() ? "" : key + " " + Values.show(value);
  }

  private static Set<String> difference(Set<String> one, Set<String> other) {
    Set<String> rest = new TreeSet<>(one);
    rest.removeAll(other);
    return rest;
  }
}
