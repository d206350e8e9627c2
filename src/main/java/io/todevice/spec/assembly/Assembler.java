package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    this(new SourceTree(directory, reach), served::contains, served::requireAll);
  }

  private Assembler(SourceTree source, Predicate<String> wanted, Consumer<Set<String>> check) {
    this.source = source;
    this.wanted = wanted;
    this.check = check;
  }

  /**
   * All operations of a directory or of one document, as they are there: to be looked at, not to be
   * served. An operation without an ID gets one from its method and path.
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
    Consumer<Set<String>> check =
        found -> {
          if (found.isEmpty()) {
            throw new SpecificationException(
                path.toString(), "no OpenAPI document with operations");
          }
        };
    ObjectNode assembled = new Assembler(source, id -> true, check).assemble();
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
    return assemble(note -> {});
  }

  /**
   * The document.
   *
   * @param notes takes a line for each thing that was understood but not said in so many words
   * @throws SpecificationException if the files cannot be used; the message says which, where and
   *     why
   */
  public ObjectNode assemble(Consumer<String> notes) {
    List<Place> documents = source.listDocuments();
    Assembly assembly = new Assembly(source, documents);
    documents.forEach(document -> assembly.add(document, wanted));
    check.accept(assembly.operationIds());
    assembly.listNotes().forEach(notes);
    return assembly.toNode(Revision.of(source, documents));
  }

  /** All operations of the files, served or not, which are not read again for it. */
  public OperationIndex index() {
    return OperationIndex.of(source);
  }

  /** A single document is the revision that it says, unless it says what Matrix's files say. */
  private static void nameAfter(JsonNode document, ObjectNode assembled) {
    JsonNode version = document.at("/info/version");
    if (version.isTextual() && !document.has(Revision.VERSIONS)) {
      assembled.withObject("/info").set("version", version);
    }
  }
}
