package io.todevice.spec.drift.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.drift.report.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares schemas by what they say, whatever they are called and however they are put together:
 * JSON Schema 2020-12 as OpenAPI 3.1 uses it. Not safe for use by several threads.
 *
 * <p>Ends also where schemas contain themselves: two schemas that are being compared already are
 * taken for equal, since what differs in them is found where they were met first.
 */
final class SchemaComparison {

  private final Schemas before;
  private final Schemas after;
  private final ObjectRules objects = new ObjectRules(this);
  private final ChoiceRules choices;
  private final Map<Question, List<Finding>> answers = new HashMap<>();
  private final List<Question> open = new ArrayList<>();

  /** The outermost of the open questions that an answer has been put off to. */
  private int outermostPutOff = Integer.MAX_VALUE;

  SchemaComparison(JsonNode before, JsonNode after) {
    this.before = new Schemas(before);
    this.after = new Schemas(after);
    this.choices = new ChoiceRules(this, this.before, this.after);
  }

  private record Question(JsonNode old, JsonNode now, Direction direction) {}

  /** What differs, with places relative to the schemas. */
  List<Finding> compare(JsonNode old, JsonNode now, Direction direction) {
    if (isEmpty(old) && isEmpty(now)) {
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
    int depth = open.indexOf(question);
    if (depth >= 0) {
      outermostPutOff = Math.min(outermostPutOff, depth);
      return List.of();
    }
    open.add(question);
    List<Finding> findings = shared(old, now, answer(old, now, direction));
    open.remove(open.size() - 1);
    if (outermostPutOff >= open.size()) {
      // It holds wherever it is asked: nothing of it was left to a question that is still open.
      outermostPutOff = Integer.MAX_VALUE;
      answers.put(question, findings);
    }
    return findings;
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

  private List<Finding> answer(JsonNode oldSchema, JsonNode newSchema, Direction direction) {
    SchemaView old = before.view(oldSchema);
    SchemaView now = after.view(newSchema);
    List<Finding> findings = new ArrayList<>(TextRules.compare(old, now, direction));
    if (old.saysNothing() != now.saysNothing() && (old.isChoice() || now.isChoice())) {
      findings.add(choices.compareWithAnything(old, direction));
      return findings;
    }
    if (old.isChoice() || now.isChoice()) {
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
    findings.addAll(choices.compareConstraints(old, now, direction));
    if (old.types().contains("object") && now.types().contains("object")) {
      findings.addAll(objects.compare(old, now, direction));
    }
    if (old.types().contains("array") && now.types().contains("array")) {
      for (Finding finding : compare(old.items(), now.items(), direction)) {
        findings.add(finding.inside("[]"));
      }
    }
    return findings;
  }

  private static boolean haveCommonType(SchemaView old, SchemaView now) {
    return old.types().stream().anyMatch(now.types()::contains);
  }
}
