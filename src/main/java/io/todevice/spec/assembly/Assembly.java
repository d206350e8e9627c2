package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** An OpenAPI 3.1 document in the making: operations are taken in file by file. */
final class Assembly {

  private final SourceTree source;
  private final SchemeDefinitions definitions;
  private final SchemaComponents schemas = new SchemaComponents();
  private final SecuritySchemes securitySchemes = new SecuritySchemes();
  private final PathTable paths = new PathTable();
  private final Map<String, Place> found = new LinkedHashMap<>();

  /**
   * A document without operations.
   *
   * @param documents the files that may define what others only name
   */
  Assembly(SourceTree source, List<Place> documents) {
    this.source = source;
    this.definitions = new SchemeDefinitions(source, documents);
  }

  /** Takes in the wanted operations of a file; what has no ID is asked for by an empty one. */
  void add(Place document, Predicate<String> wanted) {
    SourceDocument file =
        new SourceDocument(
            document, source, new References(source, schemas), securitySchemes, definitions);
    for (SourceDocument.Operation operation : file.listOperations(wanted)) {
      Place first = found.putIfAbsent(operation.id(), operation.place());
      if (first != null) {
        throw operation
            .place()
            .fault("the operation '" + operation.id() + "' stands also at " + first);
      }
      paths.add(operation, file.resolve(operation));
    }
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
    JsonNode versions = revision.versions();
    document.set(Revision.VERSIONS, versions);
    document.set("paths", paths.toNode());
    ObjectNode components = document.putObject("components");
    components.set("schemas", schemas.toNode());
    components.set("securitySchemes", securitySchemes.toNode());
    return document;
  }
}
