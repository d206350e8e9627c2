package io.todevice.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Which file a path led to at one moment.
 *
 * @param key the device and the inode; null on systems that do not let an open file be deleted
 */
record FileIdentity(Path path, @Nullable Object key) {

  static FileIdentity of(Path path) throws IOException {
    return new FileIdentity(path, Files.readAttributes(path, BasicFileAttributes.class).fileKey());
  }

  /** Whether the path still leads to the same file: it was not deleted, moved or replaced. */
  boolean isInPlace() {
    try {
      return equals(of(path));
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      return true; // a failing disk is reported by what reads and writes
    }
  }
}
