package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** An OpenAPI 3.1 document in the making: operations are taken in file by file. */
final class Assembly {

  private static final String WEBHOOKS = "webhooks";

  private final SourceTree source;
  private final ObjectNode webhooks = JsonNodeFactory.instance.objectNode();
  private final SchemeDefinitions definitions;
  private final SchemaComponents schemas = new SchemaComponents();
  private final SecuritySchemes securitySchemes = new SecuritySchemes();
  private final PathTable paths;
  private final Map<String, Place> found = new LinkedHashMap<>();
  private final Tolerance tolerance;
  private final ArrayNode faults = JsonNodeFactory.instance.arrayNode();

  /**
   * A document without operations.
   *
   * @param documents the files that may define what others only name
   * @param tolerance what becomes of a fault in an operation
   */
  Assembly(SourceTree source, List<Place> documents, Tolerance tolerance) {
    this.source = source;
    this.tolerance = tolerance;
    this.paths = new PathTable(tolerance);
    this.definitions = new SchemeDefinitions(source, documents);
  }

  /** Takes in the wanted operations of a file; what has no ID is asked for by an empty one. */
  void add(Place document, Predicate<String> wanted) {
    Dialect dialect = Dialect.find(source.get(document)).orElse(Dialect.V3_1);
    References references = new References(source, schemas, dialect, tolerance);
    SourceDocument file =
        new SourceDocument(document, source, references, securitySchemes, definitions, tolerance);
    if (tolerance == Tolerance.MARK && source.get(document).has(WEBHOOKS)) {
      references
          .resolve(document.child(WEBHOOKS), Position.OTHER_MAP)
          .properties()
          .forEach(
              webhook -> {
                nameSources(webhook.getValue(), document.child(WEBHOOKS).child(webhook.getKey()));
                webhooks.set(webhook.getKey(), webhook.getValue());
              });
    }
    if (!source.get(document).has("paths")) {
      return;
    }
    List<SourceDocument.Operation> operations =
        file.listOperations(
            wanted,
            (path, fault) -> {
              tolerance.refuse(fault);
              note(document, fault).put("path", path);
            });
    for (SourceDocument.Operation operation : operations) {
      try {
        add(file, operation);
      } catch (SpecificationException fault) {
        tolerance.refuse(fault);
        note(document, fault)
            .put("path", operation.path())
            .put("method", operation.method())
            .put("operationId", operation.id());
      }
    }
  }

  private static void nameSources(JsonNode webhook, Place place) {
    for (Map.Entry<String, JsonNode> member : webhook.properties()) {
      if (member.getValue() instanceof ObjectNode operation) {
        operation.put(SourceMap.SOURCE, place.child(member.getKey()).toString());
      }
    }
  }

  private void add(SourceDocument file, SourceDocument.Operation operation) {
    Place first = found.putIfAbsent(operation.id(), operation.place());
    if (first != null && tolerance != Tolerance.MARK) {
      throw operation
          .place()
          .fault("the operation '" + operation.id() + "' stands also at " + first);
    }
    ObjectNode resolved = file.resolve(operation);
    if (tolerance == Tolerance.MARK && !source.get(operation.place()).has("operationId")) {
      resolved.remove("operationId");
    }
    paths.add(operation, resolved);
  }

  /** Remembers a fault that leaves nothing to be marked. */
  ObjectNode note(Place document, SpecificationException fault) {
    return faults.addObject().put("file", document.fileName()).put("reason", fault.getMessage());
  }

  /** The IDs of what was taken in. */
  Set<String> operationIds() {
    return found.keySet();
  }

  /** What a reader of the build's output should know. */
  List<String> listNotes() {
    return definitions.listBorrowed();
  }

  ObjectNode toNode(Revision revision) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("openapi", "3.1.0");
    ObjectNode info = document.putObject("info");
    info.put("title", "Matrix send-to-device server");
    info.put("summary", "The operations of the Matrix client-server API that this server answers.");
    info.put("version", revision.name());
    ObjectNode licence = info.putObject("license");
    licence.put("name", "Apache 2.0");
    licence.put("identifier", "Apache-2.0");
    document.putArray("servers").addObject().put("url", "/");
    if (!revision.versions().isEmpty()) {
      ArrayNode versions = document.putArray(Versions.MEMBER);
      revision.versions().forEach(versions::add);
    }
    document.set("paths", paths.toNode());
    if (!webhooks.isEmpty()) {
      document.set(WEBHOOKS, webhooks);
    }
    ObjectNode components = document.putObject("components");
    components.set("schemas", schemas.toNode());
    components.set("securitySchemes", securitySchemes.toNode());
    if (!faults.isEmpty()) {
      document.set(Tolerance.FAULTS, faults);
    }
    return document;
  }
}
