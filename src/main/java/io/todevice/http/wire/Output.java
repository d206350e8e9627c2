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

  /** Bytes, and what they count in memory: all of their array, until the last of them is sent. */
  private record Part(ByteBuffer bytes, int counted) {}

  private final SocketChannel channel;
  private final Memory.Share memory;
  private final Queue<Part> unsent = new ArrayDeque<>(2);

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
    if (head.hasRemaining()) {
      byte[] rest = Arrays.copyOfRange(head.array(), head.position(), head.limit());
      if (!memory.tryTake(rest.length)) {
        throw new IOException("no memory for what the client does not take");
      }
      unsent.add(new Part(ByteBuffer.wrap(rest), rest.length));
    }
    if (isCounted || first < length) {
      unsent.add(new Part(ByteBuffer.wrap(body, first, length - first), isCounted ? length : 0));
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
    for (Part next = unsent.peek(); next != null; next = unsent.peek()) {
      ByteBuffer bytes = next.bytes();
      int end = bytes.limit();
      bytes.limit(Math.min(end, bytes.position() + SLICE));
      isProgress |= channel.write(bytes) > 0;
      boolean isTaken = !bytes.hasRemaining();
      bytes.limit(end);
      if (!bytes.hasRemaining()) {
        memory.giveBack(next.counted());
        unsent.remove();
      } else if (!isTaken) {
        break;
      }
    }
    return isProgress;
  }

  /** Drops what is unsent. */
  void clear() {
    unsent.clear();
  }
}
