package io.todevice.faults;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A body without its frames: of so many bytes, in chunks, or up to the end of the connection. */
final class BodyInput extends InputStream {

  private static final long UNTIL_END = Long.MAX_VALUE;

  private final InputStream in;
  private final boolean isChunked;

  /** How many bytes are left of the body, or of the current chunk. */
  private long left;

  private boolean isOver;

  private BodyInput(InputStream in, boolean isChunked, long left) {
    this.in = in;
    this.isChunked = isChunked;
    this.left = left;
  }

  static BodyInput chunked(InputStream in) {
    return new BodyInput(in, /* isChunked= */ true, 0);
  }

  /** The body of a response with these headers. */
  static BodyInput of(InputStream in, List<String> headers) throws IOException {
    if (HttpWire.isChunked(headers)) {
      return chunked(in);
    }
    List<String> lengths = HttpWire.values(headers, "Content-Length");
    return new BodyInput(
        in, /* isChunked= */ false, lengths.isEmpty() ? UNTIL_END : number(lengths.get(0), 10));
  }

  private static long number(String text, int radix) throws IOException {
    try {
      return Long.parseLong(text.strip(), radix);
    } catch (NumberFormatException e) {
      throw new IOException("the length of a body is not a number", e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (isChunked && left == 0 && !isOver) {
      beginChunk();
    }
    if (isOver || left == 0) {
      return -1;
    }
    int count = in.read(bytes, from, (int) Math.min(length, left));
    if (count < 0) {
      isOver = true;
      if (left != UNTIL_END) {
        throw new EOFException("the connection ended within a body");
      }
    } else if (left != UNTIL_END) {
      left -= count;
      if (isChunked && left == 0) {
        HttpWire.readLine(in);
      }
    }
    return count;
  }

  private void beginChunk() throws IOException {
    left = number(HttpWire.readLine(in).split(";", 2)[0], 16);
    if (left == 0) {
      isOver = true;
      while (!HttpWire.readLine(in).isEmpty()) {
        // Trailers are of no use here.
      }
    }
  }
}
