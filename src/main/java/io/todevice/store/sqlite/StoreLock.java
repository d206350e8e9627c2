package io.todevice.store.sqlite;

import io.todevice.store.UnusableStoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other processes away from the file of a store, by a lock on a file beside it that exists
 * while it is held. Safe for use by many threads.
 *
 * <p>The file of the store itself can't be locked: SQLite's own locks on it end when the process
 * closes any other handle of it.
 */
final class StoreLock implements SqliteStore.Lock {

  private record Held(FileChannel channel, FileIdentity identity) {}

  private final Path path;
  private Held held;

  private StoreLock(Path path, Held held) {
    this.path = path;
    this.held = held;
  }

  /**
   * Takes the lock.
   *
   * @throws UnusableStoreException if another process has it, or another store of this process
   */
  static StoreLock take(SqlitePath store) throws IOException {
    return new StoreLock(store.lock(), hold(store.lock()));
  }

  private static Held hold(Path path) throws IOException {
    for (Held held = tryHold(path); ; held = tryHold(path)) {
      if (held != null) {
        return held;
      }
    }
  }

  /** Null where who had the lock has deleted its file meanwhile. */
  private static @Nullable Held tryHold(Path path) throws IOException {
    try {
      Files.createFile(path);
    } catch (FileAlreadyExistsException e) {
      // somebody holds it, or was killed
    }
    FileIdentity identity;
    FileChannel channel;
    try {
      identity = FileIdentity.of(path);
      channel = FileChannel.open(path, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      return null;
    }
    boolean isHeld = false;
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new UnusableStoreException("is in use by another server");
      }
      isHeld = identity.isInPlace();
      return isHeld ? new Held(channel, identity) : null;
    } catch (OverlappingFileLockException e) {
      throw new UnusableStoreException("is in use by another server", e);
    } finally {
      if (!isHeld) {
        channel.close();
      }
    }
  }

  /** Whether this still keeps others away; takes the lock anew where its file was deleted. */
  synchronized boolean isHeld() {
    if (held.identity.isInPlace()) {
      return true;
    }
    try {
      Held renewed = hold(path);
      held.channel.close();
      held = renewed;
      SqliteFailures.LOG.warn("{} was deleted while it was held; it is there again", path);
      return true;
    } catch (IOException | UnusableStoreException e) {
      return false;
    }
  }

  /** Deletes the file before its lock ends, so that nobody deletes the lock of another process. */
  @Override
  public synchronized void close() {
    try {
      if (held.identity.isInPlace()) {
        Files.deleteIfExists(path);
      }
      held.channel.close();
    } catch (IOException e) {
      SqliteFailures.LOG.warn("The lock of the store's file could not be released", e);
    }
  }
}
