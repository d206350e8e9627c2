package io.todevice.store.sqlite;

import io.todevice.store.StoreBusyException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/** What waits for the writer, bounded in number and bytes. Safe for use by many threads. */
final class WriteQueue {

  private static final int MOST_WAITING = 20_000;
  private static final long MOST_BYTES = 64L << 20;

  /** With 1 every change is flushed by itself: only for measuring what that costs. */
  static final int MOST_IN_BATCH = Integer.getInteger("todevice.sqlite.batch", 512);

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

  /** What begins the next batch; waits for it. Empty when this is closed and all was taken. */
  synchronized List<Operation<?>> take() throws InterruptedException {
    while (waiting.isEmpty() && !isClosed) {
      wait();
    }
    return drain(0, 0);
  }

  /**
   * What goes on with a batch; waits for it as long as {@code isOpen}. Empty when the batch is over
   * or full.
   *
   * @param operations how many are in the batch
   * @param size their bytes
   */
  synchronized List<Operation<?>> takeMore(int operations, long size, BooleanSupplier isOpen)
      throws InterruptedException {
    while (waiting.isEmpty() && !isClosed && isOpen.getAsBoolean()) {
      wait();
    }
    return isOpen.getAsBoolean() ? drain(operations, size) : List.of();
  }

  private List<Operation<?>> drain(int operations, long size) {
    List<Operation<?>> taken = new ArrayList<>(Math.min(waiting.size(), MOST_IN_BATCH));
    int count = operations;
    long sum = size;
    for (Operation<?> next = waiting.peek();
        next != null
            && count < MOST_IN_BATCH
            && (count == 0 || sum + next.bytes() <= MOST_BYTES_IN_BATCH);
        next = waiting.peek()) {
      count++;
      sum += next.bytes();
      taken.add(next);
      waiting.remove();
    }
    bytes -= sum - size;
    return taken;
  }

  /** Has {@link #takeMore} look again whether its batch is over. */
  synchronized void wake() {
    notifyAll();
  }

  /** Takes nothing more. */
  synchronized void close() {
    isClosed = true;
    notifyAll();
  }
}
