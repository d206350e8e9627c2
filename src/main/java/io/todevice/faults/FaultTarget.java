package io.todevice.faults;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.HashSet;
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
   * Connects to it once.
   *
   * @throws IOException if it cannot be reached, or is not trusted
   */
  public void requireReachable() throws IOException {
    try (ServerConnections probe = new ServerConnections(this, new HashSet<>(), "", () -> true)) {
      var unused = probe.connect();
    }
  }

  /** Connects a socket, which is returned or wrapped. */
  Socket connect(Socket socket) throws IOException {
    boolean isSecure = "https".equals(url.getScheme());
    int port = url.getPort() > 0 ? url.getPort() : isSecure ? 443 : 80;
    String host = url.getHost().replaceAll("[\\[\\]]", "");
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
    return isSecure ? secure(socket, host, port) : socket;
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
