package io.todevice.faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** The connections that one request makes to the server; closing it closes them. */
final class ServerConnections implements Fault.Upstream, AutoCloseable {

  /** The longest body that is looked at. */
  static final int MAX_BODY_BYTES = 16 << 20;

  private static final int CONNECT_MILLIS = 10_000;
  private static final int PASSED_BYTES = 64 << 10;

  private final URI server;
  private final Set<Socket> all;
  private final List<Socket> own = new ArrayList<>();

  /**
   * No connection yet.
   *
   * @param all takes each connection as long as it is open
   */
  ServerConnections(URI server, Set<Socket> all) {
    this.server = server;
    this.all = all;
  }

  /** Another connection to the server. */
  Socket connect() throws IOException {
    boolean isSecure = "https".equals(server.getScheme());
    int port = server.getPort() > 0 ? server.getPort() : isSecure ? 443 : 80;
    String host = server.getHost().replaceAll("[\\[\\]]", "");
    Socket socket = new Socket();
    own.add(socket);
    all.add(socket);
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
    return isSecure ? secure(socket, host, port) : socket;
  }

  private static Socket secure(Socket socket, String host, int port) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket secure = (SSLSocket) factory.createSocket(socket, host, port, /* autoClose= */ true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }

  @Override
  public ProxyResponse send(ProxyRequest request) throws IOException {
    return ask(request, MAX_BODY_BYTES);
  }

  @Override
  public ProxyResponse pass(ProxyRequest request) throws IOException {
    return ask(request, PASSED_BYTES);
  }

  /** Asks the server, on a connection of its own, and reads the body up to a bound. */
  private ProxyResponse ask(ProxyRequest request, int bound) throws IOException {
    Socket socket = connect();
    List<String> headers = new ArrayList<>(request.headers());
    headers.add("Connection: close");
    HttpWire.write(
        socket.getOutputStream(),
        request.method() + " " + request.target() + " HTTP/1.1",
        headers,
        request.body());
    InputStream in = new BufferedInputStream(socket.getInputStream(), PASSED_BYTES);
    List<String> lines;
    int status;
    do {
      lines = HttpWire.lines(HttpWire.readHead(in));
      status = status(lines.remove(0));
    } while (status < 200);
    boolean hasBody = !request.method().equals("HEAD") && status != 204 && status != 304;
    InputStream input = hasBody ? BodyInput.of(in, lines) : InputStream.nullInputStream();
    byte[] body = input.readNBytes(bound);
    return new ProxyResponse(
        status,
        lines.stream().filter(line -> !HttpWire.isFraming(line)).toList(),
        body,
        ProxyResponse.Sending.WHOLE,
        body.length == bound ? Optional.of(input) : Optional.empty());
  }

  private static int status(String line) throws IOException {
    String[] parts = line.split(" ", 3);
    if (parts.length < 2 || !parts[1].matches("[1-9][0-9][0-9]")) {
      throw new IOException("the server closed the connection, or does not answer with HTTP/1.1");
    }
    return Integer.parseInt(parts[1]);
  }

  @Override
  public void close() {
    own.forEach(FaultProxy::closeQuietly);
    own.forEach(all::remove);
  }
}
