package io.todevice.conformance.derived;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.client.TargetRequest;
import io.todevice.conformance.suite.CaseContext;
import io.todevice.conformance.suite.Section;
import java.util.Optional;

/** Values in the query that the document does not allow. */
final class QueryCases {

  private QueryCases() {}

  static void addTo(Section section, DocumentedOperation operation) {
    for (JsonNode parameter : operation.queryParameters()) {
      String name = parameter.path("name").asText();
      findForbidden(operation, parameter.path("schema"))
          .ifPresent(
              value ->
                  section.should(
                      operation.caseId("query-" + name),
                      operation.name() + " refuses " + name + "=" + value,
                      context -> forbidden(context, operation, name, value)));
    }
  }

  /** Nothing is forbidden where any text is allowed. */
  private static Optional<String> findForbidden(DocumentedOperation operation, JsonNode schema) {
    if (operation.resolve(schema).path("enum").isArray()) {
      return Optional.of("none-of-these");
    }
    return switch (operation.typeOf(schema)) {
      case "integer", "number" -> Optional.of("many");
      case "boolean" -> Optional.of("perhaps");
      default -> Optional.empty();
    };
  }

  private static void forbidden(
      CaseContext context, DocumentedOperation operation, String name, String value) {
    ProperCall call = Recipes.prepare(context, operation);
    TargetRequest request = call.authorized(context, call.request().query(name, value));
    call.sendVariant(context, request).expectRefusal();
  }
}
