package io.todevice.faults;

import io.todevice.domain.ErrorCode;
import java.time.Duration;
import java.util.List;

/** Responses to requests that do not reach the server. */
final class Refusals {

  private static final String PROXY_PAGE =
      "<html>\r\n<head><title>%1$d %2$s</title></head>\r\n"
          + "<body>\r\n<center><h1>%1$d %2$s</h1></center>\r\n</body>\r\n</html>\r\n";

  private Refusals() {}

  /** The page of a proxy. */
  static ProxyResponse proxyPage(int status, String reason) {
    return new ProxyResponse(
            status,
            List.of("Content-Type: text/html", "Access-Control-Allow-Origin: *"),
            new byte[0])
        .withBody(PROXY_PAGE.formatted(status, reason));
  }

  /** A request that is not valid HTTP, too long or too slow, as the server refuses it. */
  static ProxyResponse malformed(int status, String reason) {
    ErrorCode code = status == 413 ? ErrorCode.M_TOO_LARGE : ErrorCode.M_UNKNOWN;
    return error(status, code, reason);
  }

  /** A request that has been here before (RFC 5842, 7.2). */
  static ProxyResponse loop() {
    return error(508, ErrorCode.M_UNKNOWN, "The target of the proxy leads back to the proxy");
  }

  private static ProxyResponse error(int status, ErrorCode code, String reason) {
    return ProxyResponse.json(
        status, "{\"errcode\":\"" + code.errcode() + "\",\"error\":\"" + reason + "\"}");
  }

  static ProxyResponse rateLimited(Duration wait) {
    return ProxyResponse.json(
            429,
            "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"error\":\"Too many"
                + " requests\",\"retry_after_ms\":"
                + wait.toMillis()
                + "}")
        .withHeader("Retry-After", Long.toString((wait.toMillis() + 999) / 1000));
  }

  static ProxyResponse softLogout() {
    return ProxyResponse.json(
        401,
        "{\"errcode\":\"M_UNKNOWN_TOKEN\",\"error\":\"The access token has expired\","
            + "\"soft_logout\":true}");
  }
}
