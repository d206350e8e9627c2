package io.todevice.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * answers {@code {}} or the bytes of a file. Nothing that is built on Grizzly can be expected to
 * answer more requests than this.
 */
public final class RawGrizzlyServer {

  private RawGrizzlyServer() {}

  /**
   * Starts the server on the loopback address and keeps it until the process is ended.
   *
   * @param args the port, and the file with the body of every answer; {@code {}} without one
   * @throws IOException if the port cannot be bound or the file cannot be read
   * @throws InterruptedException if the main thread is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    byte[] answer =
        args.length > 1
            ? Files.readAllBytes(Path.of(args[1]))
            : "{}".getBytes(StandardCharsets.US_ASCII);
    NetworkListener listener = new NetworkListener("raw", "127.0.0.1", Integer.parseInt(args[0]));
    listener.getTransport().setIOStrategy(SameThreadIOStrategy.getInstance());
    listener.getKeepAlive().setMaxRequestsCount(-1);

    HttpServer server = new HttpServer();
    server.addListener(listener);
    server.getServerConfiguration().addHttpHandler(new FixedAnswerHandler(answer), "/");
    server.start();
    Thread.currentThread().join();
  }

  /** Reads the body to its end and answers always the same. */
  private static final class FixedAnswerHandler extends HttpHandler {

    private final byte[] answer;

    FixedAnswerHandler(byte[] answer) {
      this.answer = answer;
    }

    @Override
    public void service(Request request, Response response) throws IOException {
      byte[] part = new byte[1024];
      InputStream body = request.getInputStream();
      while (body.read(part) >= 0) {
        // what was read is of no interest here
      }
      response.setContentType("application/json");
      response.setContentLength(answer.length);
      response.getOutputStream().write(answer);
    }
  }
}
