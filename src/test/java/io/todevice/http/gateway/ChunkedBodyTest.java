package io.todevice.http.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.ChunkedTransferEncoding;
import org.glassfish.grizzly.http.HttpBrokenContentException;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpTrailer;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.ParsingResult;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunked bodies handed over in pieces, as Grizzly hands them. Line feeds stand for CR LF. */
@DisplayName("The reader of chunked bodies")
class ChunkedBodyTest {

  private static final String NEXT = "GET / HTTP/1.1\r\n";

  private final ChunkedBody body = new ChunkedBody(new ChunkedTransferEncoding(8192));
  private final HttpRequestPacket packet =
      (HttpRequestPacket)
          HttpRequestPacket.builder()
              .method(Method.PUT)
              .uri("/")
              .protocol(Protocol.HTTP_1_1)
              .chunked(true)
              .build();
  private SocketChannel channel;
  private FilterChainContext context;

  @BeforeEach
  void open() throws IOException {
    channel = SocketChannel.open();
    context =
        FilterChainContext.create(
            new TCPNIOConnection(TCPNIOTransportBuilder.newInstance().build(), channel));
  }

  @AfterEach
  void close() throws IOException {
    channel.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0~~ | ''",
        "5~hello~0~~ | hello",
        "1~h~4;a=b~ello~00~X: y~Y: z~~ | hello",
        "5~a\rb\0c~0;x~~ | a\rb\0c",
        "11~0123456789abcdef0~0~~ | 0123456789abcdef0",
      })
  @DisplayName("S6: a body in any two pieces is the same body, and what is behind is left alone")
  void cut(String marked, String data) {
    String text = marked.replace("~", "\r\n") + NEXT;
    for (int cut = 0; cut <= text.length(); cut++) {
      Received received = receive(List.of(text.substring(0, cut), text.substring(cut)));
      assertThat(received.data()).as("cut at %s", cut).isEqualTo(data);
      assertThat(received.behind()).as("cut at %s", cut).isEqualTo(NEXT);
    }
    Received received = receive(text.chars().mapToObj(c -> String.valueOf((char) c)).toList());
    assertThat(received.data()).isEqualTo(data);
    assertThat(received.behind()).isEqualTo(NEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5~hello0~~", "5~hell~0~~", "~", "0x5~hello~0~~", "5~hello~~0~~"})
  @DisplayName("S6: chunks that are no chunks are refused in any two pieces")
  void broken(String marked) {
    String text = marked.replace("~", "\r\n");
    for (int cut = 0; cut <= text.length(); cut++) {
      ConnectionState.of(context.getConnection()).chunks().reset();
      List<String> pieces = List.of(text.substring(0, cut), text.substring(cut));
      assertThatExceptionOfType(HttpBrokenContentException.class)
          .as("cut at %s", cut)
          .isThrownBy(() -> receive(pieces));
    }
  }

  @Test
  @DisplayName("S6: bodies that follow one another on a connection are each their own")
  void oneAfterAnother() {
    for (int i = 0; i < 3; i++) {
      assertThat(receive(List.of("1\r\n" + i + "\r\n0\r\n\r\n")).data()).isEqualTo("" + i);
    }
  }

  @Test
  @DisplayName("S6: only a body that is chunked is taken")
  void wanted() {
    assertThat(body.wantDecode(packet)).isTrue();
    packet.setChunked(false);
    assertThat(body.wantDecode(packet)).isFalse();
  }

  private record Received(String data, String behind) {}

  private Received receive(List<String> pieces) {
    StringBuilder data = new StringBuilder();
    List<String> behind = new ArrayList<>();
    boolean isEnded = false;
    for (String piece : pieces) {
      Buffer input = buffer(piece);
      while (!isEnded && input != null && input.hasRemaining()) {
        ParsingResult result = body.parsePacket(context, packet, input);
        if (result.getHttpContent() != null) {
          data.append(result.getHttpContent().getContent().toStringContent(ISO_8859_1));
          isEnded = result.getHttpContent() instanceof HttpTrailer;
        }
        input = result.getRemainderBuffer();
      }
      behind.add(input == null ? "" : input.toStringContent(ISO_8859_1));
    }
    assertThat(isEnded).isTrue();
    return new Received(data.toString(), String.join("", behind));
  }

  private static Buffer buffer(String text) {
    return Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, text.getBytes(ISO_8859_1));
  }
}
