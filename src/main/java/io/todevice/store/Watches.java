package io.todevice.store;

import io.todevice.domain.DeviceIncarnation;
import io.todevice.store.MessageStore.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watchers of this process's devices ({@link MessageStore#watch}). Needs no lock of a store: a
 * watch that was there before a change is there when, after the change, it is looked up. Safe for
 * use by many threads.
 */
public final class Watches {

  private static final Logger LOG = LoggerFactory.getLogger(Watches.class);

  private final Map<Long, List<Watcher>> byDevice = new ConcurrentHashMap<>();

  /** Adds a watcher. */
  public Watch add(DeviceIncarnation device, Runnable onChange) {
    Watcher watcher = new Watcher(device.number(), onChange);
    byDevice.merge(
        device.number(),
        List.of(watcher),
        (before, added) -> Stream.concat(before.stream(), added.stream()).toList());
    return watcher;
  }

  /** Calls everyone who watches the device. The caller holds no lock. */
  public void tell(DeviceIncarnation device) {
    tell(device.number());
  }

  /** The same by the number of the device's incarnation. */
  public void tell(long device) {
    List<Watcher> watchers = byDevice.get(device);
    if (watchers != null) {
      watchers.forEach(Watcher::call);
    }
  }

  /** The watchers that have not been called for so long, each to be called by its caller. */
  public List<Runnable> listUncalled(Duration time) {
    long now = System.nanoTime();
    return byDevice.values().stream()
        .flatMap(List::stream)
        .filter(watcher -> now - watcher.calledAt >= time.toNanos())
        .<Runnable>map(watcher -> watcher::call)
        .toList();
  }

  /** Ends all watches. */
  public void clear() {
    byDevice.clear();
  }

  /** How many devices are watched. */
  public int size() {
    return byDevice.size();
  }

  /** Compares by identity: two watches with the same callback are two. */
  private final class Watcher implements Watch {

    private final long device;
    private final Runnable onChange;
    private volatile long calledAt = System.nanoTime();

    Watcher(long device, Runnable onChange) {
      this.device = device;
      this.onChange = onChange;
    }

    /** What a callback throws is its own affair: the change has happened and the others wait. */
    void call() {
      calledAt = System.nanoTime();
      try {
        onChange.run();
      } catch (RuntimeException e) {
        LOG.warn("A watcher of an inbox failed", e);
      }
    }

    @Override
    public void close() {
      byDevice.computeIfPresent(device, (key, watchers) -> without(watchers));
    }

    private @Nullable List<Watcher> without(List<Watcher> watchers) {
      List<Watcher> others = watchers.stream().filter(other -> other != this).toList();
      return others.isEmpty() ? null : others;
    }
  }
}
