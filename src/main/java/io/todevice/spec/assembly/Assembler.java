package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

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
    this.source = new SourceTree(directory);
    this.served = served;
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
    documents.forEach(document -> assembly.add(document, served::contains));
    served.requireAll(assembly.operationIds());
    assembly.listNotes().forEach(notes);
    return assembly.toNode(Revision.of(source, documents));
  }
}
