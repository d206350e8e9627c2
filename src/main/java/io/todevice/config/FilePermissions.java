package io.todevice.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may read a file with secrets. */
final class FilePermissions {

  private static final Logger LOG = LoggerFactory.getLogger(FilePermissions.class);

  private FilePermissions() {}

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
