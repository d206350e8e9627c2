package io.todevice.http.gateway;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Future;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway keeps for a connection. Used on the connection's own selector thread only, which
 * {@link #execute} leads to from any other.
 */
final class ConnectionState {

  private static final Attribute<ConnectionState> ATTRIBUTE =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(ConnectionState.class.getName());

  private final Connection<?> connection;
  private final Queue<FilterChainContext> held = new ArrayDeque<>(1);
  private final HeadScan head = new HeadScan();
  private final ChunkScan chunks = new ChunkScan();
  private boolean isWaiting;
  private boolean isReading;
  private boolean isRefused;
  private boolean isKeptOpen;
  private volatile boolean isInRequest;
  private volatile boolean isAuthenticated;
  private volatile long lastProgress = System.nanoTime();
  private @Nullable Memory memory;
  private int headBytes;
  private int unsentBytes;
  private boolean isClosed;
  private @Nullable Future<?> drainLimit;

  private ConnectionState(Connection<?> connection) {
    this.connection = connection;
  }

  /** The state of a connection. */
  static ConnectionState of(Connection<?> connection) {
    ConnectionState state = ATTRIBUTE.get(connection);
    if (state == null) {
      state = new ConnectionState(connection);
      ATTRIBUTE.set(connection, state);
    }
    return state;
  }

  /** The connection itself. */
  Connection<?> connection() {
    return connection;
  }

  /** The head that is coming in. */
  HeadScan head() {
    return head;
  }

  /** The chunks of the body that is coming in. */
  ChunkScan chunks() {
    return chunks;
  }

  /** Runs a task on the connection's thread, after whatever that thread does now. */
  void execute(Runnable task) {
    connection.executeInEventThread(IOEvent.READ, task);
  }

  /** A request's head is complete. */
  void beginRequest() {
    isInRequest = true;
    limitDrain(null);
  }

  /** The request's answer is decided: from now on it is the client's turn. */
  void endRequest() {
    isInRequest = false;
    lastProgress = System.nanoTime();
  }

  /** Whether there is no request that waits for the server. */
  boolean isIdle() {
    return !isInRequest;
  }

  /** A good token came with a request. */
  void setAuthenticated() {
    isAuthenticated = true;
  }

  /** Whether a good token has ever come with a request. */
  boolean isAuthenticated() {
    return isAuthenticated;
  }

  /** When a request ended, or the client took a part of an answer, as {@link System#nanoTime}. */
  long lastProgress() {
    return lastProgress;
  }

  /** Counts what the connection holds, which is given back when it is closed. */
  void useMemory(Memory shared) {
    memory = shared;
  }

  /** So much of an unfinished head is held; false if there is no memory for it. */
  boolean holdHead(int bytes) {
    if (memory == null || isClosed) {
      return true;
    }
    if (bytes > headBytes && !memory.tryTake(bytes - headBytes)) {
      return false;
    }
    if (bytes < headBytes) {
      memory.giveBack(headBytes - bytes);
    }
    headBytes = bytes;
    return true;
  }

  /** So much of an answer is about to be sent; false if there is no memory for it. */
  boolean holdAnswer(int bytes) {
    if (memory == null || isClosed) {
      return true;
    }
    if (!memory.tryTake(bytes)) {
      return false;
    }
    unsentBytes += bytes;
    return true;
  }

  /** The client has taken so much of the answers. */
  void sent(long bytes) {
    lastProgress = System.nanoTime();
    int given = (int) Math.min(bytes, unsentBytes);
    if (memory != null && given > 0) {
      memory.giveBack(given);
      unsentBytes -= given;
    }
  }

  /** What ends the connection unless another request comes; null if nothing does. */
  void limitDrain(@Nullable Future<?> limit) {
    if (drainLimit != null) {
      drainLimit.cancel(false);
    }
    drainLimit = limit;
    if (limit != null && isClosed) {
      limit.cancel(false);
    }
  }

  /** The connection is closed: lets go of everything at once (clause F3). */
  void closed() {
    execute(
        () -> {
          isClosed = true;
          held.clear();
          limitDrain(null);
          if (memory != null) {
            memory.giveBack(headBytes + unsentBytes);
          }
          headBytes = 0;
          unsentBytes = 0;
        });
  }

  /** Closes the connection without sending anything more. */
  void terminate() {
    connection.terminateSilently();
  }

  /** The current request will be answered later. */
  void beginWaiting() {
    isWaiting = true;
  }

  /** The request that was to be answered later has been answered. */
  void endWaiting() {
    isWaiting = false;
    isReading = false;
  }

  /** Whether the request that waits does so for the rest of its body. */
  void setReading(boolean isReading) {
    this.isReading = isReading;
  }

  /** What {@link #setReading} was told last. */
  boolean isReading() {
    return isReading;
  }

  /**
   * Lets more be read. A part of a body that comes in later than the head is taken by a context
   * that Grizzly recycles without switching reading on again; with SameThreadIOStrategy nothing
   * else does, and the connection would be deaf.
   */
  void enableReading() {
    try {
      connection.enableIOEvent(IOEvent.READ);
    } catch (IOException e) {
      connection.closeSilently();
    }
  }

  /** Whether the connection goes on after the answer that is being written. */
  void keepOpen(boolean isKept) {
    isKeptOpen = isKept;
  }

  /** What {@link #keepOpen} was told last. */
  boolean isKeptOpen() {
    return isKeptOpen;
  }

  /** Nothing more that comes in on this connection is looked at. */
  void refuse() {
    isRefused = true;
  }

  /** Whether {@link #refuse} has been called. */
  boolean isRefused() {
    return isRefused;
  }

  /**
   * Whether what comes in now has to wait: it is a part of the current request that is not wanted
   * yet, or belongs to one behind it, and HTTP/1.1 answers in the order of the requests.
   */
  boolean mustHold() {
    return !held.isEmpty() || (isWaiting && !isReading);
  }

  /** Keeps what has come in until {@link #releaseHeld}. Nothing else is read meanwhile. */
  void hold(FilterChainContext context) {
    context.suspend();
    held.add(context);
  }

  /** Goes on with what was kept, until something has to wait again. */
  void releaseHeld() {
    while (!(isWaiting && !isReading) && !held.isEmpty() && connection.isOpen()) {
      held.remove().resumeNext();
    }
  }
}
