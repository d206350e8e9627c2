package io.todevice.spec.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.assembly.Overlay;
import io.todevice.spec.assembly.RevisionAssembler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

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
    return read(path, overlay, UnaryOperator.identity());
  }

  /**
   * The same with messages that call files as the user does.
   *
   * @param shown makes a message for the user of one that names files as they are read
   */
  static ObjectNode read(Path path, Overlay overlay, UnaryOperator<String> shown) {
    return DeepRecursion.run(path.toString(), () -> readAll(path, overlay, shown));
  }

  private static ObjectNode readAll(Path path, Overlay overlay, UnaryOperator<String> shown) {
    ObjectNode document;
    try {
      document = RevisionAssembler.assemble(path);
    } catch (SpecificationException e) {
      String message = shown.apply(inside(path, String.valueOf(e.getMessage())));
      int end = message.indexOf(": ");
      throw new SpecificationException(message.substring(0, end), message.substring(end + 2));
    }
    nameFaults(message -> shown.apply(inside(path, message)), document);
    overlay.applyTo(document);
    return document;
  }

  private static void nameFaults(UnaryOperator<String> shown, JsonNode node) {
    if (node instanceof ObjectNode object && object.path(RevisionAssembler.FAULT).isTextual()) {
      object.put(
          RevisionAssembler.FAULT, shown.apply(object.get(RevisionAssembler.FAULT).textValue()));
    }
    for (JsonNode fault : node.path(RevisionAssembler.FAULTS)) {
      ((ObjectNode) fault).put("reason", shown.apply(fault.path("reason").textValue()));
    }
    node.forEach(child -> nameFaults(shown, child));
  }

  /** The assembler names files from the directory on, but here there are two directories. */
  private static String inside(Path path, String message) {
    Path directory = Files.isDirectory(path) ? path : path.getParent();
    boolean isNamed =
        directory == null || message.substring(0, message.indexOf(": ")).equals(path.toString());
    return isNamed ? message : directory + "/" + message;
  }
}
