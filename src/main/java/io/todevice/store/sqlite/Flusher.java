package io.todevice.store.sqlite;

import static io.todevice.store.sqlite.SqliteFailures.LOG;

import io.todevice.store.StoreUnavailableException;
import io.todevice.threads.Daemons;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Flushes the write-ahead log to the disk while the writer goes on with the next batch, and says
 * when what a commit has changed is durable. Nothing is reported before: neither changes nor what a
 * read has seen of them. Safe for use by many threads.
 */
final class Flusher implements AutoCloseable {

  /** So many commits wait for the one that is being flushed; then the writer does. */
  private static final int MOST_COMMITS = WriteQueue.MOST_IN_BATCH == 1 ? 0 : 1;

  /** What waits until everything up to a commit is durable, and does so as soon as it is known. */
  interface Waiting {

    /** It is durable. */
    void isDurable();

    /** The disk has not confirmed it. */
    void isUnknown(StoreUnavailableException failure);
  }

  private record Entry(long commit, Waiting waiting) {}

  private final Path log;
  private final Supplier<Optional<Path>> lostFile;
  private final Thread thread;
  private final Queue<Entry> entries = new ArrayDeque<>();
  private @Nullable FileChannel channel;
  private Runnable afterFlush = () -> {};
  private long begun;
  private long ended;
  private long flushed;
  private boolean isClosed;
  private volatile @Nullable StoreUnavailableException failed;

  /**
   * Begins to flush.
   *
   * @param log the write-ahead log, which need not exist before the first commit
   * @param lostFile finds a file of the store that was deleted, moved or replaced
   */
  Flusher(Path log, Supplier<Optional<Path>> lostFile) {
    this.log = log;
    this.lostFile = lostFile;
    this.thread = Daemons.start("sqlite-flusher", this::run);
  }

  /** Has an action run after each flush. */
  synchronized void onFlushed(Runnable action) {
    afterFlush = action;
  }

  /** Whether a commit waits for the disk. */
  synchronized boolean isBusy() {
    return ended > flushed && failed == null;
  }

  /** A commit begins. From now on reads may see what it changes. */
  synchronized void begin() {
    begun++;
  }

  /** The commit that began last has taken place, or not. Waits where the disk is behind. */
  synchronized void end() throws InterruptedException {
    ended = begun;
    notifyAll();
    while (ended - flushed > MOST_COMMITS && failed == null) {
      wait();
    }
  }

  /**
   * Fails from now on, if the file or its log was deleted, moved or replaced: what is written now
   * is lost, and what is read is out of date.
   */
  void checkFiles() {
    findLost().ifPresent(failure -> settle(0, failure));
  }

  private Optional<StoreUnavailableException> findLost() {
    Optional<Path> lost = lostFile.get();
    if (lost.isPresent() && failed == null) {
      LOG.error(
          "{} was deleted, moved or replaced while the server uses it: every request gets 503."
              + " Stop the server, put all files of the store back, and start it again",
          lost.get());
    }
    return lost.map(
        path -> new StoreUnavailableException("a file of the store was deleted or replaced", null));
  }

  /** What has happened to the disk; then nothing is durable any more. */
  Optional<StoreUnavailableException> failure() {
    return Optional.ofNullable(failed);
  }

  /** Whether everything that could be seen until now is durable. */
  synchronized boolean isDurable() {
    return begun == flushed && failed == null;
  }

  /** Notifies when everything that could be seen until now is durable, at once where it is. */
  void whenDurable(Waiting waiting) {
    StoreUnavailableException failure;
    synchronized (this) {
      failure = failed;
      if (failure == null && begun > flushed) {
        entries.add(new Entry(begun, waiting));
        return;
      }
    }
    tell(waiting, failure);
  }

  private void run() {
    try {
      while (awaitCommit()) {
        flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean awaitCommit() throws InterruptedException {
    while (ended == flushed && !isClosed) {
      wait();
    }
    return ended > flushed && failed == null;
  }

  private void flush() {
    long commit;
    synchronized (this) {
      commit = ended;
    }
    StoreUnavailableException failure = null;
    try {
      open().force(false);
    } catch (IOException e) {
      LOG.error("The disk did not confirm a write: restart the server to go on", e);
      failure = new StoreUnavailableException("the disk did not confirm a write", e);
    }
    settle(commit, findLost().orElse(failure));
  }

  /** Reports that everything up to a commit is durable, or that nothing is from now on. */
  private void settle(long commit, @Nullable StoreUnavailableException failure) {
    List<Entry> settled = new ArrayList<>();
    Runnable next;
    StoreUnavailableException outcome;
    synchronized (this) {
      next = afterFlush;
      outcome = failed == null ? failure : failed;
      failed = outcome;
      flushed = Math.max(flushed, commit);
      while (!entries.isEmpty() && (outcome != null || entries.peek().commit <= commit)) {
        settled.add(entries.remove());
      }
      notifyAll();
    }
    next.run();
    for (Entry entry : settled) {
      tell(entry.waiting, outcome);
    }
  }

  private synchronized FileChannel open() throws IOException {
    FileChannel open = channel;
    if (open == null) {
      open = FileChannel.open(log, StandardOpenOption.WRITE);
      channel = open;
    }
    return open;
  }

  private synchronized void closeLog() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }

  private static void tell(Waiting waiting, @Nullable StoreUnavailableException failure) {
    if (failure == null) {
      waiting.isDurable();
    } else {
      waiting.isUnknown(failure);
    }
  }

  /** Ends when everything that was committed is durable. */
  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
      notifyAll();
    }
    try {
      thread.join();
      closeLog();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("The store's log could not be closed", e);
    }
  }
}
