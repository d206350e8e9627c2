package io.todevice.store.memory;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.todevice.domain.DeviceAddress;
import io.todevice.store.DropReason;
import io.todevice.store.InboxStatistics;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what is dropped, and tells the log of it, for each device at most once in an hour. Safe
 * for use by many threads.
 */
final class Drops {

  private static final Logger LOG = LoggerFactory.getLogger(Drops.class);
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final Map<DropReason, LongAdder> counts =
      Arrays.stream(DropReason.values())
          .collect(toUnmodifiableMap(reason -> reason, reason -> new LongAdder()));

  /**
   * Counts messages of a device. What the log is told it is told when the locks are free.
   *
   * @param now in milliseconds since the epoch
   */
  void count(LockedShards locked, MemoryDevice device, DropReason reason, int dropped, long now) {
    if (dropped == 0) {
      return;
    }
    Objects.requireNonNull(counts.get(reason)).add(dropped);
    long untold = device.addDropped(dropped, now, HOUR);
    if (untold > 0) {
      DeviceAddress address = device.address();
      locked.afterwards(
          () ->
              LOG.warn(
                  "Dropped {} of the messages that waited for {} of {}: {}",
                  untold,
                  address.device(),
                  address.user(),
                  reason.description()));
    }
  }

  InboxStatistics statistics() {
    Map<DropReason, Long> sums = new EnumMap<>(DropReason.class);
    counts.forEach((reason, count) -> sums.put(reason, count.sum()));
    return new InboxStatistics(sums);
  }
}
