package io.todevice.store.sqlite;

import io.todevice.store.UnusableStoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where the file of a store is, or may be created, and the files beside it.
 *
 * @param file the real path: SQLite follows symbolic links, and so must the names beside it
 */
record SqlitePath(Path file) {

  static final String NO_DATABASE = "is not an SQLite database, or it is damaged";

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  /**
   * Behind the magic and the page size: 1 where the file has no write-ahead log, 2 where it has.
   */
  private static final int FORMAT_OFFSET = 18;

  private static final byte ROLLBACK_FORMAT = 1;

  /** What SQLite keeps beside a file, which is data of that file. */
  private static final List<String> COMPANIONS = List.of("-wal", "-shm", "-journal");

  /** File systems on which locks or memory maps of several machines are not reliable. */
  private static final Set<String> NETWORK =
      Set.of("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "ceph", "lustre");

  /**
   * The path that a setting or an argument names.
   *
   * @throws UnusableStoreException if no file can be there
   */
  static SqlitePath of(String place) {
    try {
      if (!place.isEmpty()) {
        return of(Path.of(place));
      }
    } catch (InvalidPathException e) {
      // reported below
    }
    throw new UnusableStoreException("names no file; write sqlite:PATH");
  }

  /** The same. */
  static SqlitePath of(Path place) {
    Path path = place.toAbsolutePath();
    try {
      Path real = Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? existing(path) : missing(path);
      if (real.toString().indexOf('?') >= 0) {
        throw new UnusableStoreException(
            "has a question mark in its path, which SQLite can't open");
      }
      return new SqlitePath(real);
    } catch (IOException e) {
      throw new UnusableStoreException("can't be read: " + e.getMessage(), e);
    }
  }

  private static Path existing(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new UnusableStoreException("is a symbolic link to a file that does not exist");
    }
    if (!Files.isRegularFile(path)) {
      throw new UnusableStoreException("is not a file");
    }
    return path.toRealPath();
  }

  private static Path missing(Path path) throws IOException {
    Path directory = path.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      boolean hasTilde = path.toString().contains("~");
      throw new UnusableStoreException(
          "its directory does not exist" + (hasTilde ? "; ~ is not expanded here" : ""));
    }
    return directory.toRealPath().resolve(path.getFileName());
  }

  Path log() {
    return beside("-wal");
  }

  Path lock() {
    return beside(".lock");
  }

  /** Where a file is written that is not whole yet. */
  Path part() {
    return beside(".part");
  }

  private Path beside(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** Deletes the file, and what SQLite keeps beside it. */
  void delete() throws IOException {
    Files.deleteIfExists(file);
    for (String companion : COMPANIONS) {
      Files.deleteIfExists(beside(companion));
    }
  }

  /** Checks that files can be written here, and that the disk is this machine's. */
  void checkDirectory() throws IOException {
    Path directory = file.resolveSibling(".");
    String type = Files.getFileStore(directory).type().toLowerCase(Locale.ROOT);
    if (NETWORK.contains(type)
        || type.startsWith("fuse.sshfs")
        || type.startsWith("fuse.gluster")) {
      throw new UnusableStoreException(
          "lies on a network file system (" + type + "); use a local one");
    }
    if (!Files.isWritable(directory) || (exists() && !Files.isWritable(file))) {
      throw new UnusableStoreException("can't be written");
    }
  }

  /**
   * Checks that what SQLite would find beside the file belongs to it, and that the file has no
   * second name, by which another server could open it.
   */
  void checkNames() throws IOException {
    byte[] head = exists() ? head() : new byte[0];
    if (head.length <= FORMAT_OFFSET) {
      for (String companion : COMPANIONS) {
        checkMissing(beside(companion));
      }
    } else if (head[FORMAT_OFFSET] == ROLLBACK_FORMAT) {
      checkMissing(log());
    }
    if (exists()
        && FileSystems.getDefault().supportedFileAttributeViews().contains("unix")
        && Files.getAttribute(file, "unix:nlink") instanceof Integer links
        && links > 1) {
      throw new UnusableStoreException(
          "has " + links + " names (hard links); a store must have one, which locks can protect");
    }
  }

  private static void checkMissing(Path leftover) {
    if (Files.exists(leftover, LinkOption.NOFOLLOW_LINKS)) {
      throw new UnusableStoreException(
          leftover + " is part of an earlier file: move it to where that file is now");
    }
  }

  /** Checks that a file that exists is an SQLite database, or empty. */
  void checkKind() throws IOException {
    if (!isDatabase()) {
      throw new UnusableStoreException(NO_DATABASE);
    }
  }

  /** Whether a file that exists begins as an SQLite database does, or is empty. */
  boolean isDatabase() throws IOException {
    byte[] head = head();
    int length = Math.min(head.length, MAGIC.length);
    return length == 0 || Arrays.equals(Arrays.copyOf(head, length), MAGIC);
  }

  private byte[] head() throws IOException {
    ByteBuffer head = ByteBuffer.allocate(FORMAT_OFFSET + 1);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (head.hasRemaining() && channel.read(head) >= 0) {
        // reads on
      }
    }
    byte[] read = new byte[head.position()];
    head.flip().get(read);
    return read;
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
