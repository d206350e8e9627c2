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
  private final Queue<Unsent> unsent = new ArrayDeque<>(2);

  /**
   * Bytes that wait for the client.
   *
   * @param counted what of the memory is given back when all of them are sent: an array stays as
   *     long as any of its bytes is needed
   */
  private record Unsent(ByteBuffer bytes, int counted) {}

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
      int left = head.remaining();
      if (!memory.tryTake(left)) {
        throw new IOException("no memory for what the client does not take");
      }
      byte[] copy = Arrays.copyOfRange(head.array(), head.position(), head.limit());
      unsent.add(new Unsent(ByteBuffer.wrap(copy), left));
    }
    if (first < length) {
      unsent.add(new Unsent(ByteBuffer.wrap(body, first, length - first), isCounted ? length : 0));
    } else if (isCounted) {
      memory.giveBack(length);
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
    for (Unsent next = unsent.peek(); next != null; next = unsent.peek()) {
      ByteBuffer bytes = next.bytes();
      int end = bytes.limit();
      bytes.limit(Math.min(end, bytes.position() + SLICE));
      int sent = channel.write(bytes);
      boolean isTaken = !bytes.hasRemaining();
      bytes.limit(end);
      isProgress |= sent > 0;
      if (!bytes.hasRemaining()) {
        unsent.remove();
        memory.giveBack(next.counted());
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
