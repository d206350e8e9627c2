package io.todevice.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The connections that one request makes to the server; closing it closes them. */
final class ServerConnections implements Fault.Upstream, AutoCloseable {

  /** The longest body that is looked at. */
  static final int MAX_BODY_BYTES = 16 << 20;

  private static final int PASSED_BYTES = 64 << 10;
  private static final int CLIENT_CHECK_MILLIS = 500;

  private final FaultTarget target;
  private final Set<Socket> all;
  private final String name;
  private final BooleanSupplier isClientThere;
  private final List<Socket> own = new ArrayList<>();

  /**
   * No connection yet.
   *
   * @param all takes each connection as long as it is open
   * @param name what the proxy calls itself
   * @param isClientThere whether somebody still waits for the response
   */
  ServerConnections(
      FaultTarget target, Set<Socket> all, String name, BooleanSupplier isClientThere) {
    this.target = target;
    this.all = all;
    this.name = name;
    this.isClientThere = isClientThere;
  }

  /** Another connection to the server. */
  Socket connect() throws IOException {
    Socket socket = new Socket();
    own.add(socket);
    all.add(socket);
    return target.connect(socket);
  }

  @Override
  public ProxyResponse send(ProxyRequest request) throws IOException {
    // A response that an effect may change should come as the text that it is.
    return ask(request.withHeader("Accept-Encoding", "identity"), MAX_BODY_BYTES);
  }

  @Override
  public ProxyResponse pass(ProxyRequest request) throws IOException {
    return ask(request, PASSED_BYTES);
  }

  /** Asks the server, on a connection of its own, and reads the body up to a bound. */
  private ProxyResponse ask(ProxyRequest request, int bound) throws IOException {
    Socket socket = connect();
    List<String> headers = new ArrayList<>(request.headers());
    if (request.findHeader("Host").isEmpty()) {
      headers.add("Host: " + target.url().getRawAuthority());
    }
    headers.add("Via: 1.1 " + name);
    headers.add("Connection: close");
    headers.add("Content-Length: " + request.body().length);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(HttpWire.head(request.method() + " " + request.target() + " HTTP/1.1", headers));
    message.write(request.body());
    socket.getOutputStream().write(message.toByteArray());
    socket.getOutputStream().flush();
    InputStream in = new BufferedInputStream(socket.getInputStream(), PASSED_BYTES);
    awaitFirstByte(socket, in);
    List<String> lines;
    String[] first;
    do {
      lines = HttpWire.lines(HttpWire.readHead(in));
      first = statusLine(lines.remove(0));
    } while (first[1].startsWith("1"));
    int status = Integer.parseInt(first[1]);
    boolean hasBody = !request.method().equals("HEAD") && status != 204 && status != 304;
    InputStream input = hasBody ? BodyInput.of(in, lines) : InputStream.nullInputStream();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Optional<InputStream> rest = Optional.empty();
    try {
      byte[] part = new byte[PASSED_BYTES];
      int count = 0;
      while (count >= 0 && body.size() < bound) {
        count = input.read(part, 0, Math.min(part.length, bound - body.size()));
        body.write(part, 0, Math.max(0, count));
      }
      rest = count < 0 ? rest : Optional.of(input);
    } catch (IOException cut) {
      // The client gets the part that has come, and the end of its connection.
      rest = Optional.of(new CutInput(cut));
    }
    return new ProxyResponse(
        status,
        HttpWire.forwarded(lines),
        body.toByteArray(),
        ProxyResponse.Sending.WHOLE,
        rest,
        Optional.of(
            new ProxyResponse.Origin(
                first[2], Optional.of(lines.stream().filter(HttpWire::isFraming).toList()))));
  }

  /** Waits as long as the client does, who may go away before the response comes. */
  private void awaitFirstByte(Socket socket, InputStream in) throws IOException {
    in.mark(1);
    socket.setSoTimeout(CLIENT_CHECK_MILLIS);
    while (true) {
      try {
        var unused = in.read();
        break;
      } catch (SocketTimeoutException e) {
        if (!isClientThere.getAsBoolean()) {
          throw new IOException("the client has closed the connection", e);
        }
      }
    }
    socket.setSoTimeout(0);
    in.reset();
  }

  private static String[] statusLine(String line) throws IOException {
    String[] parts = (line + "  ").split(" ", 3);
    if (!parts[1].matches("[1-9][0-9][0-9]")) {
      throw new IOException("the server closed the connection, or does not answer with HTTP/1.1");
    }
    parts[2] = parts[2].strip();
    return parts;
  }

  /** A body that the server has not completed. */
  private static final class CutInput extends InputStream {

    private final IOException reason;

    CutInput(IOException reason) {
      this.reason = reason;
    }

    @Override
    public int read() throws IOException {
      throw reason;
    }
  }

  @Override
  public void close() {
    own.forEach(FaultProxy::closeQuietly);
    own.forEach(all::remove);
  }
}
