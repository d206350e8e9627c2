package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.todevice.spec.drift.report.ChangeKind;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares schemas by what they say, whatever they are called and however they are put together:
 * JSON Schema 2020-12 as OpenAPI 3.1 uses it. Not safe for use by several threads.
 *
 * <p>Ends also where schemas contain themselves: two schemas that are being compared already are
 * taken for equal, since what differs in them is found where they were met first. Each pair of
 * shared schemas is compared once for each place where the comparison begins.
 */
final class SchemaComparison {

  /** From here on a change of a shared schema is reported at one of its places only. */
  private static final int MANY = 2_000;

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
          ChangeKind.JAVA_TYPE_CHANGED,
          ChangeKind.GENERATED_TYPE_CHANGED);

  private static final JsonNode ANY = JsonNodeFactory.instance.objectNode();

  private final Schemas before;
  private final Schemas after;
  private final UnchangedSchemas unchanged;
  private final ObjectRules objects;
  private final ArrayRules arrays;
  private final ChoiceRules choices;
  private final ConstraintRules constraints;
  private final Map<Question, List<Finding>> answers = new HashMap<>();

  /** Answers that hold for the place where the comparison began, but perhaps for no other. */
  private final Map<Question, List<Finding>> answersHere = new HashMap<>();

  private final Map<Question, Integer> open = new HashMap<>();

  /** The outermost of the open questions that an answer has been put off to. */
  private int outermostPutOff = Integer.MAX_VALUE;

  SchemaComparison(JsonNode before, JsonNode after) {
    this.before = new Schemas(before);
    this.after = new Schemas(after);
    this.unchanged = new UnchangedSchemas(before, after);
    this.objects = new ObjectRules(this);
    this.arrays = new ArrayRules(this);
    this.choices = new ChoiceRules(this, this.before, this.after);
    this.constraints = new ConstraintRules(this);
  }

  private record Question(JsonNode old, JsonNode now, Direction direction) {}

  /** The schemas of the older document. */
  Schemas before() {
    return before;
  }

  /** The schemas of the newer document. */
  Schemas after() {
    return after;
  }

  /** What differs, with places relative to the schemas. */
  List<Finding> compare(JsonNode old, JsonNode now, Direction direction) {
    if ((isEmpty(old) && isEmpty(now)) || unchanged.covers(old, now)) {
      return List.of();
    }
    if (!Schemas.leadsElsewhere(old) && !Schemas.leadsElsewhere(now)) {
      return answer(old, now, direction);
    }
    Question question = new Question(old, now, direction);
    List<Finding> known = answers.get(question);
    if (known != null) {
      return known;
    }
    Integer depth = open.get(question);
    List<Finding> here = answersHere.get(question);
    if (depth != null || here != null) {
      outermostPutOff = Math.min(outermostPutOff, depth == null ? 0 : depth);
      return here == null ? List.of() : here;
    }
    open.put(question, open.size());
    List<Finding> findings = fewer(shared(old, now, answer(old, now, direction)));
    open.remove(question);
    if (outermostPutOff >= open.size()) {
      // It holds wherever it is asked: nothing of it was left to a question that is still open.
      outermostPutOff = Integer.MAX_VALUE;
      answers.put(question, findings);
    } else {
      answersHere.put(question, findings);
    }
    if (open.isEmpty()) {
      if (findings.isEmpty()) {
        answers.putAll(answersHere);
      }
      answersHere.clear();
    }
    return findings;
  }

  /** What differs of a part that either side may not have. */
  List<Finding> comparePart(JsonNode old, JsonNode now, Direction direction, String segment) {
    JsonNode was = old.isMissingNode() ? ANY : old;
    JsonNode is = now.isMissingNode() ? ANY : now;
    return compare(was, is, direction).stream().map(each -> each.inside(segment)).toList();
  }

  /** Whether two schemas allow the same values. */
  boolean areEqual(JsonNode old, JsonNode now, Direction direction) {
    return compare(old, now, direction).stream()
        .allMatch(finding -> ANNOTATIONS.contains(finding.kind()));
  }

  private static boolean isEmpty(JsonNode schema) {
    return schema.isObject() && schema.isEmpty();
  }

  private List<Finding> shared(JsonNode old, JsonNode now, List<Finding> findings) {
    String oldName = before.sharedName(old);
    String newName = after.sharedName(now);
    return oldName.isEmpty() || newName.isEmpty()
        ? findings
        : findings.stream().map(finding -> finding.of(oldName + " " + newName)).toList();
  }

  private static List<Finding> fewer(List<Finding> findings) {
    if (findings.size() <= MANY) {
      return findings;
    }
    Set<List<Object>> seen = new HashSet<>();
    return findings.stream()
        .filter(
            finding ->
                finding.origin().isEmpty()
                    || seen.add(
                        List.of(finding.kind(), finding.origin(), finding.was(), finding.now())))
        .toList();
  }

  private List<Finding> answer(JsonNode oldSchema, JsonNode newSchema, Direction direction) {
    SchemaView old = before.view(oldSchema);
    SchemaView now = after.view(newSchema);
    List<Finding> findings = new ArrayList<>(TextRules.compare(old, now, direction));
    if (old.saysNothing() != now.saysNothing() && (old.isChoice() || now.isChoice())) {
      findings.add(choices.compareWithAnything(old, direction));
      return findings;
    }
    boolean isSplit = old.isSplit() && now.isSplit() && (old.isChoice() || now.isChoice());
    if (isSplit) {
      findings.addAll(choices.compare(old, now, direction));
      return findings;
    }
    List<Finding> types = ValueRules.compareTypes(old, now, direction);
    findings.addAll(types);
    boolean isAllSaid = old.saysNothing() != now.saysNothing() && !types.isEmpty();
    if (isAllSaid || !haveCommonType(old, now)) {
      return findings;
    }
    findings.addAll(ValueRules.compareLimits(old, now, direction));
    findings.addAll(constraints.compare(old, now, direction));
    findings.addAll(choices.compareBeside(old, now, direction));
    if (old.types().contains("object") && now.types().contains("object")) {
      findings.addAll(objects.compare(old, now, direction));
    }
    if (old.types().contains("array") && now.types().contains("array")) {
      findings.addAll(arrays.compare(old, now, direction));
    }
    return findings;
  }

  private static boolean haveCommonType(SchemaView old, SchemaView now) {
    return old.types().stream().anyMatch(now.types()::contains);
  }
}
