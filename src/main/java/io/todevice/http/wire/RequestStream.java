package io.todevice.http.wire;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests of a connection as strictly as {@link HttpServer}, and waits for them: for
 * programs that have a thread for each connection. Used on that thread.
 */
public final class RequestStream {

  private static final int FIRST_BUFFER = 8192;

  private final Socket socket;
  private final MessageLimits limits;
  private final HeadReader heads;
  private byte[] buffer = new byte[FIRST_BUFFER];
  private int start;
  private int end;

  /** The requests that come in at a socket, which has no other reader. */
  public RequestStream(Socket socket, MessageLimits limits) {
    this.socket = socket;
    this.limits = limits;
    heads = new HeadReader(limits.maxHeadBytes());
  }

  /**
   * The next head; null if the client closes the connection, or does not send a head in time.
   *
   * @throws MalformedRequestException if this is not the head of a request
   */
  public @Nullable RequestHead readHead() throws IOException {
    long deadline = deadline(limits.idleTimeout());
    while (true) {
      RequestHead head = start < end ? heads.read(buffer, start, end) : null;
      if (head != null) {
        start += head.length();
        return head;
      }
      boolean isFresh = start == end;
      try {
        if (!fill(deadline)) {
          return null;
        }
      } catch (SocketTimeoutException e) {
        return null;
      }
      deadline = isFresh ? deadline(limits.requestTimeout()) : deadline;
    }
  }

  /**
   * The body behind a head.
   *
   * @throws MalformedRequestException with 400 if its chunks are not valid, 408 if it does not come
   *     in time, 413 if it is too long
   * @throws EOFException if the client closes the connection before its end
   */
  public byte[] readBody(RequestHead head) throws IOException {
    RequestBody body =
        new RequestBody(
            head.framing(), limits, new Memory.Share(new Memory(/* max= */ Long.MAX_VALUE)));
    body.collect();
    long deadline = deadline(limits.requestTimeout());
    while (true) {
      start = body.fault() == null ? body.read(buffer, start, end) : start;
      if (body.fault() != null) {
        throw new MalformedRequestException(413, "The request is too large");
      }
      if (body.isComplete()) {
        return body.bytes();
      }
      try {
        if (!fill(Math.min(deadline, deadline(limits.stallTimeout())))) {
          throw new EOFException("the connection ended within a body");
        }
      } catch (SocketTimeoutException e) {
        throw new MalformedRequestException(408, "The request body did not arrive in time");
      }
    }
  }

  /** Whether the client has not ended its side of the connection; reads no request. */
  public boolean isOpen() {
    try {
      return end - start > limits.maxHeadBytes() || fill(System.nanoTime());
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits until the client closes the connection, which takes it a moment, not longer. */
  public void drain(Duration most) throws IOException {
    long deadline = deadline(most);
    long left = limits.maxDrainedBytes();
    do {
      left -= end - start;
      start = end;
    } while (left > 0 && fill(deadline));
  }

  /** Adds what comes in; false at the end of the stream. */
  private boolean fill(long deadline) throws IOException {
    if (start == end) {
      start = 0;
      end = 0;
    } else if (end == buffer.length) {
      byte[] larger = start > 0 ? buffer : Arrays.copyOf(buffer, 2 * buffer.length);
      System.arraycopy(buffer, start, larger, 0, end - start);
      buffer = larger;
      end -= start;
      start = 0;
    }
    long millis = (deadline - System.nanoTime()) / 1_000_000;
    socket.setSoTimeout((int) Math.max(1, Math.min(millis, Integer.MAX_VALUE)));
    int count = socket.getInputStream().read(buffer, end, buffer.length - end);
    end += Math.max(0, count);
    return count >= 0;
  }

  private static long deadline(Duration after) {
    return System.nanoTime() + after.toNanos();
  }
}
