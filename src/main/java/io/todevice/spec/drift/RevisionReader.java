package io.todevice.spec.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.assembly.Overlay;
import io.todevice.spec.assembly.RevisionAssembler;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a revision of the specification to compare. */
public final class RevisionReader {

  private RevisionReader() {}

  /**
   * All operations of a revision, amended by an overlay. Faults that the overlay does not repair
   * are marked as {@link RevisionAssembler} says.
   *
   * @param path a directory of OpenAPI files, laid out like Matrix's {@code
   *     data/api/client-server}, or one OpenAPI document
   * @throws SpecificationException if nothing can be read of it; the message names the file as seen
   *     from where {@code path} is, and the place in it
   */
  public static ObjectNode read(Path path, Overlay overlay) {
    ObjectNode document;
    try {
      document = RevisionAssembler.assemble(path);
    } catch (SpecificationException e) {
      String message = inside(path, String.valueOf(e.getMessage()));
      int end = message.indexOf(": ");
      throw new SpecificationException(message.substring(0, end), message.substring(end + 2));
    }
    nameFaults(path, document);
    overlay.applyTo(document);
    return document;
  }

  private static void nameFaults(Path path, JsonNode node) {
    if (node instanceof ObjectNode object && object.path(RevisionAssembler.FAULT).isTextual()) {
      object.put(
          RevisionAssembler.FAULT, inside(path, object.get(RevisionAssembler.FAULT).textValue()));
    }
    for (JsonNode fault : node.path(RevisionAssembler.FAULTS)) {
      ((ObjectNode) fault).put("reason", inside(path, fault.path("reason").textValue()));
    }
    node.forEach(child -> nameFaults(path, child));
  }

  /** The assembler names files from the directory on, but here there are two directories. */
  private static String inside(Path path, String message) {
    Path directory = Files.isDirectory(path) ? path : path.getParent();
    boolean isNamed =
        directory == null || message.substring(0, message.indexOf(": ")).equals(path.toString());
    return isNamed ? message : directory + "/" + message;
  }
}
