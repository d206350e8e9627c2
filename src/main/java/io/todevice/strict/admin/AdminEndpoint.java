package io.todevice.strict.admin;

import com.sun.net.httpserver.HttpServer;
import io.todevice.strict.journal.JournalState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows a journal over HTTP to this machine: {@code /} for people, {@code /violations.json}, {@code
 * /violations.txt} and {@code /violations.md}. Reads only, and changes nothing. Safe for use by
 * many threads.
 *
 * <p>It asks nobody who they are, so it listens on the loopback interface only, and refuses
 * requests for any other host: a web page that has its own name lead to this machine (DNS
 * rebinding) does not get to read it.
 */
public final class AdminEndpoint implements AutoCloseable {

  /** A request takes one from its first byte on: so many may stop in the middle of their head. */
  private static final int THREADS = 128;

  static {
    // Seconds. The JDK's server has no other way to say it, and reads them when it is used first.
    setDefault("sun.net.httpserver.maxReqTime", "5");
    setDefault("sun.net.httpserver.maxRspTime", "30");
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private AdminEndpoint(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Begins to listen.
   *
   * @param address where, a loopback address; port 0 takes any that is free
   * @param journal what to show
   * @throws IllegalArgumentException if it is no loopback address
   * @throws IOException if it cannot listen there
   */
  public static AdminEndpoint start(InetSocketAddress address, Supplier<JournalState> journal)
      throws IOException {
    if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException("the admin endpoint is for this machine only");
    }
    HttpServer server = HttpServer.create(address, 0);
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(work, "strict-admin");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    server.setExecutor(threads);
    server.createContext("/", new JournalPages(server.getAddress().getPort(), journal));
    server.start();
    return new AdminEndpoint(server, threads);
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Where it listens, with the port that it really got. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
