package io.todevice.conformance.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection for what no HTTP library sends: the bytes of a request as they are given. Not safe
 * for use by many threads.
 */
public final class RawConnection implements AutoCloseable {

  private static final int MAX_RESPONSE_BYTES = 16 << 20;

  private final Socket socket;
  private final Duration timeout;
  private final ExchangeLog log;

  private RawConnection(Socket socket, Duration timeout, ExchangeLog log) {
    this.socket = socket;
    this.timeout = timeout;
    this.log = log;
  }

  /**
   * Connects to where {@code client} connects.
   *
   * @throws IOException if the server is not reached
   */
  public static RawConnection open(TargetClient client, ExchangeLog log) throws IOException {
    URI base = client.base();
    boolean isSecure = "https".equals(base.getScheme());
    int port = base.getPort() != -1 ? base.getPort() : isSecure ? 443 : 80;
    Socket socket = new Socket();
    int millis = Math.toIntExact(client.timeout().toMillis());
    try {
      socket.connect(new InetSocketAddress(base.getHost(), port), millis);
      if (isSecure) {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        socket = factory.createSocket(socket, base.getHost(), port, true);
      }
      socket.setSoTimeout(millis);
      return new RawConnection(socket, client.timeout(), log);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Sends bytes and reads one response.
   *
   * @param what what is sent, for the report: its body holds the bytes
   * @return the response; empty if the connection was closed without one
   * @throws NoAnswerException if neither comes in time
   */
  public Optional<TargetResponse> send(TargetRequest what, byte[] bytes) {
    return send(what, bytes, false);
  }

  /** The same, and ends what it sends; the answer may still come. */
  public Optional<TargetResponse> sendAndEnd(TargetRequest what, byte[] bytes) {
    return send(what, bytes, true);
  }

  private Optional<TargetResponse> send(TargetRequest what, byte[] bytes, boolean ends) {
    int exchange = log.beginRaw(what.body(bytes));
    long start = System.nanoTime();
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      if (ends) {
        socket.shutdownOutput();
      }
    } catch (IOException e) {
      // The server may have answered and closed before it had read all: the answer counts.
    }
    try {
      Optional<TargetResponse> response = read(start, exchange);
      response.ifPresentOrElse(
          received -> log.end(exchange, received),
          () -> log.fail(exchange, "the connection was closed without an answer", since(start)));
      return response;
    } catch (java.net.SocketTimeoutException e) {
      log.fail(exchange, "neither an answer nor the end of the connection in time", since(start));
      throw new NoAnswerException("neither an answer nor the end of the connection", exchange);
    } catch (IOException e) {
      log.fail(exchange, "the connection broke", since(start));
      return Optional.empty();
    }
  }

  private Optional<TargetResponse> read(long start, int exchange) throws IOException {
    InputStream in = new DeadlineInputStream(socket.getInputStream(), start + timeout.toNanos());
    String statusLine = line(in);
    String[] parts = statusLine.split(" ", 3);
    if (parts.length < 2 || !parts[0].startsWith("HTTP/") || !parts[1].matches("\\d{3}")) {
      return Optional.empty();
    }
    Map<String, List<String>> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers
            .computeIfAbsent(
                line.substring(0, colon).toLowerCase(Locale.ROOT), n -> new ArrayList<>())
            .add(line.substring(colon + 1).strip());
      }
    }
    byte[] body = body(in, headers);
    return Optional.of(
        new TargetResponse(Integer.parseInt(parts[1]), headers, body, since(start), exchange));
  }

  private static byte[] body(InputStream in, Map<String, List<String>> headers) throws IOException {
    if (headers.getOrDefault("transfer-encoding", List.of()).contains("chunked")) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      while (true) {
        int size = number(line(in).replaceAll(";.*", "").strip(), 16);
        if (size == 0) {
          line(in);
          return body.toByteArray();
        }
        if (body.size() + size > MAX_RESPONSE_BYTES) {
          throw new IOException("too long");
        }
        body.write(in.readNBytes(size));
        line(in);
      }
    }
    List<String> length = headers.get("content-length");
    return in.readNBytes(
        length == null
            ? MAX_RESPONSE_BYTES
            : Math.min(MAX_RESPONSE_BYTES, number(length.get(0), 10)));
  }

  private static int number(String digits, int radix) throws IOException {
    try {
      return Integer.parseUnsignedInt(digits, radix);
    } catch (NumberFormatException e) {
      throw new IOException("no length", e);
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != -1 && next != '\n'; next = in.read()) {
      if (line.size() > MAX_RESPONSE_BYTES) {
        throw new IOException("too long");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
