package io.todevice.conformance.derived;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.report.CaseId;
import io.todevice.conformance.report.SpecificationPlace;
import io.todevice.spec.model.DocumentedOperation;
import io.todevice.spec.model.SchemaGraph;
import io.todevice.spec.model.ServedOperation;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An operation that cases are made for.
 *
 * @param documented what the document says of it
 * @param schemas the schemas of the document
 */
record TestedOperation(DocumentedOperation documented, SchemaGraph schemas) {

  /** All of the document's, in the order of their IDs. */
  static List<TestedOperation> list(JsonNode document) {
    SchemaGraph schemas = new SchemaGraph(document);
    return DocumentedOperation.listOf(document).stream()
        .sorted(Comparator.comparing(DocumentedOperation::id))
        .map(documented -> new TestedOperation(documented, schemas))
        .toList();
  }

  ServedOperation operation() {
    return documented.operation();
  }

  String id() {
    return documented.id();
  }

  /** The case of this operation that is about something. */
  String caseId(String about) {
    return "API." + id() + "." + about.replaceAll("[^A-Za-z0-9_.-]", "_");
  }

  /** The same as a value. */
  CaseId newCaseId(String about) {
    return new CaseId(caseId(about));
  }

  /** Its heading in the published specification, whose anchors leave all punctuation out. */
  SpecificationPlace place() {
    String anchor =
        (operation().method() + "_" + operation().path().replace("/_matrix", "matrix"))
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9_]", "");
    return new SpecificationPlace(name(), anchor);
  }

  /** Method and path. */
  String name() {
    return operation().method() + " " + operation().path();
  }

  /** Whether it has a request body of JSON. */
  boolean hasJsonBody() {
    return !documented.jsonBody().isMissingNode();
  }

  /** The properties of its request body by name. */
  Map<String, JsonNode> bodyProperties() {
    return new TreeMap<>(schemas.properties(documented.jsonBody()));
  }

  /** The properties that its request body must have. */
  Set<String> requiredBodyProperties() {
    return schemas.required(documented.jsonBody());
  }
}
