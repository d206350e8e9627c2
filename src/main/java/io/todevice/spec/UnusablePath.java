package io.todevice.spec;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Says why a path does not lead to what a command needs there. */
public final class UnusablePath {

  private UnusablePath() {}

  /** The path is not a directory. */
  public static SpecificationException noDirectory(Path path) {
    return new SpecificationException(path.toString(), reason(path, "directory"));
  }

  /** The path is neither a file nor a directory. */
  public static SpecificationException neither(Path path) {
    return new SpecificationException(path.toString(), reason(path, "file or directory"));
  }

  /** The path is not a file. */
  public static SpecificationException noFile(Path path) {
    return new SpecificationException(path.toString(), reason(path, "file"));
  }

  /**
   * Why there is not what is needed.
   *
   * @param wanted what is needed, for example {@code directory}
   */
  static String reason(Path path, String wanted) {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      if (found.isRegularFile()) {
        return "a file, not a " + wanted;
      }
      return found.isDirectory()
          ? "a directory, not a " + wanted
          : "a pipe, a socket or a device, not a " + wanted;
    } catch (AccessDeniedException e) {
      return "permission denied";
    } catch (FileSystemException e) {
      // The JDK words a loop so, in English wherever it runs.
      return String.valueOf(e.getReason()).contains("symbolic link")
          ? "a loop of symbolic links"
          : "no such " + wanted;
    } catch (IOException e) {
      return "cannot be read";
    }
  }
}
