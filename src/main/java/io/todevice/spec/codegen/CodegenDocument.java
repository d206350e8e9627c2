package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.Names;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.model.ServedOperation;
import java.util.Map;

/**
 * The assembled document, said again for the code generator: OpenAPI 3.0, one interface for each
 * operation, every type exact. The interfaces do not follow the tags, because an operation may get
 * another tag in another revision.
 */
public final class CodegenDocument {

  private final JsonNode document;
  private final Models models = new Models();
  private final SchemaNormaliser schemas;

  private CodegenDocument(JsonNode document) {
    this.document = document;
    this.schemas = new SchemaNormaliser(document.path("components").path("schemas"), models);
  }

  /**
   * The document for the generator.
   *
   * @param document the assembled document
   * @throws SpecificationException if there is no Java for it
   */
  public static ObjectNode of(JsonNode document) {
    WireNames.check(document);
    return new CodegenDocument(document).build();
  }

  private ObjectNode build() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("openapi", "3.0.3");
    ObjectNode info = root.putObject("info");
    info.set("title", document.path("info").path("title"));
    info.set("version", document.path("info").path("version"));
    ObjectNode paths = root.putObject("paths");
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      ObjectNode item = paths.putObject(path.getKey());
      for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
        if (ServedOperation.METHODS.contains(member.getKey())) {
          ObjectNode node = operation(member.getValue());
          node.put("x-path", path.getKey());
          item.set(member.getKey(), node);
        }
      }
    }
    root.putObject("components").set("schemas", models.toNode());
    return root;
  }

  private ObjectNode operation(JsonNode source) {
    String id = source.path("operationId").asText();
    ObjectNode operation = JsonNodeFactory.instance.objectNode();
    operation.put("operationId", id);
    operation.putArray("tags").add(id);
    if (source.path("deprecated").asBoolean(false)) {
      operation.put("deprecated", true);
    }
    operation.put("x-javadoc", Javadoc.ofOperation(source));
    if (source.path("x-waits").asBoolean(false)) {
      operation.put("x-waits", true);
    }
    ArrayNode security = operation.putArray("x-security");
    for (JsonNode alternative : source.path("security")) {
      security.add(String.join(" and ", (Iterable<String>) alternative::fieldNames));
    }
    ArrayNode parameters = operation.putArray("parameters");
    for (JsonNode parameter : source.path("parameters")) {
      parameters.add(parameter(parameter, id));
    }
    JsonNode body = source.path("requestBody");
    if (!body.path("content").isEmpty()) {
      ObjectNode requestBody = operation.putObject("requestBody");
      requestBody.put("required", body.path("required").asBoolean(false));
      Content content =
          Content.of(
              body.get("content"),
              schema -> schemas.normaliseBody(schema, Names.pascalCase(id) + "Request"));
      putContent(requestBody, content);
      putMediaTypes(requestBody, "x-consumes", content);
    }
    operation.set("responses", responses(source, id, operation));
    return operation;
  }

  private ObjectNode parameter(JsonNode source, String id) {
    ObjectNode parameter = JsonNodeFactory.instance.objectNode();
    parameter.set("name", source.path("name"));
    parameter.set("in", source.path("in"));
    parameter.put("required", source.path("required").asBoolean(false));
    JsonNode schema = source.path("schema");
    ObjectNode type =
        asText(
            schemas.normalise(
                schema, Names.pascalCase(id) + Names.pascalCase(source.path("name").asText())));
    if (type.has("items") && source.path("in").asText("").equals("query")) {
      // The reader of query parameters knows lists of texts only.
      type.putObject("items").put("type", "string");
    }
    parameter.set("schema", type);
    parameter.put("x-javadoc", Javadoc.ofText(source.path("description").asText("")));
    JsonNode values = schemas.allowedTexts(schema);
    if (!values.isEmpty()) {
      ArrayNode allowed = parameter.putArray("x-allowed-values");
      values.forEach(value -> allowed.add(JavaText.escape(value.asText())));
    }
    return parameter;
  }

  /**
   * A parameter arrives as text: what its schema makes of it beyond a scalar is not Java's affair.
   */
  private static ObjectNode asText(ObjectNode type) {
    String format = type.path("format").asText("");
    boolean isJson =
        format.equals(SchemaNormaliser.JSON_OBJECT) || format.equals(SchemaNormaliser.JSON_VALUE);
    if (type.path("type").asText("").equals("array")) {
      type.set("items", asText((ObjectNode) type.get("items")));
    } else if (isJson || !type.has("type") || type.path("type").asText("").equals("object")) {
      return JsonNodeFactory.instance.objectNode().put("type", "string");
    }
    return type;
  }

  private ObjectNode responses(JsonNode source, String id, ObjectNode operation) {
    ObjectNode responses = JsonNodeFactory.instance.objectNode();
    boolean canSucceed = false;
    for (Map.Entry<String, JsonNode> response : source.path("responses").properties()) {
      String status = response.getKey();
      boolean isSuccess = status.startsWith("2");
      canSucceed |= isSuccess;
      ObjectNode node = responses.putObject(status);
      node.put("description", response.getValue().path("description").asText(""));
      if (!response.getValue().path("content").isEmpty()) {
        String suffix = isSuccess ? "Response" : "Response" + Names.pascalCase(status);
        String name = Names.pascalCase(id) + suffix;
        Content content =
            Content.of(
                response.getValue().get("content"),
                schema ->
                    isSuccess
                        ? schemas.normaliseBody(schema, name)
                        : schemas.normalise(schema, name));
        putContent(node, content);
        if (isSuccess) {
          putMediaTypes(operation, "x-produces", content);
        }
      }
    }
    if (!canSucceed) {
      // Without one, the generator takes the default answer for the body of success.
      responses.putObject("2XX").put("description", "");
    }
    return responses;
  }

  private static void putContent(ObjectNode owner, Content content) {
    ObjectNode node = owner.putObject("content");
    content
        .mediaTypes()
        .forEach(name -> node.putObject(name).set("schema", content.type().deepCopy()));
  }

  /** Says which media types a body has, unless it is the usual one alone. */
  private static void putMediaTypes(ObjectNode owner, String key, Content content) {
    if (!content.isPlainJson()) {
      ArrayNode names = owner.withArray("/" + key);
      content.mediaTypes().forEach(name -> names.add(JavaText.escape(name)));
    }
  }
}
