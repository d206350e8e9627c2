package io.todevice.conformance.derived;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.conformance.report.CaseId;
import io.todevice.conformance.report.SpecificationPlace;
import io.todevice.spec.model.ServedOperation;
import io.todevice.spec.model.SpecificationDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An operation as the document describes it.
 *
 * @param document the assembled document
 * @param operation which operation it is
 */
record DocumentedOperation(JsonNode document, ServedOperation operation) {

  /** A reference that leads in circles leads nowhere. */
  private static final int MAX_REFERENCES = 20;

  /** All of the document's, in the order of their IDs. */
  static List<DocumentedOperation> list(JsonNode document) {
    Map<String, DocumentedOperation> operations = new TreeMap<>();
    for (ServedOperation operation : SpecificationDocument.of(document).operations()) {
      operations.put(operation.operationId(), new DocumentedOperation(document, operation));
    }
    return List.copyOf(operations.values());
  }

  String id() {
    return operation.operationId();
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
        (operation.method() + "_" + operation.path().replace("/_matrix", "matrix"))
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9_]", "");
    return new SpecificationPlace(name(), anchor);
  }

  /** Method and path. */
  String name() {
    return operation.method() + " " + operation.path();
  }

  /** Its parameters in the query. */
  List<JsonNode> queryParameters() {
    List<JsonNode> parameters = new ArrayList<>();
    for (JsonNode parameter : node().path("parameters")) {
      JsonNode resolved = resolve(parameter);
      if (resolved.path("in").asText().equals("query")) {
        parameters.add(resolved);
      }
    }
    return parameters;
  }

  /** Whether it has a request body of JSON. */
  boolean hasJsonBody() {
    return !bodySchema().isMissingNode();
  }

  /** The properties of its request body by name. */
  Map<String, JsonNode> bodyProperties() {
    Map<String, JsonNode> properties = new TreeMap<>();
    collect(bodySchema(), properties, new LinkedHashSet<>(), 0);
    return properties;
  }

  /** The properties that its request body must have. */
  Set<String> requiredBodyProperties() {
    Set<String> required = new LinkedHashSet<>();
    collect(bodySchema(), new TreeMap<>(), required, 0);
    return required;
  }

  /** The one type of a schema; empty if it names none or several. */
  String typeOf(JsonNode schema) {
    JsonNode resolved = resolve(schema);
    if (resolved.path("type").isTextual()) {
      return resolved.path("type").asText();
    }
    for (JsonNode part : resolved.path("allOf")) {
      String type = typeOf(part);
      if (!type.isEmpty()) {
        return type;
      }
    }
    return "";
  }

  /** The schema, where this is a reference to it. */
  JsonNode resolve(JsonNode node) {
    JsonNode current = node;
    for (int i = 0; i < MAX_REFERENCES && current.path("$ref").isTextual(); i++) {
      current = document.at(current.path("$ref").asText().replaceFirst("^#", ""));
    }
    return current;
  }

  private void collect(
      JsonNode schema, Map<String, JsonNode> properties, Set<String> required, int depth) {
    JsonNode resolved = resolve(schema);
    for (Map.Entry<String, JsonNode> property : resolved.path("properties").properties()) {
      properties.put(property.getKey(), property.getValue());
    }
    resolved.path("required").forEach(name -> required.add(name.asText()));
    if (depth < MAX_REFERENCES) {
      resolved.path("allOf").forEach(part -> collect(part, properties, required, depth + 1));
    }
  }

  private JsonNode bodySchema() {
    return resolve(node().path("requestBody"))
        .path("content")
        .path("application/json")
        .path("schema");
  }

  private JsonNode node() {
    return document
        .path("paths")
        .path(operation.path())
        .path(operation.method().toLowerCase(Locale.ROOT));
  }
}
