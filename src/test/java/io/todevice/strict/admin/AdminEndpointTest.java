package io.todevice.strict.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.todevice.admin.AdminEndpoint;
import io.todevice.strict.journal.Journal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The admin endpoint")
class AdminEndpointTest {

  private AdminEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    Journal journal = new Journal("v1.8", 10, InstantSource.system());
    endpoint =
        AdminEndpoint.start(
            new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0),
            new JournalPages(journal::state));
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8, <!DOCTYPE html>",
    "/violations.json, application/json, \"examined\"",
    "/violations.txt, text/plain; charset=utf-8, strict: 0 requests",
    "/violations.md, text/markdown; charset=utf-8, # What",
  })
  @DisplayName("shows the journal in several formats, and lets no other origin read it")
  void pages(String path, String mediaType, String content) throws IOException {
    String answer = ask("GET", path, "127.0.0.1:" + port());
    assertThat(answer).startsWith("HTTP/1.1 200 ").contains(content);
    assertThat(answer.toLowerCase(Locale.ROOT))
        .contains("content-type: " + mediaType + "\r\n", "cache-control: no-store\r\n")
        .doesNotContain("access-control-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST", "[::1]"})
  @DisplayName("answers to this machine's own names")
  void ownNames(String name) throws IOException {
    assertThat(ask("GET", "/", name + ":" + port())).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost.", "127.0.0.2"})
  @DisplayName("refuses another host, whose page has its name lead here")
  void otherHosts(String name) throws IOException {
    assertThat(ask("GET", "/violations.json", name + ":" + port()))
        .startsWith("HTTP/1.1 421 ")
        .doesNotContain("examined");
    assertThat(ask("GET", "/violations.json", "localhost:1")).startsWith("HTTP/1.1 421 ");
    assertThat(ask("GET", "/violations.json", "localhost")).startsWith("HTTP/1.1 421 ");
  }

  @Test
  @DisplayName("refuses a request that names no host, or two")
  void noHost() throws IOException {
    assertThat(send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(
            send(
                "GET / HTTP/1.1\r\nHost: localhost:%d\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                    .formatted(port())))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  @DisplayName("has no other page, and only reads")
  void nothingElse() throws IOException {
    assertThat(ask("GET", "/elsewhere", "localhost:" + port())).startsWith("HTTP/1.1 404 ");
    assertThat(ask("POST", "/", "localhost:" + port())).startsWith("HTTP/1.1 405 ");
    assertThat(ask("OPTIONS", "/", "localhost:" + port())).startsWith("HTTP/1.1 405 ");
    assertThat(ask("HEAD", "/", "localhost:" + port()))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("\r\n\r\n");
  }

  @Test
  @DisplayName("goes on answering while others stop in the middle of their heads")
  void halfHeads() throws IOException {
    List<Socket> halves = new ArrayList<>();
    try {
      for (int i = 0; i < 1_500; i++) {
        Socket half = new Socket(endpoint.address().getAddress(), port());
        halves.add(half);
        half.getOutputStream().write("GET / HTTP/1.1\r\nHost: loc".getBytes(US_ASCII));
      }
      assertThat(ask("GET", "/violations.txt", "localhost:" + port())).startsWith("HTTP/1.1 200 ");
    } finally {
      for (Socket half : halves) {
        half.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::"})
  @DisplayName("does not listen where other machines reach it")
  void loopbackOnly(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AdminEndpoint.start(
                    new InetSocketAddress(InetAddress.getByName(address), 0),
                    new JournalPages(
                        () -> {
                          throw new AssertionError("asked");
                        })));
  }

  private int port() {
    return endpoint.address().getPort();
  }

  private String ask(String method, String path, String host) throws IOException {
    return send(
        "%s %s HTTP/1.1\r\nHost: %s\r\nOrigin: http://evil.example\r\nConnection: close\r\n\r\n"
            .formatted(method, path, host));
  }

  private String send(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
