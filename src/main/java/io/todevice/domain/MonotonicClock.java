package io.todevice.domain;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock that reads the time of day once and then only counts the time that passes (clause F5). A
 * step of the system's clock, forward or back, changes no age that is measured with it. It may
 * differ from the time of day, so it is only for ages within this process. Safe for use by many
 * threads.
 */
public final class MonotonicClock implements InstantSource {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Instant start;
  private final long startMillis;
  private final long startNanos;
  private final LongSupplier nanoTime;

  /** Starts at the system's time of day. */
  public MonotonicClock() {
    this(InstantSource.system(), System::nanoTime);
  }

  /**
   * Starts at the time of {@code timeOfDay}.
   *
   * @param nanoTime counts nanoseconds, as {@link System#nanoTime} does
   */
  public MonotonicClock(InstantSource timeOfDay, LongSupplier nanoTime) {
    this.start = timeOfDay.instant();
    this.startMillis = start.toEpochMilli();
    this.startNanos = nanoTime.getAsLong();
    this.nanoTime = nanoTime;
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanoTime.getAsLong() - startNanos);
  }

  /** As {@link #instant}, without an object for each call. */
  @Override
  public long millis() {
    return startMillis + (nanoTime.getAsLong() - startNanos) / NANOS_PER_MILLI;
  }
}
