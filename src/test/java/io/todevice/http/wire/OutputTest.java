package io.todevice.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a connection sends to a client that takes it slowly. */
@DisplayName("The output of a connection")
class OutputTest {

  /** More than the buffers of two sockets hold. */
  private static final int LENGTH = 32 << 20;

  private final Memory memory = new Memory(2L * LENGTH);

  @Test
  @Timeout(60)
  @DisplayName("F2: counts a body that is held in whole, until the client has taken the last of it")
  void countsWhatIsHeld() throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      try (SocketChannel client = SocketChannel.open(listener.getLocalAddress());
          SocketChannel server = listener.accept()) {
        server.configureBlocking(false);
        Memory.Share share = new Memory.Share(memory);
        Output output = new Output(server, share);
        assertThat(share.tryTake(LENGTH)).isTrue();

        output.send(ByteBuffer.allocate(100).put(new byte[50]), new byte[LENGTH], LENGTH, true);
        assertThat(memory.taken()).isEqualTo(LENGTH);

        int left = 50 + LENGTH;
        ByteBuffer taken = ByteBuffer.allocate(1 << 20);
        while (left > 0) {
          assertThat(memory.taken()).isIn((long) LENGTH, 0L);
          left -= client.read(taken.clear());
          output.flush();
        }
        assertThat(output.isEmpty()).isTrue();
        assertThat(memory.taken()).isZero();
      }
    }
  }
}
