package io.todevice.conformance.derived;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.Section;
import io.todevice.spec.model.Parameter;
import io.todevice.spec.model.SchemaGraph;
import java.util.Optional;

/** Values in the query that the document does not allow. */
final class QueryCases {

  private QueryCases() {}

  static void addTo(Section section, TestedOperation operation) {
    for (Parameter parameter : operation.documented().parameters("query")) {
      String name = parameter.name();
      findForbidden(operation.schemas(), parameter.schema())
          .ifPresent(
              value ->
                  section.should(
                      operation.caseId("query-" + name),
                      operation.name() + " refuses " + name + "=" + value,
                      context -> forbidden(context, operation, name, value)));
    }
  }

  /** Nothing is forbidden where any text is allowed. */
  private static Optional<String> findForbidden(SchemaGraph schemas, JsonNode schema) {
    if (schemas.parts(schema).stream().anyMatch(part -> part.path("enum").isArray())) {
      return Optional.of("none-of-these");
    }
    return switch (schemas.type(schema)) {
      case "integer", "number" -> Optional.of("many");
      case "boolean" -> Optional.of("perhaps");
      default -> Optional.empty();
    };
  }

  private static void forbidden(
      CaseContext context, TestedOperation operation, String name, String value) {
    ProperCall call = Recipes.prepare(context, operation);
    TargetRequest request = call.authorized(context, call.request().query(name, value));
    call.sendVariant(context, request).expectRefusal();
  }
}
