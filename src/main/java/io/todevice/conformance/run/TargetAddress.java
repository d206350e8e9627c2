package io.todevice.conformance.run;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a server is, as people write it: {@code http://127.0.0.1:8008}, {@code localhost:8008},
 * {@code https://example.org/matrix}, or the name of a server, {@code example.org}.
 *
 * @param base scheme, host, port, and what all paths begin with; without a slash at the end
 * @param isServerName whether only the name of a server was given, so that it is the server's to
 *     say where its client-server API is (specification, Server Discovery)
 */
public record TargetAddress(URI base, boolean isServerName) {

  private static final String LOCAL = "(localhost|[^./:]+|[\\d.]+|\\[.*\\])(:\\d*)?(/.*)?";

  /**
   * Reads an address. Without a scheme, a name with a dot is the name of a server; anything else is
   * reached by plain HTTP.
   *
   * @throws IllegalArgumentException if it is none; the message says why and repeats nothing of it
   */
  public static TargetAddress parse(String text) {
    boolean hasScheme = text.contains("://");
    boolean isServerName = !hasScheme && !text.matches(LOCAL);
    URI uri;
    try {
      uri = new URI((hasScheme ? "" : isServerName ? "https://" : "http://") + text.strip());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("must be like http://127.0.0.1:8008", e);
    }
    if (uri.getRawUserInfo() != null || text.contains("@")) {
      throw new IllegalArgumentException("must hold no user and no password");
    }
    boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!isHttp || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException("must be like http://127.0.0.1:8008");
    }
    // People copy an address from a request.
    String path = uri.getRawPath().replaceFirst("/_matrix(/.*)?$", "").replaceFirst("/+$", "");
    URI base = URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + path);
    return new TargetAddress(base, isServerName && path.isEmpty());
  }
}
