package io.todevice.store.sql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.todevice.store.DropReason;
import io.todevice.store.StoreStatistics;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what this process has given up and refused, and logs dropped messages, for each inbox at
 * most once an hour. Safe for use by many threads.
 */
public final class DropCounts {

  private static final Logger LOG = LoggerFactory.getLogger(DropCounts.class);
  private static final int REMEMBERED_INBOXES = 10_000;

  private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);
  private final Cache<Long, Boolean> silent =
      Caffeine.newBuilder()
          .maximumSize(REMEMBERED_INBOXES)
          .expireAfterWrite(Duration.ofHours(1))
          .build();

  final LongAdder forgottenTransactions = new LongAdder();
  final LongAdder forgottenFilters = new LongAdder();
  final LongAdder forgottenKeys = new LongAdder();
  final LongAdder refusedDevices = new LongAdder();
  final LongAdder refusedData = new LongAdder();

  /** Nothing yet. */
  public DropCounts() {
    Arrays.stream(DropReason.values()).forEach(reason -> dropped.put(reason, new LongAdder()));
  }

  /** Counts messages when their removal is committed. */
  void count(SqlTransaction tx, long inbox, String device, DropReason reason, int messages) {
    tx.afterCommit(
        () -> {
          Objects.requireNonNull(dropped.get(reason)).add(messages);
          if (silent.asMap().putIfAbsent(inbox, true) == null) {
            LOG.warn(
                "Dropped {} of the messages that waited for {}: {}",
                messages,
                device,
                reason.description());
          }
        });
  }

  /** What was counted. */
  public StoreStatistics statistics() {
    Map<DropReason, Long> sums = new EnumMap<>(DropReason.class);
    dropped.forEach((reason, count) -> sums.put(reason, count.sum()));
    return new StoreStatistics(
        sums,
        forgottenTransactions.sum(),
        forgottenFilters.sum(),
        forgottenKeys.sum(),
        refusedDevices.sum(),
        refusedData.sum());
  }
}
