package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Makes one OpenAPI 3.1 document of a directory of them, or of one: the served operations or all,
 * each under its own file's base path, with every reference resolved and its security said out
 * loud. The overlay is not applied yet.
 */
public final class Assembler {

  private final SourceTree source;
  private final Predicate<String> wanted;
  private final Consumer<Set<String>> check;
  private final boolean isStrict;

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
    this(new SourceTree(directory, reach), served::contains, served::requireAll, true);
  }

  private Assembler(
      SourceTree source, Predicate<String> wanted, Consumer<Set<String>> check, boolean isStrict) {
    this.source = source;
    this.wanted = wanted;
    this.check = check;
    this.isStrict = isStrict;
  }

  /**
   * All operations of a directory or of one document, as they are there: to be looked at, not to be
   * served. An operation without an ID gets its method and its path for one; a security scheme that
   * its file does not define is that of the same name in another file.
   *
   * @param path a directory with OpenAPI files, or one such file
   * @throws SpecificationException if there is no such path, a file with paths is no OpenAPI 3
   *     document, there are no operations, or two share their ID or their path and method; the
   *     message says which, where and why
   */
  public static ObjectNode assembleAll(Path path) {
    SourceTree source =
        Files.isDirectory(path) ? new SourceTree(path, Reach.TREE) : SourceTree.ofDocument(path);
    List<Place> documents = source.listDocuments();
    for (Place document : documents) {
      if (!source.get(document).path("openapi").asText("").startsWith("3.")) {
        throw document.child("openapi").fault("no OpenAPI 3 document: the version must stand here");
      }
    }
    ObjectNode assembled =
        new Assembler(
                source,
                id -> true,
                found -> {
                  if (found.isEmpty()) {
                    throw new SpecificationException(
                        path.toString(), "no OpenAPI document with operations");
                  }
                },
                false)
            .assemble();
    if (!Files.isDirectory(path)) {
      nameAfter(source.get(documents.get(0)), assembled);
    }
    return assembled;
  }

  /**
   * The document.
   *
   * @throws SpecificationException if the files cannot be used; the message says which, where and
   *     why
   */
  public ObjectNode assemble() {
    SchemaComponents schemas = new SchemaComponents();
    SecuritySchemes securitySchemes = new SecuritySchemes(isStrict);
    PathTable paths = new PathTable();
    Map<String, Place> found = new LinkedHashMap<>();
    List<Place> documents = source.listDocuments();
    for (Place document : documents) {
      SourceDocument file =
          new SourceDocument(document, source, new References(source, schemas), securitySchemes);
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
    check.accept(found.keySet());
    return document(Revision.of(source, documents), paths, schemas, securitySchemes);
  }

  /** A single document is the revision that it says, unless it says what Matrix's files say. */
  private static void nameAfter(JsonNode document, ObjectNode assembled) {
    JsonNode version = document.at("/info/version");
    if (version.isTextual() && !document.has(Revision.VERSIONS)) {
      assembled.withObject("/info").set("version", version);
    }
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
