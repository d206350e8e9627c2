package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/**
 * What limits values without describing them: other schemas that they must or must not fulfil,
 * patterns and the like, and every keyword that no other rule knows.
 */
record ConstraintRules(SchemaComparison schemas) {

  private static final Set<ChangeKind> LOOSENING =
      Set.of(
          ChangeKind.LIMIT_LOOSENED,
          ChangeKind.VALUES_ADDED,
          ChangeKind.TYPE_WIDENED,
          ChangeKind.NULL_ALLOWED,
          ChangeKind.ALTERNATIVE_ADDED,
          ChangeKind.PROPERTY_BECAME_OPTIONAL);
  private static final Set<ChangeKind> TIGHTENING =
      Set.of(
          ChangeKind.LIMIT_TIGHTENED,
          ChangeKind.VALUES_REMOVED,
          ChangeKind.TYPE_NARROWED,
          ChangeKind.NULL_FORBIDDEN,
          ChangeKind.ALTERNATIVE_REMOVED,
          ChangeKind.PROPERTY_BECAME_REQUIRED);
  private static final String CONTENT = "contentSchema";
  private static final List<String> CONDITION = SchemaKeywords.GROUPS.get(0);

  void compare(SchemaView old, SchemaView now, Differences found) {
    for (String key : SchemaKeywords.OTHER_LIMITS) {
      limit(key, valuesOf(key, old), valuesOf(key, now), found);
    }
    for (String key : SchemaKeywords.SUBSCHEMAS) {
      subschema(key, old.get(key), now.get(key), found);
    }
    not(old, now, found);
    condition(old, now, found);
    dependents(old, now, found);
    if (old.get(CONTENT).isObject() && now.get(CONTENT).isObject()) {
      subschema(CONTENT, old.get(CONTENT), now.get(CONTENT), found);
    } else {
      keyword(CONTENT, ChangeKind.KEYWORD_CHANGED, old, now, found);
    }
    Set<String> keywords = new TreeSet<>(old.keywords());
    keywords.addAll(now.keywords());
    keywords.removeIf(key -> !SchemaKeywords.isUnknown(key));
    for (String key : keywords) {
      // What begins like this refers to other schemas.
      ChangeKind kind =
          key.startsWith("$") ? ChangeKind.CONSTRAINT_CHANGED : ChangeKind.KEYWORD_CHANGED;
      keyword(key, kind, old, now, found);
    }
  }

  private static void limit(String key, Set<JsonNode> was, Set<JsonNode> is, Differences found) {
    if (!was.equals(is)) {
      boolean isTighter = is.containsAll(was) || isFiner(key, was, is);
      boolean isLooser = was.containsAll(is) || isFiner(key, is, was);
      found.add(kindOf(isTighter, isLooser), named(key, was), named(key, is));
    }
  }

  private static ChangeKind kindOf(boolean isTighter, boolean isLooser) {
    return isTighter
        ? ChangeKind.LIMIT_TIGHTENED
        : isLooser ? ChangeKind.LIMIT_LOOSENED : ChangeKind.CONSTRAINT_CHANGED;
  }

  /** Whether all multiples of the second are multiples of the first. */
  private static boolean isFiner(String key, Set<JsonNode> one, Set<JsonNode> other) {
    if (!key.equals("multipleOf") || one.size() != 1 || other.size() != 1) {
      return false;
    }
    JsonNode step = one.iterator().next();
    return step.decimalValue().signum() > 0
        && other.iterator().next().decimalValue().remainder(step.decimalValue()).signum() == 0;
  }

  private static Set<JsonNode> valuesOf(String key, SchemaView schema) {
    Set<JsonNode> values = new LinkedHashSet<>();
    schema.listAll(List.of(key)).forEach(part -> values.add(Values.normal(part.get(key))));
    return values;
  }

  private static String named(String key, Set<JsonNode> values) {
    return values.isEmpty() ? "" : key + " " + Values.show(values);
  }

  /** Of a schema for all of something, none at all says the least. */
  private void subschema(String key, JsonNode was, JsonNode is, Differences found) {
    if (was.isMissingNode() != is.isMissingNode()) {
      found.limit(was.isMissingNode(), ValueRules.named(key, was), ValueRules.named(key, is));
    } else if (!was.isMissingNode()) {
      found.addAll(schemas.partDifferences(was, is, found.direction(), key));
    }
  }

  private static void keyword(
      String key, ChangeKind kind, SchemaView old, SchemaView now, Differences found) {
    Set<JsonNode> was = valuesOf(key, old);
    Set<JsonNode> is = valuesOf(key, now);
    if (!was.equals(is)) {
      found.add(kind, named(key, was), named(key, is));
    }
  }

  private void not(SchemaView before, SchemaView after, Differences found) {
    List<JsonNode> was = new ArrayList<>(before.listAll(List.of("not")));
    List<JsonNode> is = new ArrayList<>(after.listAll(List.of("not")));
    forEachPair(
        was,
        is,
        (one, other) -> schemas.areEqual(one.get("not"), other.get("not"), found.direction()),
        (one, other) -> {});
    if (was.size() == 1 && is.size() == 1) {
      // What is forbidden is compared as if it were sent: what is looser there is tighter here.
      JsonNode old = was.get(0).get("not");
      JsonNode now = is.get(0).get("not");
      boolean isTighter = schemas.haveOnly(LOOSENING, old, now, Direction.REQUEST);
      boolean isLooser = schemas.haveOnly(TIGHTENING, old, now, Direction.REQUEST);
      found.add(kindOf(isTighter, isLooser), named("not", Set.of(old)), named("not", Set.of(now)));
    } else {
      rest("not", was, is, found);
    }
  }

  private void condition(SchemaView old, SchemaView now, Differences found) {
    List<JsonNode> was = new ArrayList<>(old.listAll(CONDITION));
    List<JsonNode> is = new ArrayList<>(now.listAll(CONDITION));
    forEachPair(
        was,
        is,
        (one, other) -> schemas.areEqual(one.path("if"), other.path("if"), found.direction()),
        (one, other) -> {
          subschema("then", one.path("then"), other.path("then"), found);
          subschema("else", one.path("else"), other.path("else"), found);
        });
    rest("if", was, is, found);
  }

  private void dependents(SchemaView old, SchemaView now, Differences found) {
    JsonNode was = old.get("dependentRequired");
    JsonNode is = now.get("dependentRequired");
    for (String name : names(was, is)) {
      Set<JsonNode> required = set(was.path(name));
      Set<JsonNode> requires = set(is.path(name));
      if (!required.equals(requires)) {
        found.add(
            kindOf(requires.containsAll(required), required.containsAll(requires)),
            named(name + " requires", required),
            named(name + " requires", requires));
      }
    }
    JsonNode oldSchemas = old.get("dependentSchemas");
    JsonNode newSchemas = now.get("dependentSchemas");
    for (String name : names(oldSchemas, newSchemas)) {
      subschema("with " + name, oldSchemas.path(name), newSchemas.path(name), found);
    }
  }

  /** Takes those out of both lists that match, and passes them on. */
  static void forEachPair(
      List<JsonNode> was,
      List<JsonNode> is,
      BiPredicate<JsonNode, JsonNode> match,
      BiConsumer<JsonNode, JsonNode> visitor) {
    for (JsonNode one : List.copyOf(was)) {
      is.stream()
          .filter(other -> match.test(one, other))
          .findFirst()
          .ifPresent(
              other -> {
                was.remove(one);
                is.remove(other);
                visitor.accept(one, other);
              });
    }
  }

  private static void rest(String key, List<JsonNode> was, List<JsonNode> is, Differences found) {
    if (!was.isEmpty() || !is.isEmpty()) {
      found.add(
          kindOf(was.isEmpty(), is.isEmpty()), was.isEmpty() ? "" : key, is.isEmpty() ? "" : key);
    }
  }

  private static Set<String> names(JsonNode one, JsonNode other) {
    Set<String> names = new TreeSet<>();
    one.fieldNames().forEachRemaining(names::add);
    other.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<JsonNode> set(JsonNode list) {
    Set<JsonNode> values = new LinkedHashSet<>();
    list.forEach(values::add);
    return values;
  }
}
