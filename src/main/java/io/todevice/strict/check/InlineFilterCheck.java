package io.todevice.strict.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.todevice.spec.model.DocumentedOperation;
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
  private static final String FILTER_OPERATION = "defineFilter";

  private final MessageValidator validator;
  private final FieldCheck fields;
  private final JsonNode filterSchema;

  InlineFilterCheck(
      MessageValidator validator, FieldCheck fields, Map<String, DocumentedOperation> operations) {
    this.validator = validator;
    this.fields = fields;
    filterSchema =
        Optional.ofNullable(operations.get(FILTER_OPERATION))
            .map(DocumentedOperation::jsonBody)
            .orElse(MissingNode.getInstance());
  }

  @Override
  public void check(Examination seen, Findings findings) {
    if (seen.is("sync") && !filterSchema.isMissingNode()) {
      seen.findQuery(PARAMETER)
          .filter(value -> value.startsWith("{"))
          .ifPresent(value -> check(value.getBytes(UTF_8), findings));
    }
  }

  private void check(byte[] filter, Findings findings) {
    Findings inFilter =
        (rule, what, pointer) -> findings.add(rule, "query " + PARAMETER + ": " + what, pointer);
    for (Violation violation : validator.checkBody(FILTER_OPERATION, filter)) {
      inFilter.add(
          Rule.INVALID_PARAMETER,
          violation.problem(),
          violation.place().substring("body".length()).strip());
    }
    fields.check(Json.read(filter), filterSchema, inFilter);
  }
}
