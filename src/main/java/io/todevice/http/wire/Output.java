package io.todevice.http.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/**
 * What a connection sends: at once as far as the client takes it, the rest when it can. Used on the
 * connection's thread.
 */
final class Output {

  /** How much is given to the socket at a time: the JDK keeps a copy of that size for a thread. */
  private static final int SLICE = 64 << 10;

  private final SocketChannel channel;
  private final Memory.Share memory;
  private final Queue<ByteBuffer> unsent = new ArrayDeque<>(2);
  private int counted;

  Output(SocketChannel channel, Memory.Share memory) {
    this.channel = channel;
    this.memory = memory;
  }

  /** Whether everything is sent. */
  boolean isEmpty() {
    return unsent.isEmpty();
  }

  /**
   * Sends bytes, and then a body.
   *
   * @param head from its beginning to its position; may have room for more, and is not kept
   * @param body not copied
   * @param length how much of it
   * @param isCounted whether the body is counted as held already, and given back when it is sent
   * @throws IOException if the connection is broken, or there is no memory for what can't be sent
   */
  void send(ByteBuffer head, byte[] body, int length, boolean isCounted) throws IOException {
    int first = Math.min(length, head.remaining());
    head.put(body, 0, first).flip();
    if (unsent.isEmpty()) {
      channel.write(head);
    }
    if (isCounted) {
      counted += length;
    }
    if (head.hasRemaining()) {
      if (!memory.tryTake(head.remaining())) {
        throw new IOException("no memory for what the client does not take");
      }
      counted += head.remaining();
      unsent.add(ByteBuffer.wrap(Arrays.copyOfRange(head.array(), head.position(), head.limit())));
    }
    if (first < length) {
      unsent.add(ByteBuffer.wrap(body, first, length - first));
    }
    flush();
  }

  /**
   * Sends on.
   *
   * @return whether the client has taken something
   */
  boolean flush() throws IOException {
    boolean isProgress = false;
    for (ByteBuffer next = unsent.peek(); next != null; next = unsent.peek()) {
      int end = next.limit();
      next.limit(Math.min(end, next.position() + SLICE));
      int sent = channel.write(next);
      boolean isTaken = !next.hasRemaining();
      next.limit(end);
      isProgress |= sent > 0;
      if (!next.hasRemaining()) {
        unsent.remove();
      } else if (!isTaken) {
        break;
      }
    }
    int left = unsent.isEmpty() ? 0 : left();
    if (left < counted) {
      memory.giveBack(counted - left);
      counted = left;
    }
    return isProgress;
  }

  private int left() {
    int left = 0;
    for (ByteBuffer each : unsent) {
      left += each.remaining();
    }
    return left;
  }

  /** Drops what is unsent. */
  void clear() {
    unsent.clear();
  }
}
