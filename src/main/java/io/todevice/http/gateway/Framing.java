package io.todevice.http.gateway;

import java.util.Optional;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.util.ByteChunk;
import org.glassfish.grizzly.http.util.DataChunk;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.MimeHeaders;

/**
 * Checks what Grizzly passes over, so that the server and a proxy before it never disagree about
 * where a request ends (RFC 9112, 6.3 and 11.2): a length together with a transfer coding, a
 * transfer coding other than {@code chunked}, a header whose name is no token, two hosts or one
 * that is none, a body where there is none. Lengths that are no number, or that differ, Grizzly
 * refuses itself; what only the bytes of the head show, {@link HeadScan} does.
 */
final class Framing {

  /** A name or an address with a port or without (RFC 9110, 7.2; RFC 3986, 3.2.2); or nothing. */
  private static final Pattern HOST =
      Pattern.compile(
          "(?:\\[[0-9A-Fa-fv:.]{2,64}]|(?:[\\w.~!$&'()*+,;=-]|%[0-9A-Fa-f]{2}){0,255})(?::[0-9]{0,5})?");

  private static final boolean[] TOKEN = new boolean[128];

  static {
    for (char c = '!'; c < 127; c++) {
      TOKEN[c] = "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }
  }

  private Framing() {}

  /** What is wrong with a request's framing, in words for the client; empty if nothing is. */
  static Optional<String> findFault(HttpRequestPacket request) {
    if (request.getProtocol() != Protocol.HTTP_1_1 && request.getProtocol() != Protocol.HTTP_1_0) {
      return Optional.of("The protocol is HTTP/1.1");
    }
    MimeHeaders headers = request.getHeaders();
    for (int i = 0; i < headers.size(); i++) {
      if (!isToken(headers.getName(i))) {
        return Optional.of("A header's name is not valid");
      }
    }
    int host = headers.indexOf(Header.Host, 0);
    if (host >= 0 && headers.indexOf(Header.Host, host + 1) >= 0) {
      return Optional.of("A request has one Host");
    }
    if (host >= 0 && !HOST.matcher(headers.getValue(host).toString()).matches()) {
      return Optional.of("The Host is not valid");
    }
    int coding = headers.indexOf(Header.TransferEncoding, 0);
    boolean hasBody = coding >= 0 || headers.indexOf(Header.ContentLength, 0) >= 0;
    if (hasBody && request.getMethod() == Method.TRACE) {
      // Grizzly would take its body for the next request.
      return Optional.of("A TRACE has no body");
    } else if (coding < 0) {
      return Optional.empty();
    } else if (headers.indexOf(Header.ContentLength, 0) >= 0) {
      return Optional.of("A request has a length or a transfer coding, not both");
    } else if (!"chunked".equalsIgnoreCase(headers.getValue(coding).toString())
        || headers.indexOf(Header.TransferEncoding, coding + 1) >= 0
        || request.getProtocol() != Protocol.HTTP_1_1) {
      return Optional.of("The transfer coding is not supported");
    }
    return Optional.empty();
  }

  /** Whether a name or a method may hold this byte (RFC 9110, 5.6.2). */
  static boolean isTokenCharacter(byte b) {
    return b >= 0 && TOKEN[b];
  }

  private static boolean isToken(DataChunk name) {
    if (name.getType() != DataChunk.Type.Bytes) {
      return name.toString().chars().allMatch(c -> c < 128 && TOKEN[c]);
    }
    ByteChunk bytes = name.getByteChunk();
    for (int i = bytes.getStart(); i < bytes.getEnd(); i++) {
      if (!isTokenCharacter(bytes.getBuffer()[i])) {
        return false;
      }
    }
    return bytes.getLength() > 0;
  }
}
