package io.todevice.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Files that are packed with the classes. */
public final class PackedFile {

  private PackedFile() {}

  /**
   * The bytes of a file.
   *
   * @param owner a class of the package that the file stands beside
   * @param name its name, or its path from the root of the class path with a slash in front
   * @throws IllegalStateException if it is missing or cannot be read; the message names it
   */
  public static byte[] read(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            name + " is not on the class path: was the server built with Maven?");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(name + " cannot be read", e);
    }
  }

  /** The same as text in UTF-8. */
  public static String readText(Class<?> owner, String name) {
    return new String(read(owner, name), StandardCharsets.UTF_8);
  }
}
