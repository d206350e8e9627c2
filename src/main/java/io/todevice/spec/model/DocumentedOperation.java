package io.todevice.spec.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All that the document says of an operation. Immutable.
 *
 * @param operation which operation
 * @param isDeprecated whether it is deprecated
 * @param source where the specification describes it, as file and JSON pointer; empty if unknown
 * @param parameters its parameters, in order
 * @param requestBody the body of its requests
 * @param responses the bodies of its responses by status, which may be {@code 4XX} or {@code
 *     default}
 */
public record DocumentedOperation(
    ServedOperation operation,
    boolean isDeprecated,
    String source,
    List<Parameter> parameters,
    Optional<Content> requestBody,
    Map<String, Content> responses) {

  /** Copies the collections. */
  public DocumentedOperation {
    parameters = List.copyOf(parameters);
    responses = Collections.unmodifiableMap(new LinkedHashMap<>(responses));
  }

  /**
   * The operations of a document, in its order.
   *
   * @throws io.todevice.spec.SpecificationException if the document cannot be used
   */
  public static List<DocumentedOperation> listOf(JsonNode document) {
    SchemaGraph schemas = new SchemaGraph(document);
    return SpecificationDocument.of(document).operations().stream()
        .map(operation -> of(operation, document, schemas))
        .toList();
  }

  /** Its ID in the specification. */
  public String id() {
    return operation.operationId();
  }

  /** The schema of the JSON in its requests; missing if it has none. */
  public JsonNode jsonBody() {
    return requestBody.map(Content::jsonSchema).orElse(MissingNode.getInstance());
  }

  /** Its parameters that stand in one place, for example in the {@code query}. */
  public List<Parameter> parameters(String in) {
    return parameters.stream().filter(parameter -> parameter.in().equals(in)).toList();
  }

  private static DocumentedOperation of(
      ServedOperation operation, JsonNode document, SchemaGraph schemas) {
    JsonNode node =
        document
            .path("paths")
            .path(operation.path())
            .path(operation.method().toLowerCase(Locale.ROOT));
    List<Parameter> parameters = new ArrayList<>();
    node.path("parameters")
        .forEach(parameter -> parameters.add(Parameter.of(schemas.resolve(parameter))));
    Map<String, Content> responses = new LinkedHashMap<>();
    node.path("responses")
        .properties()
        .forEach(
            response ->
                responses.put(response.getKey(), Content.of(schemas.resolve(response.getValue()))));
    return new DocumentedOperation(
        operation,
        node.path("deprecated").asBoolean(false),
        node.path("x-source").asText(""),
        parameters,
        Optional.of(schemas.resolve(node.path("requestBody")))
            .filter(JsonNode::isObject)
            .map(Content::of),
        responses);
  }
}
