package io.todevice.spec.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.model.ServedOperation;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * The assembled document, said again for the code generator: OpenAPI 3.0, one interface for each
 * operation, every type exact. The interfaces do not follow the tags, because an operation may get
 * another tag in another revision.
 */
public final class CodegenDocument {

  /** The extension with the Java types that hand-written code wants, by their places. */
  public static final String JAVA_TYPES = JavaTypes.KEY;

  private final JsonNode document;
  private final Models models = new Models();
  private final JavaTypes types;
  private final SchemaNormaliser schemas;
  private final Map<String, String> operations = new HashMap<>();

  private CodegenDocument(JsonNode document) {
    this.document = document;
    this.types = new JavaTypes(document);
    this.schemas = new SchemaNormaliser(document.path("components").path("schemas"), types, models);
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
          String own = member.getValue().path(ServedOperation.PATH).asText(path.getKey());
          ObjectNode node = operation(own, member.getKey(), member.getValue());
          node.put(ServedOperation.PATH, own);
          item.set(member.getKey(), node);
        }
      }
    }
    models.fillAll();
    root.putObject("components").set("schemas", models.toNode());
    return root;
  }

  private ObjectNode operation(String path, String method, JsonNode source) {
    String id = source.path("operationId").asText();
    String place = source.path("x-source").asText("openapi.yaml#/paths: " + id);
    if (method.equals("trace")) {
      throw new SpecificationException(
          place, "the method trace cannot be served: JAX-RS has no annotation for it");
    }
    OperationRules.check(path, source, place);
    String javaName = javaNameOf(id, place);
    ObjectNode operation = JsonNodeFactory.instance.objectNode();
    operation.put("operationId", JavaNames.lowerFirst(javaName));
    operation.put("x-operation-id", id);
    operation.putArray("tags").add(javaName);
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
    ArrayNode parameters = new Parameters(schemas, types, javaName, place).of(path, source);
    operation.set("parameters", parameters);
    if (Parameters.haveOptionalQuery(parameters)) {
      operation.put("x-may-ask", true);
    }
    JsonNode body = source.path("requestBody");
    if (!body.path("content").isEmpty()) {
      ObjectNode requestBody = operation.putObject("requestBody");
      requestBody.put("required", body.path("required").asBoolean(false));
      JavaPlace request =
          JavaPlace.of(new JavaPlace.Body(place, "request body", false), javaName + "Request");
      Content content =
          Content.of(body.get("content"), schema -> schemas.normalise(schema, request));
      putContent(requestBody, content);
      putMediaTypes(requestBody, "x-consumes", content);
      if (!content.isJson()) {
        requestBody.put("x-raw", content.isText() ? "call.text()" : "call.bytes()");
      }
    }
    operation.set("responses", responses(source, place, javaName, operation));
    return operation;
  }

  /** The Java name of an operation, which no other has, also where case does not count. */
  private String javaNameOf(String id, String place) {
    String name = JavaNames.ofOperation(id);
    String said = "'" + id + "' (" + place + ")";
    String other = operations.putIfAbsent(JavaNames.folded(name), said);
    if (other != null) {
      throw new SpecificationException(
          place, "the operations " + other + " and " + said + " would have one Java name, " + name);
    }
    return name;
  }

  private ObjectNode responses(
      JsonNode source, String place, String javaName, ObjectNode operation) {
    ObjectNode responses = JsonNodeFactory.instance.objectNode();
    String success = successOf(source.path("responses"));
    for (Map.Entry<String, JsonNode> response : source.path("responses").properties()) {
      String status = response.getKey();
      ObjectNode node = responses.putObject(status);
      node.put("description", response.getValue().path("description").asText(""));
      if (!response.getValue().path("content").isEmpty()) {
        boolean isSuccess = status.equals(success);
        String name = javaName + (isSuccess ? "" : statusName(status)) + "Response";
        JavaPlace body = JavaPlace.of(new JavaPlace.Body(place, "response " + status, true), name);
        Content content =
            Content.of(
                response.getValue().get("content"), schema -> schemas.normalise(schema, body));
        putContent(node, content);
        if (status.startsWith("2")) {
          putMediaTypes(operation, "x-produces", content);
        }
      }
    }
    if (success.isEmpty()) {
      // Without one, the generator takes the default answer for the body of success.
      responses.putObject("2XX").put("description", "");
    }
    return responses;
  }

  /** The status of success whose body the operation returns: the lowest one. */
  private static String successOf(JsonNode responses) {
    return responses.properties().stream()
        .map(Map.Entry::getKey)
        .filter(status -> status.startsWith("2"))
        .min(Comparator.naturalOrder())
        .orElse("");
  }

  private static String statusName(String status) {
    return JavaNames.upperFirst(status.replaceAll("[^A-Za-z0-9]", ""));
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
