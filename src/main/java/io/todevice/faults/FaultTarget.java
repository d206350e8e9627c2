package io.todevice.faults;

import static java.util.Objects.requireNonNull;

import io.todevice.net.TlsFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The server behind a proxy of faults.
 *
 * @param url its base URL, {@code http} or {@code https}, without a path
 * @param tls which certificates are trusted with {@code https}; empty for those whom Java trusts
 */
public record FaultTarget(URI url, Optional<SSLContext> tls) {

  private static final int CONNECT_MILLIS = 10_000;
  private static final String TLS_WANTED = "it speaks TLS: try https://";

  /** A response without a body says enough. */
  private static final ProxyRequest PROBE =
      new ProxyRequest(
          "HEAD", "/_matrix/client/versions", List.of(), new byte[0], /* wasChunked= */ false);

  /**
   * Checks the URL.
   *
   * @throws IllegalArgumentException if it is another one
   */
  public FaultTarget {
    requireNonNull(tls, "tls");
    String scheme = requireNonNull(url, "url").getScheme();
    if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException("url must be http://HOST or https://HOST, not " + url);
    }
  }

  /** A server whose certificate Java trusts, if it has one. */
  public FaultTarget(URI url) {
    this(url, Optional.empty());
  }

  /**
   * Connects to it once, and asks it for a response if that is without TLS.
   *
   * @throws IOException if it cannot be reached, is not trusted, or speaks no HTTP
   */
  public void requireReachable() throws IOException {
    long end = System.nanoTime() + CONNECT_MILLIS * 1_000_000L;
    try (ServerConnections probe =
        new ServerConnections(this, new HashSet<>(), "", () -> System.nanoTime() < end)) {
      if (isSecure()) {
        var unused = probe.connect();
      } else {
        requireHttp(probe);
      }
    }
  }

  private void requireHttp(ServerConnections probe) throws IOException {
    try {
      // To a request without TLS some servers respond in HTTP that they want TLS.
      if (probe.pass(PROBE).status() == 400 && speaksTls()) {
        throw new IOException(TLS_WANTED);
      }
    } catch (IOException e) {
      boolean isSlow = e.getCause() instanceof SocketTimeoutException;
      if (!isSlow) {
        throw speaksTls() ? new IOException(TLS_WANTED, e) : e;
      }
    }
  }

  private boolean speaksTls() {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(CONNECT_MILLIS);
      var unused = secure(connect(socket), url.getHost(), socket.getPort());
      return true;
    } catch (IOException e) {
      return TlsFailure.isOfCertificate(e);
    }
  }

  /** Connects a socket, which is returned or wrapped. */
  Socket connect(Socket socket) throws IOException {
    int port = url.getPort() > 0 ? url.getPort() : isSecure() ? 443 : 80;
    String host = url.getHost().replaceAll("[\\[\\]]", "");
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
    return isSecure() ? secure(socket, host, port) : socket;
  }

  private boolean isSecure() {
    return "https".equals(url.getScheme());
  }

  private Socket secure(Socket socket, String host, int port) throws IOException {
    SSLSocketFactory factory =
        tls.map(SSLContext::getSocketFactory)
            .orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    SSLSocket secure = (SSLSocket) factory.createSocket(socket, host, port, /* autoClose= */ true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secure.setSSLParameters(parameters);
    secure.startHandshake();
    return secure;
  }
}
