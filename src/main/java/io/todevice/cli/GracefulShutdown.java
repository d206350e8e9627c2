package io.todevice.cli;

import io.todevice.server.RunningServer;
import io.todevice.threads.Daemons;
import java.io.PrintWriter;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the Java platform runs when the process has to end: stops the server and waits for that, but
 * not for longer than the grace, because the sender of the signal will not wait for ever either.
 *
 * @param out where the server's closing report goes
 */
record GracefulShutdown(RunningServer server, Duration grace, PrintWriter out) implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(GracefulShutdown.class);

  @Override
  public void run() {
    Thread closing = Daemons.start("shutdown-close", this::close);
    Daemons.join(closing, grace);
    if (closing.isAlive()) {
      LOG.warn("stopping, though not every request was finished within {} ms", grace.toMillis());
    }
  }

  private void close() {
    try {
      server.close();
      out.print(server.closingReport());
      out.flush();
    } catch (RuntimeException e) {
      LOG.warn("the server did not stop cleanly", e);
    }
  }
}
