package io.todevice.faults;

import io.todevice.faults.ProxyResponse.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the response to one request. A body that no effect has changed is framed as the server
 * framed it.
 *
 * @param client takes the response
 * @param method the method of the request
 * @param isLast whether the connection ends with the response
 * @param isVersion10 whether the client speaks HTTP/1.0, which has no chunks
 */
record ResponseWriter(Socket client, String method, boolean isLast, boolean isVersion10) {

  private static final String CODING = "Transfer-Encoding";
  private static final int PIECES = 8;
  private static final int CHUNK_BYTES = 64 << 10;

  /** Returns whether the connection goes on. */
  boolean write(ProxyResponse response) throws IOException, InterruptedException {
    Part part = response.sending().part();
    if (part == Part.RESET) {
      client.setSoLinger(true, 0);
    }
    if (part == Part.NONE || part == Part.RESET) {
      return false;
    }
    boolean isWhole = part == Part.WHOLE;
    boolean hasBody =
        !method.equals("HEAD") && response.status() != 204 && response.status() != 304;
    List<String> framing = new ArrayList<>(framing(response, hasBody));
    framing.removeIf(line -> isVersion10 && !HttpWire.values(List.of(line), CODING).isEmpty());
    boolean isChunked = HttpWire.isChunked(framing);
    boolean hasLength = isChunked || !HttpWire.values(framing, "Content-Length").isEmpty();
    boolean isEnding = isLast || !isWhole || (hasBody && !hasLength);
    byte[] body = hasBody ? response.body() : new byte[0];
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.write(head(response, framing, isEnding));
    byte[] sent = isWhole ? body : Arrays.copyOf(body, body.length / 2);
    write(sent, sent.length, isChunked, message);
    boolean isStreamed = isWhole && hasBody && response.rest().isPresent();
    if (isChunked && isWhole && hasBody && !isStreamed) {
      HttpWire.writeChunk(message, body, 0);
    }
    writePieces(message.toByteArray(), response.sending().pause().toMillis());
    if (isStreamed) {
      writeRest(response.rest().get(), isChunked);
    }
    return !isEnding;
  }

  private static List<String> framing(ProxyResponse response, boolean hasBody) {
    return response
        .origin()
        .flatMap(ProxyResponse.Origin::framing)
        .orElseGet(
            () -> hasBody ? List.of("Content-Length: " + response.body().length) : List.of());
  }

  private static byte[] head(ProxyResponse response, List<String> framing, boolean isEnding) {
    List<String> headers = new ArrayList<>(response.headers());
    headers.addAll(framing);
    if (isEnding) {
      headers.add("Connection: close");
    }
    String reason = response.origin().map(ProxyResponse.Origin::reason).orElse("");
    return HttpWire.head("HTTP/1.1 " + response.status() + " " + reason, headers);
  }

  private void writePieces(byte[] bytes, long pause) throws IOException, InterruptedException {
    OutputStream out = client.getOutputStream();
    int pieces = pause == 0 ? 1 : PIECES;
    for (int i = 0; i < pieces; i++) {
      Thread.sleep(pause);
      int from = (int) ((long) bytes.length * i / pieces);
      int to = (int) ((long) bytes.length * (i + 1) / pieces);
      out.write(bytes, from, to - from);
      out.flush();
    }
  }

  private void writeRest(InputStream rest, boolean isChunked) throws IOException {
    OutputStream out = client.getOutputStream();
    byte[] part = new byte[CHUNK_BYTES];
    for (int count = rest.read(part); count > 0; count = rest.read(part)) {
      write(part, count, isChunked, out);
    }
    if (isChunked) {
      HttpWire.writeChunk(out, part, 0);
    }
  }

  private static void write(byte[] bytes, int length, boolean isChunked, OutputStream out)
      throws IOException {
    if (isChunked && length > 0) {
      HttpWire.writeChunk(out, bytes, length);
    } else {
      out.write(bytes, 0, length);
    }
  }
}
