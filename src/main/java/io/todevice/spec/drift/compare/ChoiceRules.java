package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** {@code anyOf}, {@code oneOf}, and constraints of which the parts tell nothing by themselves. */
final class ChoiceRules {

  private final SchemaComparison schemas;
  private final Schemas before;
  private final Schemas after;

  ChoiceRules(SchemaComparison schemas, Schemas before, Schemas after) {
    this.schemas = schemas;
    this.before = before;
    this.after = after;
  }

  /** Two choices, or a choice and a schema that is as good as one with a single alternative. */
  List<Finding> compare(SchemaView old, SchemaView now, Direction direction) {
    List<JsonNode> removed = new ArrayList<>(old.alternatives());
    List<JsonNode> added = new ArrayList<>(now.alternatives());
    if (removed.size() == 1 && added.size() == 1) {
      return schemas.compare(removed.get(0), added.get(0), direction);
    }
    List<Finding> findings = new ArrayList<>();
    List<BiPredicate<JsonNode, JsonNode>> likenesses =
        List.of(this::areEqual, ChoiceRules::haveOneTitle, this::haveOneType);
    for (BiPredicate<JsonNode, JsonNode> likeness : likenesses) {
      for (JsonNode alternative : List.copyOf(removed)) {
        added.stream()
            .filter(candidate -> likeness.test(alternative, candidate))
            .findFirst()
            .ifPresent(
                other -> {
                  removed.remove(alternative);
                  added.remove(other);
                  for (Finding finding : schemas.compare(alternative, other, direction)) {
                    findings.add(finding.inside("alternative " + show(after, other)));
                  }
                });
      }
    }
    for (JsonNode alternative : removed) {
      findings.add(
          Finding.of(ChangeKind.ALTERNATIVE_REMOVED, direction, show(before, alternative), ""));
    }
    for (JsonNode alternative : added) {
      findings.add(
          Finding.of(ChangeKind.ALTERNATIVE_ADDED, direction, "", show(after, alternative)));
    }
    return findings;
  }

  /** A choice and a schema that allows everything. */
  Finding compareWithAnything(SchemaView old, Direction direction) {
    String any = SchemaTypes.show(SchemaTypes.ANY);
    String choice = "one of several alternatives";
    return old.isChoice()
        ? Finding.of(ChangeKind.TYPE_WIDENED, direction, choice, any)
        : Finding.of(ChangeKind.TYPE_NARROWED, direction, any, choice);
  }

  /** Constraints, among them a choice beside which more is said. */
  List<Finding> compareConstraints(SchemaView old, SchemaView now, Direction direction) {
    List<Finding> findings = new ArrayList<>();
    List<String> keys = new ArrayList<>(SchemaKeywords.CONSTRAINTS);
    keys.addAll(List.of("anyOf", "oneOf"));
    for (String key : keys) {
      JsonNode was = before.expanded(old.get(key));
      JsonNode is = after.expanded(now.get(key));
      if (!was.equals(is)) {
        findings.add(
            Finding.of(
                ChangeKind.CONSTRAINT_CHANGED,
                direction,
                old.get(key).isMissingNode() ? "" : key,
                now.get(key).isMissingNode() ? "" : key));
      }
    }
    return findings;
  }

  private boolean areEqual(JsonNode old, JsonNode now) {
    return before.expanded(old).equals(after.expanded(now));
  }

  private static boolean haveOneTitle(JsonNode old, JsonNode now) {
    return old.path("title").isTextual() && old.path("title").equals(now.path("title"));
  }

  private boolean haveOneType(JsonNode old, JsonNode now) {
    return before.view(old).types().equals(after.view(now).types());
  }

  private static String show(Schemas document, JsonNode alternative) {
    SchemaView view = document.view(alternative);
    String title = view.get("title").asText("");
    return title.isEmpty() ? SchemaTypes.show(view.types()) : Values.show(view.get("title"));
  }
}
