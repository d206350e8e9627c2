package io.todevice.spec.drift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.todevice.spec.SpecificationException;
import io.todevice.spec.assembly.Assembler;
import io.todevice.spec.assembly.Overlay;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a revision of the specification to compare. */
public final class RevisionReader {

  private RevisionReader() {}

  /**
   * All operations of a revision, amended by an overlay.
   *
   * @param path a directory of OpenAPI files, laid out like Matrix's {@code
   *     data/api/client-server}, or one OpenAPI document
   * @throws SpecificationException if it cannot be read; the message names the file as seen from
   *     where {@code path} is, and the place in it
   */
  public static ObjectNode read(Path path, Overlay overlay) {
    ObjectNode document = assemble(path);
    overlay.applyTo(document);
    return document;
  }

  private static ObjectNode assemble(Path path) {
    try {
      return Assembler.assembleAll(path);
    } catch (SpecificationException e) {
      throw inside(path, String.valueOf(e.getMessage()));
    }
  }

  /** The assembler names files from the directory on, but here there are two directories. */
  private static SpecificationException inside(Path path, String message) {
    int end = message.indexOf(": ");
    String place = message.substring(0, end);
    String reason = message.substring(end + 2);
    Path directory = Files.isDirectory(path) ? path : path.getParent();
    boolean isNamed = directory == null || place.equals(path.toString());
    return new SpecificationException(isNamed ? place : directory + "/" + place, reason);
  }
}
