package io.todevice.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.model.DocumentedOperation;
import io.todevice.spec.model.SchemaGraph;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the document demands of the requests of each operation beyond the generated types: limits,
 * patterns, listed values, alternatives. Operations of which it demands nothing more have no
 * constraints, and their requests cost nothing.
 *
 * <p>Two leniencies are kept. A member that the document does not name is ignored at the top of a
 * body, also where {@code additionalProperties} is {@code false} (clause S5). The keys of a map
 * with {@code x-map-keys} are identifiers that may each be wrong by itself without making the
 * others fail (clause S3), so that nothing is demanded of them.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class RequestConstraints {

  private final Map<String, OperationConstraints> operations = new HashMap<>();

  /**
   * The constraints of a document's operations.
   *
   * @param document an assembled document
   */
  public RequestConstraints(JsonNode document) {
    JsonNode lenient = document.deepCopy();
    lenient.findParents("x-map-keys").forEach(RequestConstraints::freeKeys);
    Schemas schemas = new Schemas(lenient);
    Demands demands = new Demands(schemas.graph());
    for (DocumentedOperation operation : DocumentedOperation.listOf(lenient)) {
      OperationConstraints.of(
              operation, schemas, demands, schema -> ignoreUnknown(schema, schemas.graph()))
          .ifPresent(constraints -> operations.put(operation.id(), constraints));
    }
  }

  /** The constraints of an operation; empty if there are none. */
  public Optional<OperationConstraints> find(String operationId) {
    return Optional.ofNullable(operations.get(operationId));
  }

  private static void freeKeys(JsonNode map) {
    if (map instanceof ObjectNode object) {
      object.remove("propertyNames");
      freeKeys(object.path("additionalProperties"));
      object.path("patternProperties").forEach(RequestConstraints::freeKeys);
    }
  }

  /** A body's schema without what forbids members at its top that it does not name. */
  private static JsonNode ignoreUnknown(JsonNode schema, SchemaGraph schemas) {
    return ignoreUnknown(schema, schemas, new HashSet<>());
  }

  private static JsonNode ignoreUnknown(JsonNode schema, SchemaGraph schemas, Set<JsonNode> seen) {
    if (!(schema instanceof ObjectNode object) || !seen.add(schema)) {
      return schema;
    }
    ObjectNode lenient = object.deepCopy();
    for (String keyword : List.of("additionalProperties", "unevaluatedProperties")) {
      JsonNode value = object.path(keyword);
      if (value.isBoolean() && !value.booleanValue()) {
        lenient.remove(keyword);
      }
    }
    ArrayNode parts = lenient.arrayNode();
    object.path("allOf").forEach(part -> parts.add(ignoreUnknown(part, schemas, seen)));
    if (object.has("$ref")) {
      parts.add(ignoreUnknown(schemas.resolve(object), schemas, seen));
      lenient.remove("$ref");
    }
    if (!parts.isEmpty()) {
      lenient.set("allOf", parts);
    }
    return lenient;
  }
}
