package io.todevice.cli;

import io.todevice.server.RunningServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that serves nobody: stops when it is closed, or has stopped already. */
final class FakeServer implements RunningServer {

  private final CountDownLatch stopped;
  private final AtomicInteger closings = new AtomicInteger();
  private final boolean isDurable;
  private final int port;

  private FakeServer(int port, boolean isDurable, boolean isRunning) {
    this.port = port;
    this.isDurable = isDurable;
    this.stopped = new CountDownLatch(isRunning ? 1 : 0);
  }

  /** One that runs until it is closed. */
  static FakeServer running() {
    return new FakeServer(4711, false, true);
  }

  /** One that has stopped by itself. */
  static FakeServer stopped() {
    return new FakeServer(4711, false, false);
  }

  /** One that has stopped by itself, and keeps what it was told. */
  static FakeServer durable() {
    return new FakeServer(4711, true, false);
  }

  int closings() {
    return closings.get();
  }

  @Override
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  @Override
  public String storeDescription() {
    return isDurable ? "disk" : "memory";
  }

  @Override
  public boolean isDurable() {
    return isDurable;
  }

  @Override
  public String specificationRevision() {
    return "v9.9";
  }

  @Override
  public void close() {
    closings.incrementAndGet();
    stopped.countDown();
  }

  @Override
  public void awaitStopped() throws InterruptedException {
    stopped.await();
  }
}
