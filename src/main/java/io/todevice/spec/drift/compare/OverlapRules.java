package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.Direction;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Alternatives of {@code oneOf} that a value fits together, which is then refused. */
record OverlapRules(SchemaComparison schemas) {

  /**
   * The alternatives of two choices.
   *
   * @param pairs those of the older choice, each with what it has become
   * @param removed those that the newer choice does not have
   * @param added those that only the newer choice has
   */
  record Matching(Map<JsonNode, JsonNode> pairs, List<JsonNode> removed, List<JsonNode> added) {}

  /** {@code oneOf} refuses what fits an alternative and an added one too. */
  void compare(
      Matching matching,
      SchemaView oldSchema,
      JsonNode old,
      SchemaView newSchema,
      JsonNode now,
      Differences found) {
    boolean wasExclusive = isExclusive(oldSchema, old);
    boolean isExclusive = isExclusive(newSchema, now);
    Set<String> tightened = new LinkedHashSet<>();
    Set<String> loosened = new LinkedHashSet<>();
    matching.pairs.forEach(
        (one, other) -> {
          for (JsonNode added : isExclusive ? matching.added : List.<JsonNode>of()) {
            if (isNested(one, added)) {
              tightened.add(overlap(schemas.after(), other, added));
            }
          }
          for (JsonNode removed : wasExclusive ? matching.removed : List.<JsonNode>of()) {
            if (isNested(removed, other)) {
              loosened.add(overlap(schemas.before(), one, removed));
            }
          }
        });
    tightened.forEach(each -> found.limit(true, "", each));
    loosened.forEach(each -> found.limit(false, each, ""));
  }

  private boolean isNested(JsonNode old, JsonNode now) {
    return travelsBothWays(schemas.before(), old)
        && travelsBothWays(schemas.after(), now)
        && (schemas.allowsAll(old, now, Direction.REQUEST)
            || schemas.allowsAll(old, now, Direction.RESPONSE));
  }

  /** Where a property travels one way only, what is compared depends on the way. */
  private static boolean travelsBothWays(Schemas document, JsonNode alternative) {
    return document.view(alternative).properties().values().stream()
        .map(document::view)
        .noneMatch(
            each ->
                each.get("readOnly").asBoolean(false) || each.get("writeOnly").asBoolean(false));
  }

  private static String overlap(Schemas document, JsonNode one, JsonNode other) {
    return "oneOf, where some values fit both %s and %s"
        .formatted(name(document, one), name(document, other));
  }

  private static String name(Schemas document, JsonNode alternative) {
    String shared = document.sharedName(alternative);
    boolean hasTitle = document.view(alternative).get("title").isTextual();
    return hasTitle || shared.isEmpty() ? ChoiceRules.show(document, alternative) : shared;
  }

  /** Whether a value must fit one alternative only, and nothing else tells which one it is. */
  private static boolean isExclusive(SchemaView schema, JsonNode choice) {
    return choice.has("oneOf") && schema.get(ChoiceRules.DISCRIMINATOR).isMissingNode();
  }
}
