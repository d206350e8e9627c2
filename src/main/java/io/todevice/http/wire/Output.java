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

  /** The longest body that is copied behind its head: two buffers cost more than such a copy. */
  private static final int COPIED = 4 << 10;

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
   * @param body begins with the body
   * @param length how much of it
   * @param isLent whether what can't be sent at once is copied
   * @param isCounted whether the body is counted as held already, and given back when it is sent
   * @throws IOException if the connection is broken, or there is no memory for what can't be sent
   */
  void send(ByteBuffer head, byte[] body, int length, boolean isLent, boolean isCounted)
      throws IOException {
    int copied = length <= Math.min(COPIED, head.remaining()) ? length : 0;
    head.put(body, 0, copied).flip();
    ByteBuffer rest = ByteBuffer.wrap(body, copied, length - copied);
    if (unsent.isEmpty()) {
      if (rest.hasRemaining()) {
        rest.limit(Math.min(length, copied + SLICE));
        channel.write(new ByteBuffer[] {head, rest});
        rest.limit(length);
      } else {
        channel.write(head);
      }
    }
    if (head.hasRemaining()) {
      int left = head.remaining();
      if (!memory.tryTake(left)) {
        throw new IOException("no memory for what the client does not take");
      }
      byte[] copy = Arrays.copyOfRange(head.array(), head.position(), head.limit());
      unsent.add(new Unsent(ByteBuffer.wrap(copy), left));
    }
    if (rest.hasRemaining()) {
      ByteBuffer kept =
          isLent ? ByteBuffer.wrap(Arrays.copyOfRange(body, rest.position(), length)) : rest;
      unsent.add(new Unsent(kept, isCounted ? length : 0));
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
