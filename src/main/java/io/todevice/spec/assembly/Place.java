package io.todevice.spec.assembly;

import com.fasterxml.jackson.core.JsonPointer;
import io.todevice.spec.SpecificationException;
import java.nio.file.Path;

/**
 * A place in a file of the specification. What a reference leads to, and what an error names.
 *
 * @param file the file, absolute and normalised
 * @param pointer where in it
 * @param root what the file is named relative to in messages
 */
record Place(Path file, JsonPointer pointer, Path root) {

  Place child(String property) {
    return new Place(file, pointer.appendProperty(property), root);
  }

  Place child(int index) {
    return new Place(file, pointer.appendIndex(index), root);
  }

  /** The file's name without its ending. */
  String fileStem() {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** The file's path from the root, with forward slashes. */
  String fileName() {
    return root.relativize(file).toString().replace('\\', '/');
  }

  SpecificationException fault(String reason) {
    return new SpecificationException(toString(), reason);
  }

  @Override
  public String toString() {
    return fileName() + "#" + pointer;
  }
}
