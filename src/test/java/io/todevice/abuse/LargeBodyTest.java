package io.todevice.abuse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.http.exchange.RawConnection;
import io.todevice.http.exchange.RawConnection.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are too long, too deep, or made to grow. */
@DisplayName("Large bodies")
class LargeBodyTest extends AbuseFixture {

  private static final int HUNDRED_MB = 100_000_000;
  private static final int TARGETS = 100_000;

  @Test
  @DisplayName("S6: 100 MB with a length are 413 by the head, before anything is sent")
  void announced() {
    try (RawConnection connection = connect()) {
      Reply reply =
          connection
              .send(Requests.sendHead("mallory") + "Content-Length: " + HUNDRED_MB + "\n\n", "")
              .read();
      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.errcode()).isEqualTo("M_TOO_LARGE");
      assertThat(connection.isClosed()).isTrue();
    }
  }

  @Test
  @DisplayName("S6: 100 MB in chunks are 413, and cut off soon after")
  void chunked() {
    try (RawConnection connection = connect()) {
      connection.send(Requests.sendHead("mallory") + "Transfer-Encoding: chunked\n\n", "");
      assertThat(mebibytesTaken(connection)).isLessThan(40);
    }
  }

  private int mebibytesTaken(RawConnection connection) {
    String chunk = "100000\r\n" + " ".repeat(1 << 20) + "\r\n";
    int sent = 0;
    try {
      for (; sent < HUNDRED_MB >> 20; sent++) {
        connection.write(chunk);
        if (sent == 1) {
          assertThat(connection.read().status()).isEqualTo(413);
          neighbour.isServed();
        }
      }
    } catch (UncheckedIOException cutOff) {
      return sent;
    }
    return sent;
  }

  @Test
  @DisplayName("S6: a gzip bomb is a clear 400, and is not unpacked")
  void gzipBomb() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      byte[] mebibyte = " ".repeat(1 << 20).getBytes(ISO_8859_1);
      for (int i = 0; i < HUNDRED_MB >> 20; i++) {
        gzip.write(mebibyte);
      }
    }
    String packed = bomb.toString(ISO_8859_1);
    String length = "Content-Length: " + packed.length() + "\n\n";
    try (RawConnection connection = connect()) {
      connection.send(Requests.sendHead("mallory") + "Content-Encoding: gzip\n" + length, packed);
      assertThat(connection.read().errcode()).isEqualTo("M_NOT_JSON");
      connection.send(Requests.sendHead("mallory") + length, packed);
      assertThat(connection.read().errcode()).isEqualTo("M_NOT_JSON");
      connection.send(Requests.sendHead("mallory") + "Transfer-Encoding: gzip, chunked\n\n", "");
      assertThat(connection.read().status()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[ ]", "{\"a\": }", "[{\"a\": }]"})
  @DisplayName("S6: 10,000 levels are M_BAD_JSON, in a content and beside it, closed or not")
  void nested(String levels) {
    String[] ends = levels.split(" ", -1);
    String closed = ends[0].repeat(10_000) + "1" + ends[1].repeat(10_000);
    for (String value : new String[] {closed, ends[0].repeat(10_000)}) {
      String content = "{\"messages\":{\"@victim:localhost\":{\"D\":{\"x\":" + value + "}}}}";
      assertThat(ask(Requests.send("mallory", content)).errcode()).isEqualTo("M_BAD_JSON");
      String beside = "{\"x\":" + value + ",\"messages\":{}}";
      assertThat(ask(Requests.send("mallory", beside)).errcode()).isEqualTo("M_BAD_JSON");
    }
    assertThat(inbox()).doesNotContain("\"x\"");
  }

  @Test
  @DisplayName("S6: 100,000 devices in one request are a request like any other, if they fit")
  void manyDevices() {
    StringBuilder devices = new StringBuilder("\"D\":{\"text\":\"many\"}");
    for (int i = 0; i < TARGETS; i++) {
      devices.append(",\"").append(Integer.toString(i, 36)).append("\":{}");
    }
    String body = "{\"messages\":{\"@victim:localhost\":{" + devices + "}}}";
    assertThat(body.length()).isLessThan(1 << 20);
    assertThat(ask(Requests.send("mallory", body)).body()).isEqualTo("{}");
    assertThat(inbox()).containsOnlyOnce("{\"text\":\"many\"}");
  }

  @Test
  @DisplayName("S6: 100,000 users are more than a request may hold: 413")
  void manyUsers() {
    StringBuilder users = new StringBuilder("\"@victim:localhost\":{\"*\":{\"text\":\"all\"}}");
    for (int i = 0; i < TARGETS; i++) {
      users.append(",\"@").append(i).append(":localhost\":{\"*\":{}}");
    }
    Reply reply = ask(Requests.send("mallory", "{\"messages\":{" + users + "}}"));
    assertThat(reply.errcode()).isEqualTo("M_TOO_LARGE");
    assertThat(inbox()).doesNotContain("{\"text\":\"all\"}");
  }
}
