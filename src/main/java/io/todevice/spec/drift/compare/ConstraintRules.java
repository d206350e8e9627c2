package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * What limits values without describing them: other schemas that they must or must not fulfil,
 * patterns and the like, and every keyword that no other rule knows.
 */
final class ConstraintRules {

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

  private final SchemaComparison schemas;

  ConstraintRules(SchemaComparison schemas) {
    this.schemas = schemas;
  }

  List<Difference> compare(SchemaView old, SchemaView now, Direction direction) {
    List<Difference> findings = new ArrayList<>();
    for (String key : SchemaKeywords.OTHER_LIMITS) {
      limit(key, old, now, direction, findings);
    }
    for (String key : SchemaKeywords.SUBSCHEMAS) {
      subschema(key, old.get(key), now.get(key), direction, findings);
    }
    not(old, now, direction, findings);
    condition(old, now, direction, findings);
    dependents(old, now, direction, findings);
    if (old.get(CONTENT).isObject() && now.get(CONTENT).isObject()) {
      findings.addAll(
          schemas.partDifferences(old.get(CONTENT), now.get(CONTENT), direction, CONTENT));
    } else {
      keyword(CONTENT, ChangeKind.KEYWORD_CHANGED, old, now, direction, findings);
    }
    Set<String> keywords = new TreeSet<>(old.keywords());
    keywords.addAll(now.keywords());
    keywords.removeIf(key -> !SchemaKeywords.isUnknown(key));
    for (String key : keywords) {
      // What begins like this refers to other schemas.
      ChangeKind kind =
          key.startsWith("$") ? ChangeKind.CONSTRAINT_CHANGED : ChangeKind.KEYWORD_CHANGED;
      keyword(key, kind, old, now, direction, findings);
    }
    return findings;
  }

  private static void limit(
      String key, SchemaView old, SchemaView now, Direction direction, List<Difference> findings) {
    Set<JsonNode> was = valuesOf(key, old);
    Set<JsonNode> is = valuesOf(key, now);
    if (was.equals(is)) {
      return;
    }
    ChangeKind kind;
    if (is.containsAll(was) || isFiner(key, was, is)) {
      kind = ChangeKind.LIMIT_TIGHTENED;
    } else if (was.containsAll(is) || isFiner(key, is, was)) {
      kind = ChangeKind.LIMIT_LOOSENED;
    } else {
      kind = ChangeKind.CONSTRAINT_CHANGED;
    }
    findings.add(Finding.of(kind, direction, named(key, was), named(key, is)));
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
  private void subschema(
      String key, JsonNode was, JsonNode is, Direction direction, List<Difference> findings) {
    if (was.isMissingNode() != is.isMissingNode()) {
      findings.add(
          Finding.of(
              was.isMissingNode() ? ChangeKind.LIMIT_TIGHTENED : ChangeKind.LIMIT_LOOSENED,
              direction,
              ValueRules.named(key, was),
              ValueRules.named(key, is)));
    } else if (!was.isMissingNode()) {
      findings.addAll(schemas.partDifferences(was, is, direction, key));
    }
  }

  private static void keyword(
      String key,
      ChangeKind kind,
      SchemaView old,
      SchemaView now,
      Direction direction,
      List<Difference> findings) {
    Set<JsonNode> was = valuesOf(key, old);
    Set<JsonNode> is = valuesOf(key, now);
    if (!was.equals(is)) {
      findings.add(Finding.of(kind, direction, named(key, was), named(key, is)));
    }
  }

  private void not(
      SchemaView before, SchemaView after, Direction direction, List<Difference> findings) {
    List<JsonNode> was = new ArrayList<>(before.listAll(List.of("not")));
    List<JsonNode> is = new ArrayList<>(after.listAll(List.of("not")));
    removeEqual(
        was, is, (one, other) -> schemas.areEqual(one.get("not"), other.get("not"), direction));
    if (was.size() == 1 && is.size() == 1) {
      // What is forbidden is compared as if it were sent: what is looser there is tighter here.
      JsonNode old = was.get(0).get("not");
      JsonNode now = is.get(0).get("not");
      ChangeKind kind =
          schemas.haveOnly(LOOSENING, old, now, Direction.REQUEST)
              ? ChangeKind.LIMIT_TIGHTENED
              : schemas.haveOnly(TIGHTENING, old, now, Direction.REQUEST)
                  ? ChangeKind.LIMIT_LOOSENED
                  : ChangeKind.CONSTRAINT_CHANGED;
      findings.add(
          Finding.of(kind, direction, named("not", Set.of(old)), named("not", Set.of(now))));
    } else {
      rest("not", was, is, direction, findings);
    }
  }

  private void condition(
      SchemaView old, SchemaView now, Direction direction, List<Difference> findings) {
    List<JsonNode> was = new ArrayList<>(old.listAll(CONDITION));
    List<JsonNode> is = new ArrayList<>(now.listAll(CONDITION));
    BiPredicate<JsonNode, JsonNode> haveOneIf =
        (one, other) -> schemas.areEqual(one.path("if"), other.path("if"), direction);
    for (JsonNode one : List.copyOf(was)) {
      is.stream()
          .filter(other -> haveOneIf.test(one, other))
          .findFirst()
          .ifPresent(
              other -> {
                was.remove(one);
                is.remove(other);
                subschema("then", one.path("then"), other.path("then"), direction, findings);
                subschema("else", one.path("else"), other.path("else"), direction, findings);
              });
    }
    rest("if", was, is, direction, findings);
  }

  private void dependents(
      SchemaView old, SchemaView now, Direction direction, List<Difference> findings) {
    JsonNode was = old.get("dependentRequired");
    JsonNode is = now.get("dependentRequired");
    for (String name : names(was, is)) {
      Set<JsonNode> required = set(was.path(name));
      Set<JsonNode> requires = set(is.path(name));
      if (!required.equals(requires)) {
        ChangeKind kind =
            requires.containsAll(required)
                ? ChangeKind.LIMIT_TIGHTENED
                : required.containsAll(requires)
                    ? ChangeKind.LIMIT_LOOSENED
                    : ChangeKind.CONSTRAINT_CHANGED;
        findings.add(
            Finding.of(
                kind,
                direction,
                required.isEmpty() ? "" : name + " requires " + Values.show(required),
                requires.isEmpty() ? "" : name + " requires " + Values.show(requires)));
      }
    }
    JsonNode oldSchemas = old.get("dependentSchemas");
    JsonNode newSchemas = now.get("dependentSchemas");
    for (String name : names(oldSchemas, newSchemas)) {
      subschema("with " + name, oldSchemas.path(name), newSchemas.path(name), direction, findings);
    }
  }

  private static void removeEqual(
      List<JsonNode> was, List<JsonNode> is, BiPredicate<JsonNode, JsonNode> areEqual) {
    for (JsonNode one : List.copyOf(was)) {
      is.stream()
          .filter(other -> areEqual.test(one, other))
          .findFirst()
          .ifPresent(
              other -> {
                was.remove(one);
                is.remove(other);
              });
    }
  }

  private static void rest(
      String key,
      List<JsonNode> was,
      List<JsonNode> is,
      Direction direction,
      List<Difference> findings) {
    if (was.isEmpty() && is.isEmpty()) {
      return;
    }
    ChangeKind kind =
        was.isEmpty()
            ? ChangeKind.LIMIT_TIGHTENED
            : is.isEmpty() ? ChangeKind.LIMIT_LOOSENED : ChangeKind.CONSTRAINT_CHANGED;
    findings.add(Finding.of(kind, direction, was.isEmpty() ? "" : key, is.isEmpty() ? "" : key));
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
