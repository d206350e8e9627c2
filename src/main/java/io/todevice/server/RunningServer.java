package io.todevice.server;

import java.net.InetSocketAddress;
import java.util.Optional;

/** A server that answers requests. Safe for use by many threads. */
public interface RunningServer extends AutoCloseable {

  /** Where it listens, with the port that it really got. */
  InetSocketAddress address();

  /** What it keeps everything in, in a few words, for example {@code memory}. */
  String storeDescription();

  /** Whether what it keeps survives a restart. */
  boolean isDurable();

  /** The release of the specification that it runs by, for example {@code v1.8}. */
  String specificationRevision();

  /** Where it shows what clients do wrong; empty if it does not watch them. */
  default Optional<InetSocketAddress> adminAddress() {
    return Optional.empty();
  }

  /** What there is to tell when it has stopped, in lines; empty if there is nothing. */
  default String closingReport() {
    return "";
  }

  /**
   * Finishes what was accepted, within {@link io.todevice.settings.RequestLimits#SHUTDOWN_GRACE},
   * and stops (clause R6). Returns when it has stopped; has no effect on one that has.
   */
  @Override
  void close();

  /** Returns when it has stopped, whoever stopped it. */
  void awaitStopped() throws InterruptedException;
}
