package io.todevice.conformance.run;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** Whether the server is still there. Safe for use by many threads. */
final class Presence {

  private static final int CONNECT_MILLIS = 1_000;

  /** A server that is started again at once is not gone. */
  private static final int[] PAUSES_MILLIS = {0, 200, 800};

  private final InetSocketAddress address;
  private volatile boolean isGone;

  Presence(URI base) {
    int port = base.getPort() != -1 ? base.getPort() : "https".equals(base.getScheme()) ? 443 : 80;
    address = new InetSocketAddress(base.getHost(), port);
  }

  /** Whether a look has found that it is not. */
  boolean isGone() {
    return isGone;
  }

  /** Looks, if it was there until now; returns whether it is gone. */
  boolean look() throws InterruptedException {
    if (isGone) {
      return true;
    }
    for (int pause : PAUSES_MILLIS) {
      TimeUnit.MILLISECONDS.sleep(pause);
      try (Socket socket = new Socket()) {
        socket.connect(address, CONNECT_MILLIS);
        return false;
      } catch (ConnectException e) {
        // Nobody listens there.
      } catch (IOException e) {
        return false;
      }
    }
    isGone = true;
    return true;
  }
}
