package io.todevice.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.strategies.SameThreadIOStrategy;

/**
 * The yardstick: Grizzly without JAX-RS.
 *
 * <p>One handler reads the whole body of every request on the thread that the bytes arrived on, and
 * answers {@code {}}. Nothing that is built on Grizzly can be expected to answer more requests than
 * this.
 */
public final class RawGrizzlyServer {

  private RawGrizzlyServer() {}

  /**
   * Starts the server on the loopback address and keeps it until the process is ended.
   *
   * @param args the port, alone
   * @throws IOException if the port cannot be bound
   * @throws InterruptedException if the main thread is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    NetworkListener listener = new NetworkListener("raw", "127.0.0.1", Integer.parseInt(args[0]));
    listener.getTransport().setIOStrategy(SameThreadIOStrategy.getInstance());
    listener.getKeepAlive().setMaxRequestsCount(-1);

    HttpServer server = new HttpServer();
    server.addListener(listener);
    server.getServerConfiguration().addHttpHandler(new EmptyObjectHandler(), "/");
    server.start();
    Thread.currentThread().join();
  }

  /** Reads the body to its end and answers the empty JSON object. */
  private static final class EmptyObjectHandler extends HttpHandler {

    private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.US_ASCII);

    @Override
    public void service(Request request, Response response) throws IOException {
      byte[] part = new byte[1024];
      InputStream body = request.getInputStream();
      while (body.read(part) >= 0) {
        // what was read is of no interest here
      }
      response.setContentType("application/json");
      response.setContentLength(EMPTY_OBJECT.length);
      response.getOutputStream().write(EMPTY_OBJECT);
    }
  }
}
