package io.todevice.strict.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.strict.journal.Rule;
import io.todevice.validation.MessageValidator;
import io.todevice.validation.Violation;
import java.util.Map;
import java.util.Optional;

/**
 * A filter that is written out in the query of a sync: the parameter's schema says that it is text,
 * and the body of another operation says what this text is to be.
 */
final class InlineFilterCheck implements Check {

  private static final String PARAMETER = "filter";
  private static final String WHERE = "query " + PARAMETER + ": ";
  private static final String FILTER_OPERATION = "defineFilter";

  private final MessageValidator validator;
  private final FieldWalk fields;
  private final Optional<OperationNotes> filterNotes;

  InlineFilterCheck(
      MessageValidator validator, FieldWalk fields, Map<String, OperationNotes> notes) {
    this.validator = validator;
    this.fields = fields;
    filterNotes = Optional.ofNullable(notes.get(FILTER_OPERATION));
  }

  @Override
  public void check(Examination seen, Findings findings) {
    if (seen.is("sync") && filterNotes.isPresent()) {
      seen.findQuery(PARAMETER)
          .filter(value -> value.startsWith("{"))
          .ifPresent(value -> check(value, filterNotes.get().bodySchema(), findings));
    }
  }

  private void check(String filter, JsonNode schema, Findings findings) {
    for (Violation violation : validator.checkBody(FILTER_OPERATION, filter.getBytes(UTF_8))) {
      findings.add(
          Rule.INVALID_PARAMETER,
          WHERE + violation.problem(),
          violation.place().substring("body".length()).strip());
    }
    fields.walk(
        Json.read(filter.getBytes(UTF_8)),
        schema,
        (name, pointer, isDeprecated) ->
            findings.add(
                isDeprecated ? Rule.DEPRECATED_FIELD : Rule.UNKNOWN_FIELD,
                WHERE + "field " + Names.show(name),
                pointer));
  }
}
