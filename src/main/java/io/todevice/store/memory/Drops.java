package io.todevice.store.memory;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.todevice.domain.DeviceAddress;
import io.todevice.store.DropReason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts dropped messages, and logs them, for each device at most once an hour. Safe for use by
 * many threads.
 */
final class Drops {

  private static final Logger LOG = LoggerFactory.getLogger(Drops.class);
  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final Map<DropReason, LongAdder> counts =
      Arrays.stream(DropReason.values())
          .collect(toUnmodifiableMap(reason -> reason, reason -> new LongAdder()));

  private final InstantSource clock;

  /** Nothing dropped. */
  Drops(InstantSource clock) {
    this.clock = clock;
  }

  /** Removes a message from its inbox, whose shard is locked, and counts it. */
  void evict(LockedShards locked, WaitingMessage message, DropReason reason) {
    message.device().inbox().remove(message);
    count(locked, message.device(), reason, 1);
  }

  /** Counts messages of a device, whose shard is locked. Logs when the locks are free. */
  void count(LockedShards locked, MemoryDevice device, DropReason reason, int dropped) {
    if (dropped == 0) {
      return;
    }
    Objects.requireNonNull(counts.get(reason)).add(dropped);
    long untold = device.addDropped(dropped, clock.millis(), HOUR);
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

  /** How many were dropped for each reason. */
  Map<DropReason, Long> counts() {
    Map<DropReason, Long> sums = new EnumMap<>(DropReason.class);
    counts.forEach((reason, count) -> sums.put(reason, count.sum()));
    return sums;
  }
}
