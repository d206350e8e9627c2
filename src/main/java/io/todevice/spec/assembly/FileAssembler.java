package io.todevice.spec.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes an OpenAPI 3.1 document of each single file of a directory, with all the operations of that
 * file. An operation without an ID gets one from its method and path. Not safe for use by several
 * threads.
 */
public final class FileAssembler {

  private final SourceTree source;
  private final List<Place> readable;
  private final List<Place> documents;

  /**
   * An assembler of the files in a directory.
   *
   * @throws SpecificationException if it is no directory
   */
  public FileAssembler(Path directory) {
    this.source = new SourceTree(directory, Reach.TREE);
    this.readable = source.listFiles().stream().filter(this::isReadable).toList();
    this.documents =
        source.listFiles().stream()
            .filter(file -> !readable.contains(file) || source.get(file).has("paths"))
            .toList();
  }

  /**
   * The names of the files with operations, in order; also of those that cannot be read, since
   * nobody knows what they hold.
   */
  public List<String> listFiles() {
    return documents.stream().map(Place::fileName).toList();
  }

  /**
   * The document of a file.
   *
   * @param file one of {@link #listFiles()}
   * @param notes takes a line for each thing that was understood but not said in so many words
   * @throws SpecificationException if the file cannot be used; the message says where and why
   */
  public ObjectNode assemble(String file, Consumer<String> notes) {
    Place document =
        documents.stream()
            .filter(place -> place.fileName().equals(file))
            .findFirst()
            .orElseThrow(() -> new SpecificationException(file, "no such file with operations"));
    Assembly assembly = new Assembly(source, readable, Tolerance.MARK_SCHEMES);
    assembly.add(document, id -> true);
    assembly.listNotes().forEach(notes);
    ObjectNode assembled = assembly.toNode(Revision.of(source, List.of(document)));
    for (JsonNode operation : assembled.path("paths").findParents(Tolerance.FAULTS)) {
      for (JsonNode fault : ((ObjectNode) operation).remove(Tolerance.FAULTS)) {
        notes.accept(fault.path("reason").asText() + " (it counts where the operation is served)");
      }
    }
    return assembled;
  }

  private boolean isReadable(Place file) {
    try {
      return !source.get(file).isMissingNode();
    } catch (SpecificationException e) {
      return false;
    }
  }
}
