package io.todevice.conformance.suite;

import io.todevice.conformance.client.TargetRequest;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests as bytes, for what no HTTP library sends. */
final class RawRequest {

  private static final String LENGTH = "Content-Length";

  private RawRequest() {}

  /**
   * A request on a connection of its own, a byte for each character of its head.
   *
   * @param request what stands in it; a {@code Content-Length} of its own is left as it is
   * @param base where it goes to
   */
  static byte[] bytes(TargetRequest request, URI base) {
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ');
    head.append(base.getRawPath()).append(request.target()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(base.getRawAuthority()).append("\r\n");
    request.headers().forEach(header -> head.append(header).append("\r\n"));
    byte[] body = request.body().orElse(new byte[0]);
    if (request.body().isPresent()
        && request.headers().stream().noneMatch(each -> each.name().equalsIgnoreCase(LENGTH))) {
      head.append(LENGTH).append(": ").append(body.length).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }
}
