package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes one OpenAPI 3.1 document of a directory of them: the served operations, each under its own
 * file's base path, with every reference resolved and its security said out loud. The overlay is
 * not applied yet.
 */
public final class Assembler {

  private final SourceTree source;
  private final ServedOperations served;

  /**
   * An assembler of the files in a directory.
   *
   * @param directory where the files with operations stand
   * @param served which of their operations to keep
   * @throws SpecificationException if it is no directory
   */
  public Assembler(Path directory, ServedOperations served) {
    this(directory, served, Reach.TREE);
  }

  /**
   * An assembler whose references may lead farther.
   *
   * @param reach where they may lead beside the tree of the directory
   * @throws SpecificationException if the directory is none
   */
  public Assembler(Path directory, ServedOperations served, Reach reach) {
    this.source = new SourceTree(directory, reach);
    this.served = served;
  }

  /**
   * The document.
   *
   * @throws SpecificationException if the files cannot be used; the message says which, where and
   *     why
   */
  public ObjectNode assemble() {
    SchemaComponents schemas = new SchemaComponents();
    SecuritySchemes securitySchemes = new SecuritySchemes();
    PathTable paths = new PathTable();
    Map<String, Place> found = new LinkedHashMap<>();
    List<Place> documents = source.listDocuments();
    for (Place document : documents) {
      SourceDocument file =
          new SourceDocument(document, source, new References(source, schemas), securitySchemes);
      for (SourceDocument.Operation operation : file.listOperations(served::contains)) {
        Place first = found.putIfAbsent(operation.id(), operation.place());
        if (first != null) {
          throw operation
              .place()
              .fault("the operation '" + operation.id() + "' stands also at " + first);
        }
        paths.add(operation, file.resolve(operation));
      }
    }
    served.requireAll(found.keySet());
    return document(Revision.of(source, documents), paths, schemas, securitySchemes);
  }

  private static ObjectNode document(
      Revision revision,
      PathTable paths,
      SchemaComponents schemas,
      SecuritySchemes securitySchemes) {
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
