package io.todevice.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may read a file with secrets. */
public final class FilePermissions {

  private static final Logger LOG = LoggerFactory.getLogger(FilePermissions.class);

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private FilePermissions() {}

  /**
   * Writes a file that nobody but its owner may read, whoever could read it before; where the file
   * system has no such permissions, as any other.
   *
   * @throws IOException if it can't be written
   */
  public static void writeForOwner(Path file, String text) throws IOException {
    boolean isPosix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] atCreation =
        isPosix
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    try (var channel =
        Files.newByteChannel(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE),
            atCreation)) {
      if (isPosix) {
        Files.setPosixFilePermissions(file, OWNER_ONLY);
      }
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        var unused = channel.write(bytes);
      }
    }
  }

  /**
   * Warns where every user of this machine may read the file. Its group may: that is how secrets
   * are handed to containers.
   */
  static void warnIfOthersCanRead(Path file) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
        LOG.warn(
            "{} holds secrets, and every user of this machine can read it ({}); chmod o-r would"
                + " change that",
            file,
            PosixFilePermissions.toString(permissions));
      }
    } catch (UnsupportedOperationException | IOException e) {
      // Not a POSIX file system, or the file is gone since it was read.
      LOG.debug("The permissions of {} are not known", file);
    }
  }
}
