package io.todevice.http.wire;

/**
 * When a connection's time is up, which depends on what it waits for. Used on the connection's
 * thread, where nothing else is said.
 */
final class Deadline {

  /** What a connection waits for. */
  enum Kind {
    /** The server. */
    NONE,
    /** The first byte of a request. */
    IDLE,
    /** The rest of a head: the time counts from its first byte. */
    HEAD,
    /** A body that is wanted: each part of it renews the time, within a bound. */
    BODY,
    /** A body that is not wanted. */
    DRAIN,
    /** That the client takes a response: each part that it takes renews the time. */
    SENDING,
    /** That the client closes the connection. */
    CLOSING
  }

  /** How long a client may take to close a connection after its last response. */
  private static final long CLOSING_NANOS = 2_000_000_000L;

  private final MessageLimits limits;
  private Kind kind = Kind.NONE;
  private boolean isRestarted;
  private boolean isProgress;
  private long began;
  private volatile long at = Long.MAX_VALUE;
  private volatile boolean isLimited;

  Deadline(MessageLimits limits) {
    this.limits = limits;
  }

  /** A request has ended: what is awaited next has all of its time. */
  void restart() {
    isRestarted = true;
  }

  /** The client has sent or taken a part of what is awaited. */
  void progress() {
    isProgress = true;
  }

  /** The connection waits for this now, and perhaps has before. */
  void enter(Kind next) {
    if (next == kind && !isRestarted && !isProgress) {
      return;
    }
    isLimited = next != Kind.NONE;
    if (isLimited) {
      long now = System.nanoTime();
      began = next != kind || isRestarted ? now : began;
      at = end(next, now);
    }
    kind = next;
    isRestarted = false;
    isProgress = false;
  }

  private long end(Kind next, long now) {
    return switch (next) {
      case NONE, IDLE, SENDING -> now + limits.idleTimeout().toNanos();
      case HEAD, DRAIN -> began + limits.requestTimeout().toNanos();
      case BODY ->
          Math.min(
              began + limits.requestTimeout().toNanos(), now + limits.stallTimeout().toNanos());
      case CLOSING -> began + CLOSING_NANOS;
    };
  }

  /** Whether the time is up. Any thread. */
  boolean isOver(long now) {
    return isLimited && now - at > 0;
  }
}
