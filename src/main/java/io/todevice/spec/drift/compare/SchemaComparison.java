package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import io.todevice.spec.drift.report.Impact;
import java.util.List;
import java.util.Set;

/**
 * Compares schemas by what they say, whatever they are called and however they are put together:
 * JSON Schema 2020-12 as OpenAPI 3.1 uses it. Not safe for use by several threads.
 *
 * <p>Ends also where schemas contain themselves, see {@link SharedPairs}.
 */
final class SchemaComparison {

  /** Changes of what a schema says beside which values it allows. */
  private static final Set<ChangeKind> ANNOTATIONS =
      Set.of(
          ChangeKind.TEXT_CHANGED,
          ChangeKind.EXAMPLE_CHANGED,
          ChangeKind.CHANGE_NOTE_ADDED,
          ChangeKind.CHANGE_NOTE_REMOVED,
          ChangeKind.DEPRECATED,
          ChangeKind.UNDEPRECATED,
          ChangeKind.DEFAULT_STATED,
          ChangeKind.DEFAULT_CHANGED,
          ChangeKind.FORMAT_CHANGED,
          ChangeKind.KEYWORD_CHANGED,
          ChangeKind.JAVA_TYPE_CHANGED,
          ChangeKind.XML_CHANGED,
          ChangeKind.GENERATED_TYPE_CHANGED);

  /** Changes after which some values may fit only one of two schemas, whatever else is equal. */
  private static final Set<ChangeKind> TELLING_APART =
      Set.of(
          ChangeKind.PROPERTY_ADDED,
          ChangeKind.REQUIRED_PROPERTY_ADDED,
          ChangeKind.FORMAT_CHANGED,
          ChangeKind.KEYWORD_CHANGED);

  private static final JsonNode ANY = JsonNodeFactory.instance.objectNode();

  private final Schemas before;
  private final Schemas after;
  private final ObjectRules objects;
  private final ArrayRules arrays;
  private final ChoiceRules choices;
  private final ConstraintRules constraints;
  private final SharedPairs shared;

  SchemaComparison(JsonNode before, JsonNode after) {
    this.before = new Schemas(before);
    this.after = new Schemas(after);
    this.shared =
        new SharedPairs(
            this.before,
            this.after,
            pair -> differencesHere(pair.old(), pair.now(), pair.direction()));
    this.objects = new ObjectRules(this);
    this.arrays = new ArrayRules(this);
    this.choices = new ChoiceRules(this, this.before, this.after);
    this.constraints = new ConstraintRules(this);
  }

  /** The schemas of the older document. */
  Schemas before() {
    return before;
  }

  /** The schemas of the newer document. */
  Schemas after() {
    return after;
  }

  /** How often two schemas that may stand at many places have been compared. */
  int comparisons() {
    return shared.comparisons();
  }

  /** All that differs, with places relative to the schemas. */
  List<Finding> compare(JsonNode old, JsonNode now, Direction direction) {
    return withoutXml(shared.findings(differences(old, now, direction)));
  }

  /** The same, of values that are written in XML. */
  List<Finding> compareXml(JsonNode old, JsonNode now, Direction direction) {
    return shared.findings(differences(old, now, direction));
  }

  private static List<Finding> withoutXml(List<Finding> findings) {
    return findings.stream().filter(each -> each.kind() != ChangeKind.XML_CHANGED).toList();
  }

  /** All that differs between parts that either side may not have. */
  List<Finding> comparePart(JsonNode old, JsonNode now, Direction direction, String segment) {
    return withoutXml(shared.findings(partDifferences(old, now, direction, segment)));
  }

  /** What differs, for rules, which leave the pairs that their schemas lead to as they are. */
  List<Difference> differences(JsonNode old, JsonNode now, Direction direction) {
    if (isEmpty(old) && isEmpty(now)) {
      return List.of();
    }
    return Schemas.leadsElsewhere(old) || Schemas.leadsElsewhere(now)
        ? List.of(shared.of(old, now, direction))
        : differencesHere(old, now, direction);
  }

  /** What differs between parts that either side may not have. */
  List<Difference> partDifferences(
      JsonNode old, JsonNode now, Direction direction, String segment) {
    JsonNode was = old.isMissingNode() ? ANY : old;
    JsonNode is = now.isMissingNode() ? ANY : now;
    return differences(was, is, direction).stream().map(each -> each.inside(segment)).toList();
  }

  /** Whether two schemas allow the same values. */
  boolean areEqual(JsonNode old, JsonNode now, Direction direction) {
    return haveOnly(Set.of(), old, now, direction);
  }

  /** Whether two schemas differ in nothing but what is of some kinds, and in what they say. */
  boolean haveOnly(Set<ChangeKind> kinds, JsonNode old, JsonNode now, Direction direction) {
    return shared.allMatch(
        differences(old, now, direction),
        finding -> kinds.contains(finding.kind()) || ANNOTATIONS.contains(finding.kind()));
  }

  /**
   * Whether one schema allows all that the other does: {@code now} where values are requests,
   * {@code old} where they are responses. A property that only one of them describes may have
   * another type in the other.
   */
  boolean allowsAll(JsonNode old, JsonNode now, Direction direction) {
    return shared.allMatch(
        differences(old, now, direction),
        finding ->
            !TELLING_APART.contains(finding.kind())
                && (ANNOTATIONS.contains(finding.kind())
                    || !finding.kind().verdict(direction).impacts().contains(Impact.CLIENTS)));
  }

  /**
   * As {@link #areEqual}, for a choice of what is compared, which a wrong answer does not spoil.
   */
  boolean areProbablyEqual(JsonNode old, JsonNode now, Direction direction) {
    return old.equals(now) || shared.guess(() -> areEqual(old, now, direction));
  }

  /** Whether differences lead to no finding, for the same purpose. */
  boolean isProbablyNothing(List<Difference> differences) {
    return shared.guess(() -> shared.allMatch(differences, finding -> false));
  }

  private static boolean isEmpty(JsonNode schema) {
    return schema.isObject() && schema.isEmpty();
  }

  private List<Difference> differencesHere(
      JsonNode oldSchema, JsonNode newSchema, Direction direction) {
    SchemaView old = before.view(oldSchema);
    SchemaView now = after.view(newSchema);
    Differences found = new Differences(direction);
    TextRules.compare(old, now, found);
    boolean isSplit = old.isSplit() && now.isSplit() && (old.isChoice() || now.isChoice());
    if (old.saysNothing() != now.saysNothing() && (old.isChoice() || now.isChoice())) {
      choices.compareWithAnything(old, found);
    } else if (isSplit) {
      choices.compare(old, now, found);
    } else {
      boolean haveOneType = !ValueRules.compareTypes(old, now, found);
      boolean isAllSaid = old.saysNothing() != now.saysNothing() && !haveOneType;
      if (!isAllSaid && haveCommonType(old, now)) {
        compareValues(old, now, found);
      }
    }
    return found.list();
  }

  private void compareValues(SchemaView old, SchemaView now, Differences found) {
    ValueRules.compareLimits(old, now, found);
    constraints.compare(old, now, found);
    choices.compareBeside(old, now, found);
    if (old.types().contains("object") && now.types().contains("object")) {
      objects.compare(old, now, found);
    }
    if (old.types().contains("array") && now.types().contains("array")) {
      arrays.compare(old, now, found);
    }
  }

  private static boolean haveCommonType(SchemaView old, SchemaView now) {
    return old.types().stream().anyMatch(now.types()::contains);
  }
}
