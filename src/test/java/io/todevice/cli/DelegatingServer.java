package io.todevice.cli;

import io.todevice.server.RunningServer;
import java.net.InetSocketAddress;

/** Another server, with room to change how it behaves. */
class DelegatingServer implements RunningServer {

  private final RunningServer server;

  DelegatingServer(RunningServer server) {
    this.server = server;
  }

  @Override
  public InetSocketAddress address() {
    return server.address();
  }

  @Override
  public String storeDescription() {
    return server.storeDescription();
  }

  @Override
  public boolean isDurable() {
    return server.isDurable();
  }

  @Override
  public String specificationRevision() {
    return server.specificationRevision();
  }

  @Override
  public void close() {
    server.close();
  }

  @Override
  public void awaitStopped() throws InterruptedException {
    server.awaitStopped();
  }
}
