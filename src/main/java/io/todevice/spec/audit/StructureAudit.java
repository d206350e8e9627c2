package io.todevice.spec.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.model.ServedOperation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The outcome of walking the schemas of an assembled document beside the types that the generator
 * is given for them.
 *
 * @param losses where a schema says more than its type
 * @param free how many places have an untyped object or value because their schema says no more
 */
public record StructureAudit(List<Loss> losses, int free) {

  /** Copies the list. */
  public StructureAudit {
    losses = List.copyOf(losses);
  }

  /**
   * Walks all operations.
   *
   * @param document the assembled document
   * @param codegen the generator's document that was made of it
   */
  public static StructureAudit of(JsonNode document, JsonNode codegen) {
    TypeWalk walk = new TypeWalk(document, codegen);
    for (String path : Parts.keys(document.path("paths"))) {
      Part item = new Part(document, "").child("paths").child(path);
      for (String method : Parts.keys(item.schema())) {
        if (ServedOperation.METHODS.contains(method)) {
          JsonNode generated = codegen.path("paths").path(path).path(method);
          walkOperation(walk, item.child(method), generated);
        }
      }
    }
    return new StructureAudit(walk.losses(), walk.free());
  }

  private static void walkOperation(TypeWalk walk, Part operation, JsonNode generated) {
    String id = operation.schema().path("operationId").asText();
    Map<String, JsonNode> parameters = new LinkedHashMap<>();
    for (JsonNode parameter : generated.path("parameters")) {
      parameters.put(keyOf(parameter), parameter.path("schema"));
    }
    Part declared = operation.child("parameters");
    for (int i = 0; i < declared.schema().size(); i++) {
      Part parameter = declared.child(i);
      JsonNode type = parameters.get(keyOf(parameter.schema()));
      String place = id + "(" + parameter.schema().path("name").asText() + ")";
      List<Part> schemas = new ArrayList<>(List.of(parameter.child("schema")));
      for (String mediaType : Parts.keys(parameter.schema().path("content"))) {
        schemas.add(parameter.child("content").child(mediaType).child("schema"));
      }
      schemas.forEach(schema -> walk.walkParameter(schema, type, place));
    }
    walkContents(walk, operation.child("requestBody"), generated.path("requestBody"), id + " body");
    for (String status : Parts.keys(operation.schema().path("responses"))) {
      walkContents(
          walk,
          operation.child("responses").child(status),
          generated.path("responses").path(status),
          id + " " + status.toLowerCase(Locale.ROOT));
    }
  }

  private static String keyOf(JsonNode parameter) {
    return parameter.path("in").asText() + " " + parameter.path("name").asText();
  }

  private static void walkContents(TypeWalk walk, Part owner, JsonNode generated, String place) {
    for (String mediaType : Parts.keys(owner.schema().path("content"))) {
      Part schema = owner.child("content").child(mediaType).child("schema");
      JsonNode type = generated.path("content").path(mediaType).path("schema");
      walk.walkContent(schema, mediaType, type, place);
    }
  }
}
