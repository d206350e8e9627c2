package io.todevice.strict;

import io.todevice.strict.check.ClientExchange;
import io.todevice.strict.journal.Journal;
import io.todevice.strict.journal.Violation;
import io.todevice.threads.Daemons;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes exchanges and writes into a journal, and on the log, what the clients did wrong. Looks at
 * them on a thread of its own; where more come than it can look at, it drops and counts them. Safe
 * for use by many threads.
 */
public final class StrictRecorder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StrictRecorder.class);

  /** How long closing waits for what is still in the queue. */
  static final Duration DRAIN_TIME = Duration.ofSeconds(3);

  private final Function<ClientExchange, List<Violation>> examiner;
  private final Journal journal;
  private final QueueBounds bounds;
  private final Thread worker;
  private final Queue<ClientExchange> queue = new ArrayDeque<>();
  private long queuedBytes;
  private boolean isClosed;

  /**
   * How much waits to be looked at.
   *
   * @param exchanges how many exchanges
   * @param bytes the memory that they take, about
   */
  public record QueueBounds(int exchanges, long bytes) {

    /** Enough for bursts, and no burden for a server of any size. */
    public static final QueueBounds DEFAULT = new QueueBounds(10_000, 32L << 20);
  }

  /**
   * Begins to look at exchanges.
   *
   * @param examiner finds what the client does wrong; called by one thread, in the order of the
   *     exchanges
   * @param journal where that is written down
   * @param bounds how much waits
   */
  public StrictRecorder(
      Function<ClientExchange, List<Violation>> examiner, Journal journal, QueueBounds bounds) {
    this.examiner = examiner;
    this.journal = journal;
    this.bounds = bounds;
    worker = Daemons.start("strict", this::work);
  }

  /** Takes an exchange; never blocks for longer than it takes to put it into a list. */
  public void record(ClientExchange exchange) {
    synchronized (queue) {
      long weight = exchange.weight();
      if (!isClosed
          && queue.size() < bounds.exchanges()
          && queuedBytes + weight <= bounds.bytes()) {
        queue.add(exchange);
        queuedBytes += weight;
        queue.notifyAll();
        return;
      }
    }
    tellDropped(journal.countDropped(1));
  }

  /** How many exchanges wait to be looked at. */
  public int waiting() {
    synchronized (queue) {
      return queue.size();
    }
  }

  /** Looks at what is in the queue, but not for ever, and ends. */
  @Override
  public void close() {
    synchronized (queue) {
      isClosed = true;
      queue.notifyAll();
    }
    Daemons.join(worker, DRAIN_TIME);
    synchronized (queue) {
      if (!queue.isEmpty()) {
        journal.countDropped(queue.size());
        queue.clear();
      }
    }
  }

  private void work() {
    for (ClientExchange next = take(); next != null; next = take()) {
      try {
        examiner.apply(next).forEach(this::record);
        journal.countExamined();
      } catch (RuntimeException | StackOverflowError e) {
        LOG.warn("an exchange could not be looked at", e);
        journal.countDropped(1);
      }
    }
  }

  private @Nullable ClientExchange take() {
    synchronized (queue) {
      try {
        while (queue.isEmpty() && !isClosed) {
          queue.wait();
        }
      } catch (InterruptedException e) {
        return null;
      }
      ClientExchange next = queue.poll();
      if (next != null) {
        queuedBytes -= next.weight();
      }
      return next;
    }
  }

  /** Writes a violation down, and logs it where it is new, and at the 10th, 100th, … time. */
  public void record(Violation violation) {
    long count = journal.add(violation);
    if (count == 1) {
      LOG.warn("{}", violation);
    } else if (isPowerOfTen(count)) {
      LOG.warn("{} ({} times)", violation, count);
    }
  }

  private static void tellDropped(long dropped) {
    if (dropped == 1 || isPowerOfTen(dropped)) {
      LOG.warn("too many requests to look at all of them: {} not looked at so far", dropped);
    }
  }

  private static boolean isPowerOfTen(long count) {
    long rest = count;
    while (rest >= 10 && rest % 10 == 0) {
      rest /= 10;
    }
    return rest == 1 && count > 1;
  }
}
