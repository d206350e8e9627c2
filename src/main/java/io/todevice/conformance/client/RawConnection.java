package io.todevice.conformance.client;

import io.todevice.conformance.client.NoAnswerException.Kind;
import io.todevice.net.BoundedBody;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection for what no HTTP library sends: the bytes of a request as they are given. It is
 * closed when the time for an answer is up, whatever it is doing then. Not safe for use by many
 * threads.
 */
public final class RawConnection implements AutoCloseable {

  private static final int MAX_LINE = 1 << 16;
  private static final int MAX_CHUNK = 1 << 16;

  private final Socket plain;
  private final Socket socket;
  private final ExchangeLog log;
  private final long start = System.nanoTime();
  private final Deadline deadline;
  private final boolean endsWithRun;
  private final CompletableFuture<Void> hangingUp;
  private volatile boolean isHungUp;

  private RawConnection(ClientSettings settings, ExchangeLog log) throws IOException {
    this.log = log;
    Duration left = settings.deadline().leftForRequest();
    endsWithRun = settings.timeout().compareTo(left) > 0;
    deadline = Deadline.in(endsWithRun ? left : settings.timeout());
    int millis = Math.max(1, Math.toIntExact(deadline.left().toMillis()));
    plain = new Socket();
    hangingUp =
        CompletableFuture.runAsync(
            this::hangUp, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    URI base = settings.base();
    boolean isSecure = "https".equals(base.getScheme());
    int port = base.getPort() != -1 ? base.getPort() : isSecure ? 443 : 80;
    try {
      plain.connect(new InetSocketAddress(base.getHost(), port), millis);
      socket = isSecure ? secure(settings.tls(), base.getHost(), port) : plain;
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private Socket secure(Optional<SSLContext> tls, String host, int port) throws IOException {
    SSLSocketFactory factory =
        tls.map(SSLContext::getSocketFactory)
            .orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    SSLSocket secured = (SSLSocket) factory.createSocket(plain, host, port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    return secured;
  }

  /**
   * Connects to where {@code client} connects.
   *
   * @throws IOException if the server is not reached
   */
  public static RawConnection open(TargetClient client, ExchangeLog log) throws IOException {
    return new RawConnection(client.settings(), log);
  }

  /**
   * Sends bytes and reads one response.
   *
   * @param what what is sent, for the report: its body holds the bytes
   * @return the response; empty if the connection was closed without one
   * @throws NoAnswerException if neither comes in time, or if it is too long
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
      Optional<TargetResponse> response = read(exchange);
      if (isTimeUp()) {
        throw new IOException("the time was up");
      }
      if (response.isEmpty()) {
        log.fail(exchange, "the connection was closed without an answer", since());
      } else if (!log.end(exchange, response.get())) {
        throw new BoundedBody.TooLongException();
      }
      return response;
    } catch (IOException e) {
      if (isTimeUp()) {
        throw fail(
            endsWithRun ? Kind.RUN_OVER : Kind.BROKEN,
            "neither an answer nor the end of the connection in time",
            exchange);
      }
      if (e instanceof BoundedBody.TooLongException) {
        throw fail(Kind.BROKEN, "the answer was too long", exchange);
      }
      log.fail(exchange, "the connection broke", since());
      return Optional.empty();
    }
  }

  private NoAnswerException fail(Kind kind, String problem, int exchange) {
    log.fail(exchange, problem, since());
    return new NoAnswerException(kind, problem, exchange);
  }

  private Optional<TargetResponse> read(int exchange) throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    String[] parts = line(in).split(" ", 3);
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
        new TargetResponse(Integer.parseInt(parts[1]), headers, body, since(), exchange));
  }

  private byte[] body(InputStream in, Map<String, List<String>> headers) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (headers.getOrDefault("transfer-encoding", List.of()).contains("chunked")) {
      while (true) {
        int size = number(line(in).replaceAll(";.*", "").strip(), 16);
        if (size == 0) {
          line(in);
          return body.toByteArray();
        }
        read(in, size, body);
        line(in);
      }
    }
    List<String> length = headers.get("content-length");
    read(in, length == null ? Integer.MAX_VALUE : number(length.get(0), 10), body);
    return body.toByteArray();
  }

  /** Reads so many bytes, or all that come. */
  private void read(InputStream in, int length, ByteArrayOutputStream to) throws IOException {
    for (int left = length; left > 0; ) {
      byte[] some = in.readNBytes(Math.min(left, MAX_CHUNK));
      admit(some.length);
      to.writeBytes(some);
      left = some.length == 0 ? 0 : left - some.length;
    }
  }

  private void admit(int bytes) throws IOException {
    if (!log.admit(bytes)) {
      throw new BoundedBody.TooLongException();
    }
  }

  private static int number(String digits, int radix) throws IOException {
    try {
      return Integer.parseInt(digits, radix);
    } catch (NumberFormatException e) {
      throw new IOException("no length", e);
    }
  }

  /** A line; each takes up some room, so that there is an end to empty ones too. */
  private String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != -1 && next != '\n'; next = in.read()) {
      if (line.size() == MAX_LINE) {
        throw new BoundedBody.TooLongException();
      }
      line.write(next);
    }
    admit(line.size() + 1);
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  private Duration since() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** The timer may hang up a moment before the clock says so. */
  private boolean isTimeUp() {
    return isHungUp || deadline.isOver();
  }

  /** Unlike the end of a connection with TLS this waits for nothing. */
  private void hangUp() {
    isHungUp = true;
    try {
      plain.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    hangingUp.cancel(false);
    plain.close();
  }
}
