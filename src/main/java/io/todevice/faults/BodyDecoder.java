package io.todevice.faults;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the codings off a body of a server that codes also where nobody asked for it. */
final class BodyDecoder {

  private static final Logger LOG = LoggerFactory.getLogger(BodyDecoder.class);

  private BodyDecoder() {}

  /**
   * The body without its codings; as it is if they are not gzip, or what is in it is too long.
   *
   * @param codings in the order in which they were applied
   */
  static byte[] decode(List<String> codings, byte[] body) {
    List<String> left = new ArrayList<>(codings);
    Collections.reverse(left);
    byte[] decoded = body;
    for (String coding : left) {
      try {
        decoded = decode(coding, decoded);
      } catch (IOException e) {
        LOG.warn("a response with the coding {} stays as it is: {}", coding, e.getMessage());
        return body;
      }
    }
    return decoded;
  }

  private static byte[] decode(String coding, byte[] body) throws IOException {
    if (!coding.equals("gzip") && !coding.equals("x-gzip")) {
      throw new IOException("only gzip can be decoded");
    }
    try (InputStream text = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] decoded = text.readNBytes(ServerConnections.MAX_BODY_BYTES);
      if (text.read() >= 0) {
        throw new IOException("it has more than " + ServerConnections.MAX_BODY_BYTES + " bytes");
      }
      return decoded;
    }
  }
}
