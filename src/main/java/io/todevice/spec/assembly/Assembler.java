package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
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
  private final Consumer<ObjectNode> completion;

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
    this(
        new SourceTree(directory, reach),
        served::contains,
        served::requireAll,
        document -> OwnOperations.addTo(document, served));
  }

  private Assembler(
      SourceTree source,
      Predicate<String> wanted,
      Consumer<Set<String>> check,
      Consumer<ObjectNode> completion) {
    this.source = source;
    this.wanted = wanted;
    this.check = check;
    this.completion = completion;
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
    Assembly assembly = new Assembly(source, documents, Tolerance.NONE);
    documents.forEach(document -> assembly.add(document, wanted));
    check.accept(assembly.operationIds());
    assembly.listNotes().forEach(notes);
    ObjectNode document = assembly.toNode(Revision.of(source, documents));
    completion.accept(document);
    return document;
  }

  /**
   * Compiles the regular expressions of what was assembled, which the overlay may have amended.
   *
   * @throws SpecificationException if one cannot be compiled
   */
  public void requirePatterns(ObjectNode document) {
    new SchemaPatterns(source).require(document);
  }

  /** All operations of the files, served or not, which are not read again for it. */
  public OperationIndex index() {
    return OperationIndex.of(source);
  }
}
