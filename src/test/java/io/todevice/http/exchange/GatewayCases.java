package io.todevice.http.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.todevice.http.exchange.RawConnection.Reply;
import io.todevice.http.exchange.TestServer.Mode;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A server and a connection to it, and short ways to ask something. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GatewayCases {

  static final String GOOD = "Authorization: Bearer good\n";

  private static final ObjectMapper JSON = new ObjectMapper();

  final Mode mode;
  final TestServer server;
  private RawConnection connection;

  GatewayCases(Mode mode) {
    this.mode = mode;
    server = new TestServer(mode);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void connect() {
    connection = server.connect();
  }

  @AfterEach
  void disconnect() {
    connection.close();
  }

  final Reply get(String path, String headers) {
    return request("GET", path, headers, "");
  }

  final Reply put(String path, String headers, String body) {
    return request("PUT", path, headers, body);
  }

  final Reply request(String method, String path, String headers, String body) {
    String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\n";
    return connection
        .send(method + " " + path + " HTTP/1.1\nHost: x\n" + headers + length + "\n", body)
        .read();
  }

  static JsonNode json(Reply reply) throws IOException {
    return JSON.readTree(reply.body().getBytes(ISO_8859_1));
  }

  static void assertError(Reply reply, int status, String errcode) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
    assertThat(reply.errcode()).isEqualTo(errcode);
    assertThat(reply.headers()).containsEntry("content-type", "application/json");
    assertCommonFields(reply);
  }

  static void assertCommonFields(Reply reply) {
    assertThat(reply.headers())
        .containsEntry("access-control-allow-origin", "*")
        .containsEntry("access-control-allow-methods", "GET, POST, PUT, DELETE, OPTIONS")
        .containsEntry(
            "access-control-allow-headers", "X-Requested-With, Content-Type, Authorization")
        .containsEntry("x-content-type-options", "nosniff")
        .containsKey("date")
        .doesNotContainKey("connection")
        .doesNotContainKey("server");
  }
}
