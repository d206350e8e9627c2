package io.todevice.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.config.ServerConfig;
import io.todevice.settings.ServerSettings;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A server with faults")
class FaultModeTest extends ServerFixture {

  private static final String TOKEN = "secret-of-the-admin";

  @TempDir static Path directory;

  @Override
  ServerConfig config() {
    try {
      Path token = Files.writeString(directory.resolve("token"), TOKEN + "\n");
      return super.config()
          .with(ServerSettings.FAULTS, true)
          .with(ServerSettings.FAULTS_TOKEN, token)
          .with(ServerSettings.ADMIN_PORT, 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void endFaults() {
    assertThat(admin().delete("/faults", "").status()).isEqualTo(204);
  }

  private Http admin() {
    return new Http("http://127.0.0.1:" + port(), TOKEN);
  }

  private int port() {
    return server.adminAddress().orElseThrow().getPort();
  }

  @Test
  @DisplayName("has the faults whose rules are added at the admin port, and tells how often")
  void rules() {
    Member alice = register();
    Answer added =
        admin()
            .post(
                "/faults",
                """
                - {effect: unavailable, operation: sync, user: "%s", times: 1}
                - {effect: rate-limited, ms: 1500, eventType: org.example.a}
                """
                    .formatted(alice.userId()));
    assertThat(added.status()).isEqualTo(200);
    int first = added.json().at("/ids/0").asInt();

    assertThat(register().http().get("sync").status()).isEqualTo(200);
    assertThat(alice.http().get("sync").status()).isEqualTo(503);
    assertThat(alice.http().get("sync").status()).isEqualTo(200);
    assertThat(alice.http().put("sendToDevice/org.example.a/1", "{\"messages\":{}}").status())
        .isEqualTo(429);

    Answer listed = admin().get("/faults");
    assertThat(listed.json().at("/rules/0").toString())
        .isEqualTo(
            "{\"id\":%d,\"matched\":1,\"happened\":1,\"rule\":{\"effect\":\"unavailable\",\"operation\":\"sync\",\"user\":\"%s\",\"times\":1}}"
                .formatted(first, alice.userId()));
    assertThat(listed.json().at("/rules/1/rule").toString())
        .isEqualTo("{\"effect\":\"rate-limited\",\"ms\":1500,\"eventType\":\"org.example.a\"}");
    assertThat(listed.response().headers().map().keySet())
        .noneMatch(name -> name.startsWith("access-control-"));

    assertThat(admin().delete("/faults/" + first, "").status()).isEqualTo(204);
    assertThat(admin().delete("/faults/" + first, "").outcome()).isEqualTo("404 M_NOT_FOUND");
    assertThat(admin().delete("/faults/x", "").outcome()).isEqualTo("400 M_INVALID_PARAM");
    assertThat(admin().get("/faults").json().path("rules")).hasSize(1);
    admin().delete("/faults", "");
    assertThat(admin().get("/faults").body()).isEqualTo("{\"rules\":[]}");
  }

  @Test
  @DisplayName("refuses a script with an error as a whole, with one line that says where")
  void mistakes() {
    Answer refused =
        admin()
            .post(
                "/faults",
                "[{\"effect\":\"unavailable\",\"operation\":\"sync\"},\n"
                    + " {\"effect\":\"unavailable\",\"user\":\"@nobody:localhost\"}]");
    assertThat(refused.outcome()).isEqualTo("400 M_INVALID_PARAM");
    assertThat(refused.text("error"))
        .isEqualTo("script:2:26: /1/user: can never match: there is no user '@nobody:localhost'");
    assertThat(register().http().get("sync").status()).isEqualTo(200);
    assertThat(admin().post("/faults", "\u0000").status()).isEqualTo(400);
    assertThat(admin().post("/faults", "").status()).isEqualTo(400);
  }

  @Test
  @DisplayName("takes rules only with the token, for this machine, and from no other origin")
  void strangers() throws IOException {
    assertThat(admin().withToken(null).get("/faults").outcome()).isEqualTo("401 M_MISSING_TOKEN");
    for (String wrong : new String[] {"x", TOKEN + "x", TOKEN.substring(1)}) {
      Answer refused =
          Http.send(
                  admin()
                      .withToken(null)
                      .request("POST", "/faults", "[{effect: unavailable}]".getBytes(UTF_8))
                      .header("Authorization", "Bearer " + wrong)
                      .build())
              .join();
      assertThat(refused.outcome()).isEqualTo("401 M_UNKNOWN_TOKEN");
    }
    String own = "127.0.0.1:" + port();
    assertThat(ask("evil.example", "")).startsWith("HTTP/1.1 421 ");
    assertThat(ask(own, "Origin: http://evil.example\r\n")).startsWith("HTTP/1.1 403 ");
    assertThat(ask(own, "Origin: null\r\n")).startsWith("HTTP/1.1 403 ");
    assertThat(ask(own, "Origin: http://" + own + "\r\n")).startsWith("HTTP/1.1 200 ");
    assertThat(ask(own, "")).startsWith("HTTP/1.1 200 ");
    assertThat(admin().get("/faults").body()).isEqualTo("{\"rules\":[]}");
  }

  private String ask(String host, String field) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              "GET /faults HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n%sConnection: close\r\n\r\n"
                  .formatted(host, TOKEN, field)
                  .getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  @DisplayName("describes its admin API there, and has nothing else")
  void document() {
    assertThat(admin().get("/faults/openapi.yaml").body()).contains("operationId: addFaults");
    assertThat(admin().get("/").status()).isEqualTo(404);
    assertThat(admin().put("/faults", "[]").status()).isEqualTo(405);
    assertThat(anonymous.get("/faults").status()).isEqualTo(404);
  }

  @Test
  @DisplayName(
      "shows what strict mode has found beside it, and answers waiting syncs when it stops")
  void strict() throws IOException {
    TodeviceServer other = TodeviceServer.start(config().with(ServerSettings.STRICT, true));
    try {
      Http admin =
          new Http("http://127.0.0.1:" + other.adminAddress().orElseThrow().getPort(), TOKEN);
      assertThat(admin.withToken(null).get("/violations.json").status()).isEqualTo(200);
      assertThat(admin.withToken(null).get("/faults").status()).isEqualTo(401);
      Answer registered =
          new Http(other.baseUrl(), null)
              .post(
                  "register",
                  "{\"username\":\"a\",\"password\":\"pass of"
                      + " a\",\"auth\":{\"type\":\"m.login.dummy\"}}");
      Http member = new Http(other.baseUrl(), registered.text("access_token"));
      String since = member.get("sync").text("next_batch");
      CompletableFuture<Answer> waiting =
          member.callAsync("GET", "sync?timeout=60000&since=" + since, null);
      org.awaitility.Awaitility.await().until(() -> other.waitingSyncs() == 1);
      other.close();
      assertThat(waiting.join().status()).isEqualTo(200);
      assertThatThrownBy(() -> member.get("sync")).isInstanceOf(CompletionException.class);
    } finally {
      other.close();
    }
  }
}
