package io.todevice.store.sqlite;

import io.todevice.store.StoreBusyException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** What waits for the writer, bounded in number and bytes. Safe for use by many threads. */
final class WriteQueue {

  private static final int MOST_WAITING = 20_000;
  private static final long MOST_BYTES = 64L << 20;

  /** With 1 every change is flushed by itself: only for measuring what that costs. */
  private static final int MOST_IN_BATCH = Integer.getInteger("todevice.sqlite.batch", 512);

  private static final long MOST_BYTES_IN_BATCH = 8L << 20;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Queue<Operation<?>> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean isClosed;

  /**
   * Adds an operation.
   *
   * @throws StoreBusyException if there is no room
   * @throws IllegalStateException if this is closed
   */
  synchronized void add(Operation<?> operation) {
    if (isClosed) {
      throw new IllegalStateException("the store is closed");
    }
    if (waiting.size() >= MOST_WAITING || bytes + operation.bytes() > MOST_BYTES) {
      throw new StoreBusyException("too many changes wait to be written", RETRY_AFTER);
    }
    bytes += operation.bytes();
    waiting.add(operation);
    if (waiting.size() == 1) {
      notifyAll();
    }
  }

  /** The next batch; waits for one. Empty when this is closed and everything was taken. */
  synchronized List<Operation<?>> take() throws InterruptedException {
    while (waiting.isEmpty() && !isClosed) {
      wait();
    }
    List<Operation<?>> batch = new ArrayList<>(Math.min(waiting.size(), MOST_IN_BATCH));
    long taken = 0;
    for (Operation<?> next = waiting.peek();
        next != null && batch.size() < MOST_IN_BATCH;
        next = waiting.peek()) {
      if (taken + next.bytes() > MOST_BYTES_IN_BATCH && !batch.isEmpty()) {
        break;
      }
      taken += next.bytes();
      batch.add(next);
      waiting.remove();
    }
    bytes -= taken;
    return batch;
  }

  /** Takes nothing more. */
  synchronized void close() {
    isClosed = true;
    notifyAll();
  }
}
