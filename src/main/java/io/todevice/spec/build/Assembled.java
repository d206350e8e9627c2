package io.todevice.spec.build;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.assembly.Assembler;
import io.todevice.spec.assembly.FixedPathValues;
import io.todevice.spec.assembly.OperationIndex;
import io.todevice.spec.assembly.Overlay;
import io.todevice.spec.assembly.Reach;
import io.todevice.spec.assembly.ServedOperations;
import io.todevice.spec.assembly.Versions;
import io.todevice.spec.model.SpecificationDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The document that the server is built from: assembled, amended and checked.
 *
 * @param document the document
 * @param index all operations of the files
 * @param notes a line for each thing that was understood but not said in so many words
 * @param idle the actions of the overlay that had nothing to amend
 */
public record Assembled(
    ObjectNode document, OperationIndex index, List<String> notes, List<String> idle) {

  /** Copies the lists. */
  public Assembled {
    notes = List.copyOf(notes);
    idle = List.copyOf(idle);
  }

  /**
   * Assembles it.
   *
   * @param revision the name of the revision; empty to find it out from the files
   * @throws io.todevice.spec.SpecificationException if the specification cannot be used
   */
  public static Assembled of(
      Path directory, ServedOperations served, Overlay overlay, Reach reach, String revision) {
    List<String> notes = new ArrayList<>();
    Assembler assembler = new Assembler(directory, served, reach);
    ObjectNode document = assembler.assemble(notes::add);
    List<String> idle = overlay.applyTo(document);
    FixedPathValues.writeInto(document);
    assembler.requirePatterns(document);
    notes.addAll(Versions.complete(document, revision));
    SpecificationDocument.of(document);
    return new Assembled(document, assembler.index(), notes, idle);
  }
}
