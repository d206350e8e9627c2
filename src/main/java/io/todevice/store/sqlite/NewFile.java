package io.todevice.store.sqlite;

import io.todevice.store.UnusableStoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;

/** A file that does not exist yet, at a place that no server uses and that is kept from servers. */
public final class NewFile implements AutoCloseable {

  private final SqlitePath path;
  private final StoreLock lock;

  private NewFile(SqlitePath path, StoreLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Writes a database. */
  @FunctionalInterface
  interface Writing {
    void to(Path file) throws IOException, SQLException;
  }

  /**
   * A place for a file.
   *
   * @throws UnusableStoreException if there is a file, if there are parts of an earlier one, or if
   *     a server uses one of that name; nothing was changed
   */
  public static NewFile at(Path place) {
    SqlitePath path = SqlitePath.of(place);
    try {
      if (path.exists()) {
        throw new UnusableStoreException("exists already");
      }
      path.checkDirectory();
      StoreLock lock = StoreLock.take(path);
      try {
        path.checkNames();
        return new NewFile(path, lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UnusableStoreException("can't be written: " + e.getMessage(), e);
    }
  }

  /**
   * Writes the file beside its place, and puts it there when it is whole and on the disk.
   *
   * @return its size in bytes
   */
  long write(Writing writing) {
    SqlitePath part = new SqlitePath(path.part());
    try {
      part.delete();
      try {
        writing.to(part.file());
        try (FileChannel channel = FileChannel.open(part.file(), StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        Files.move(part.file(), path.file(), StandardCopyOption.ATOMIC_MOVE);
        return Files.size(path.file());
      } finally {
        part.delete();
      }
    } catch (IOException e) {
      throw new UnusableStoreException(path + " can't be written: " + e.getMessage(), e);
    } catch (SQLException e) {
      throw new UnusableStoreException(SqliteFailures.describe(e), e);
    }
  }

  @Override
  public void close() {
    lock.close();
  }
}
