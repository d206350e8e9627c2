package io.todevice.strict.check;

import io.todevice.spec.model.DocumentedOperation;
import io.todevice.spec.model.Parameter;
import io.todevice.spec.model.PathTemplate;
import io.todevice.spec.model.ServedOperation;
import io.todevice.strict.journal.Rule;
import io.todevice.text.OneLine;
import io.todevice.validation.MatchedRequest;
import io.todevice.validation.MessageValidator;
import io.todevice.validation.Violation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the request is what the document says. */
record DocumentCheck(MessageValidator validator) implements Check {

  private static final String BODY = "body";

  @Override
  public void check(Examination seen, Findings findings) {
    if (seen.matched().isEmpty()) {
      checkUnknown(seen, findings);
      return;
    }
    MatchedRequest request = seen.matched().get();
    for (Violation violation : request.violations()) {
      boolean isOfBody = violation.place().startsWith(BODY);
      if (isOfBody && !seen.isBodyUnread()) {
        String pointer = violation.place().substring(BODY.length()).strip();
        boolean isJson = !violation.rule().equals("json");
        findings.add(isJson ? Rule.BODY_SCHEMA : Rule.BODY_NOT_JSON, violation.problem(), pointer);
      } else if (!isOfBody) {
        checkHead(seen, violation, findings);
      }
    }
    checkAge(seen, request.operation(), findings);
  }

  private void checkUnknown(Examination seen, Findings findings) {
    String path = seen.exchange().request().path();
    Set<String> methods = validator.methods(path);
    if (!methods.isEmpty()) {
      findings.add(Rule.WRONG_METHOD, "the document has only " + String.join(", ", methods));
    } else if (path.startsWith("/_matrix/")) {
      findings.add(Rule.UNKNOWN_OPERATION, Rule.UNKNOWN_OPERATION.title());
    }
  }

  private static void checkHead(Examination seen, Violation violation, Findings findings) {
    if (violation.rule().equals("security")) {
      // A token in a wrong place is a matter of its own.
      if (seen.token().isEmpty()) {
        findings.add(Rule.MISSING_TOKEN, "no token where the document wants one");
      }
    } else {
      findings.add(
          violation.rule().equals("required") ? Rule.MISSING_PARAMETER : Rule.INVALID_PARAMETER,
          violation.place() + ": " + violation.problem());
    }
  }

  /** What is old, or unknown, but not wrong. */
  private static void checkAge(Examination seen, ServedOperation operation, Findings findings) {
    DocumentedOperation notes = seen.documented().orElseThrow();
    List<Parameter> query = notes.parameters("query");
    if (notes.isDeprecated()) {
      findings.add(Rule.DEPRECATED_OPERATION, Rule.DEPRECATED_OPERATION.title());
    }
    for (String name : seen.query().keySet()) {
      Optional<Parameter> known =
          query.stream().filter(parameter -> parameter.name().equals(name)).findFirst();
      if (known.filter(Parameter::isDeprecated).isPresent()) {
        findings.add(Rule.DEPRECATED_PARAMETER, "query parameter " + OneLine.quote(name));
      } else if (known.isEmpty() && !TokenUse.isQueryName(name) && !Names.isNamespaced(name)) {
        findings.add(Rule.UNKNOWN_PARAMETER, "query parameter " + OneLine.quote(name));
      }
    }
    String path = seen.exchange().request().path();
    if (!path.startsWith(PathTemplate.of(operation.path()).literals().get(0))) {
      findings.add(Rule.OLD_BASE_PATH, "the document has it at " + operation.path());
    }
  }
}
