package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Types, listed values, limits and defaults. */
final class ValueRules {

  private static final String NULL = "null";

  private ValueRules() {}

  static List<Finding> compareTypes(SchemaView old, SchemaView now, Direction direction) {
    List<Finding> findings = new ArrayList<>();
    Set<String> was = old.types();
    Set<String> is = now.types();
    Set<String> lost = difference(was, is);
    Set<String> gained = difference(is, was);
    if (lost.isEmpty() && gained.isEmpty()) {
      return findings;
    }
    ChangeKind kind;
    if (lost.isEmpty()) {
      kind = gained.equals(Set.of(NULL)) ? ChangeKind.NULL_ALLOWED : ChangeKind.TYPE_WIDENED;
    } else if (gained.isEmpty()) {
      kind = lost.equals(Set.of(NULL)) ? ChangeKind.NULL_FORBIDDEN : ChangeKind.TYPE_NARROWED;
    } else {
      kind = ChangeKind.TYPE_CHANGED;
    }
    findings.add(Finding.of(kind, direction, SchemaTypes.show(was), SchemaTypes.show(is)));
    return findings;
  }

  static List<Finding> compareLimits(SchemaView old, SchemaView now, Direction direction) {
    List<Finding> findings = new ArrayList<>();
    listedValues(old, now, direction, findings);
    bound("minimum", "exclusiveMinimum", old, now, direction, 1, findings);
    bound("maximum", "exclusiveMaximum", old, now, direction, -1, findings);
    for (String key : SchemaKeywords.SIZES) {
      bound(key, key, old, now, direction, key.startsWith("min") ? 1 : -1, findings);
    }
    if (!old.get("format").equals(now.get("format"))) {
      findings.add(
          Finding.of(
              ChangeKind.FORMAT_CHANGED,
              direction,
              Values.show(old.get("format")),
              Values.show(now.get("format"))));
    }
    defaults(old.get("default"), now.get("default"), direction, findings);
    return findings;
  }

  /** Lists of values; one that begins or ceases to be one is a limit that comes or goes. */
  private static void listedValues(
      SchemaView old, SchemaView now, Direction direction, List<Finding> findings) {
    Set<JsonNode> was = old.listedValues();
    Set<JsonNode> is = now.listedValues();
    if (old.types().contains(NULL) != now.types().contains(NULL)) {
      // It has been said as a change of the types.
      was.removeIf(JsonNode::isNull);
      is.removeIf(JsonNode::isNull);
    }
    if (was.isEmpty() != is.isEmpty()) {
      ChangeKind kind = was.isEmpty() ? ChangeKind.LIMIT_TIGHTENED : ChangeKind.LIMIT_LOOSENED;
      findings.add(Finding.of(kind, direction, listed(was), listed(is)));
      return;
    }
    Set<JsonNode> removed = new LinkedHashSet<>(was);
    removed.removeAll(is);
    Set<JsonNode> added = new LinkedHashSet<>(is);
    added.removeAll(was);
    if (!removed.isEmpty()) {
      findings.add(Finding.of(ChangeKind.VALUES_REMOVED, direction, Values.show(removed), ""));
    }
    if (!added.isEmpty()) {
      findings.add(Finding.of(ChangeKind.VALUES_ADDED, direction, "", Values.show(added)));
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
      Direction direction,
      int tighter,
      List<Finding> findings) {
    String oldKey = old.flat().has(inclusive) ? inclusive : exclusive;
    String newKey = now.flat().has(inclusive) ? inclusive : exclusive;
    JsonNode was = old.get(oldKey);
    JsonNode is = now.get(newKey);
    if (was.equals(is) && (oldKey.equals(newKey) || was.isMissingNode())) {
      return;
    }
    ChangeKind kind;
    if (was.isMissingNode() || is.isMissingNode()) {
      kind = was.isMissingNode() ? ChangeKind.LIMIT_TIGHTENED : ChangeKind.LIMIT_LOOSENED;
    } else if (!was.isNumber() || !is.isNumber()) {
      kind = ChangeKind.CONSTRAINT_CHANGED;
    } else {
      int step = is.decimalValue().compareTo(was.decimalValue()) * tighter;
      boolean isTighter = step == 0 ? newKey.equals(exclusive) : step > 0;
      kind = isTighter ? ChangeKind.LIMIT_TIGHTENED : ChangeKind.LIMIT_LOOSENED;
    }
    findings.add(Finding.of(kind, direction, named(oldKey, was), named(newKey, is)));
  }

  private static void defaults(
      JsonNode was, JsonNode is, Direction direction, List<Finding> findings) {
    if (!was.equals(is)) {
      boolean isChange = !was.isMissingNode() && !is.isMissingNode();
      findings.add(
          Finding.of(
              isChange ? ChangeKind.DEFAULT_CHANGED : ChangeKind.DEFAULT_STATED,
              direction,
              Values.show(was),
              Values.show(is)));
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
