package io.todevice.conformance.derived;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.ConformanceCase;
import io.todevice.conformance.suite.Reply;
import io.todevice.conformance.suite.Section;
import java.util.ArrayList;
import java.util.List;

/** The cases that come from the document, for each of its operations. */
public final class DerivedCases {

  private DerivedCases() {}

  /** All of them. */
  public static List<ConformanceCase> list(JsonNode document) {
    DocumentRules rules = new DocumentRules(document);
    List<ConformanceCase> cases = new ArrayList<>();
    for (TestedOperation operation : TestedOperation.list(document)) {
      cases.addAll(list(operation, rules));
    }
    return cases;
  }

  private static List<ConformanceCase> list(TestedOperation operation, DocumentRules rules) {
    Section section = new Section(operation.place());
    section.must(
        operation.caseId("response"),
        operation.name() + " answers a proper call as the document says",
        context -> response(context, operation, rules));
    if (!operation.operation().isPublic()) {
      section
          .must(
              operation.caseId("no-token"),
              operation.name() + " without a token is answered 401 M_MISSING_TOKEN",
              context -> withoutToken(context, operation))
          .must(
              operation.caseId("unknown-token"),
              operation.name() + " with an unknown token is answered 401 M_UNKNOWN_TOKEN",
              context -> unknownToken(context, operation));
    }
    QueryCases.addTo(section, operation);
    BodyCases.addTo(section, operation);
    return section.cases();
  }

  private static void response(
      CaseContext context, TestedOperation operation, DocumentRules rules) {
    ProperCall call = Recipes.prepare(context, operation);
    Reply reply = call.send(context);
    rules
        .judge(
            call.request(),
            reply.status(),
            reply.findHeader("Content-Type").orElse(""),
            reply.body())
        .map(DocumentRules.Judgement::violations)
        .filter(violations -> !violations.isEmpty())
        .ifPresent(
            violations -> {
              throw reply.unmet("a response as the document says", violations.toString());
            });
  }

  private static void withoutToken(CaseContext context, TestedOperation operation) {
    ProperCall call = Recipes.prepare(context, operation);
    call.sendVariant(context, call.request()).expectError(401, "M_MISSING_TOKEN");
  }

  private static void unknownToken(CaseContext context, TestedOperation operation) {
    ProperCall call = Recipes.prepare(context, operation);
    TargetRequest request =
        context.authorized(call.request(), "unknown" + context.random().nextLong());
    call.sendVariant(context, request).expectError(401, "M_UNKNOWN_TOKEN");
  }
}
