package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.http.exchange.RawConnection;
import io.todevice.http.exchange.RawConnection.Reply;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A client begins a request, its session ends while the body is on its way, the same user logs in
 * under the same device ID, and the body ends.
 */
@DisplayName("A session that has ended does nothing to its successor")
class EndedSessionTest extends ServerFixture {

  private final String content = "{\"n\":%d}";

  @Test
  @DisplayName("A5, F4: it does not read its inbox")
  void sync() {
    Member alice = register("PHONE");
    Member bob = register("LAPTOP");

    try (HalfRequest request = new HalfRequest(alice, "GET", "sync", "0123456789")) {
      Member successor = replace(alice);
      bob.send("t1", successor, "PHONE", content.formatted(1));

      assertEnded(request.finish());
      assertThat(successor.sync().numbers()).containsExactly(1);
    }
  }

  @Test
  @DisplayName("A5, F4: it does not send, and leaves the transaction ID to its successor")
  void send() {
    Member alice = register("PHONE");
    Member bob = register("LAPTOP");
    String path = "sendToDevice/org.example.test/t1";
    String body =
        "{\"messages\":{\"%s\":{\"LAPTOP\":%s}}}".formatted(bob.userId(), content.formatted(1));

    try (HalfRequest request = new HalfRequest(alice, "PUT", path, body)) {
      Member successor = replace(alice);

      assertEnded(request.finish());
      assertThat(bob.sync().numbers()).isEmpty();
      assertThat(successor.send("t1", bob, "LAPTOP", content.formatted(2)).status()).isEqualTo(200);
      assertThat(bob.sync().numbers()).containsExactly(2);
    }
  }

  @Test
  @DisplayName("A5, F4: it does not rename it")
  void rename() {
    Member alice = register("PHONE");

    try (HalfRequest request =
        new HalfRequest(alice, "PUT", "devices/PHONE", "{\"display_name\":\"Old\"}")) {
      Member successor = replace(alice);

      assertEnded(request.finish());
      assertThat(successor.http().get("devices/PHONE").body()).doesNotContain("Old");
    }
  }

  @Test
  @DisplayName("A5, F4: it does not see its devices")
  void devices() {
    Member alice = register("PHONE");

    try (HalfRequest request = new HalfRequest(alice, "GET", "devices", "0123456789")) {
      replace(alice);

      assertEnded(request.finish());
    }
  }

  @Test
  @DisplayName("A5, F4: it neither uploads a filter nor reads one")
  void filters() {
    Member alice = register("PHONE");
    String path = "user/" + alice.userId() + "/filter";
    String id = alice.http().post(path, "{\"room\":{\"rooms\":[]}}").text("filter_id");

    try (HalfRequest upload = new HalfRequest(alice, "POST", path, "{\"event_fields\":[\"a\"]}");
        HalfRequest read = new HalfRequest(alice, "GET", path + "/" + id, "0123456789")) {
      replace(alice);

      assertEnded(upload.finish());
      assertEnded(read.finish());
    }
  }

  @Test
  @DisplayName("A5, F4: it does not delete it, though it knows the password")
  void deleteDevices() {
    Member alice = register("PHONE");
    String auth =
        "\"auth\":{\"type\":\"m.login.password\",\"identifier\":{\"type\":\"m.id.user\",\"user\":\"%s\"},\"password\":\"pass of %s\"}"
            .formatted(alice.name(), alice.name());

    try (HalfRequest one = new HalfRequest(alice, "DELETE", "devices/PHONE", "{" + auth + "}");
        HalfRequest several =
            new HalfRequest(
                alice, "POST", "delete_devices", "{\"devices\":[\"PHONE\"]," + auth + "}")) {
      Member successor = replace(alice);

      assertEnded(one.finish());
      assertEnded(several.finish());
      assertThat(successor.sync().status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("A5, F4: it does not log it out, with all devices or alone")
  void logout() {
    Member alice = register("PHONE");

    try (HalfRequest one = new HalfRequest(alice, "POST", "logout", "{       }");
        HalfRequest all = new HalfRequest(alice, "POST", "logout/all", "{       }")) {
      Member successor = replace(alice);

      assertEnded(one.finish());
      assertEnded(all.finish());
      assertThat(successor.sync().status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("A5, F4: its refresh token does not renew the tokens of its successor")
  void refresh() {
    Member alice = register("PHONE");
    Answer login =
        anonymous.post(
            "login", loginBody(alice, "PHONE").replaceFirst("\\{", "{\"refresh_token\":true,"));
    Member phone =
        new Member(
            alice.name(), alice.userId(), "PHONE", anonymous.withToken(login.text("access_token")));

    try (HalfRequest request =
        new HalfRequest(
            new Member(alice.name(), alice.userId(), "PHONE", anonymous),
            "POST",
            "refresh",
            "{\"refresh_token\":\"" + login.text("refresh_token") + "\"}")) {
      Member successor = replace(phone);

      assertEnded(request.finish());
      assertThat(successor.sync().status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("A5: a waiting sync ends with its session, and sees nothing of its successor's")
  void waitingSync() throws Exception {
    Member alice = register("PHONE");
    Member bob = register("LAPTOP");
    CompletableFuture<Answer> waiting = alice.http().callAsync("GET", "sync?timeout=30000", null);

    Member successor = replace(alice);
    bob.send("t1", successor, "PHONE", content.formatted(1));

    assertThat(waiting.get(10, TimeUnit.SECONDS).outcome()).isEqualTo("401 M_UNKNOWN_TOKEN");
    assertThat(successor.sync().numbers()).containsExactly(1);
  }

  @Test
  @DisplayName("A6: logging in again without logging out keeps the device, but not the token")
  void loginAgain() {
    Member alice = register("PHONE");
    Member bob = register("LAPTOP");
    bob.send("t1", alice, "PHONE", content.formatted(1));
    alice.send("t1", bob, "LAPTOP", content.formatted(2));

    try (HalfRequest request = new HalfRequest(alice, "GET", "sync", "0123456789")) {
      Member again = login(alice, "PHONE");

      assertEnded(request.finish());
      assertThat(again.sync().numbers()).containsExactly(1);
      assertThat(again.send("t1", bob, "LAPTOP", content.formatted(3)).status()).isEqualTo(200);
      assertThat(bob.sync().numbers()).containsExactly(2);
    }
  }

  private Member replace(Member member) {
    assertThat(member.http().post("logout", "{}").status()).isEqualTo(200);
    return login(member, member.deviceId());
  }

  private static void assertEnded(Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(401);
    assertThat(reply.errcode()).isEqualTo("M_UNKNOWN_TOKEN");
  }

  /** A request of which the server has taken the head and has got half the body. */
  private final class HalfRequest implements AutoCloseable {

    private final RawConnection connection =
        new RawConnection(URI.create(server.baseUrl()).getPort());
    private final String rest;

    HalfRequest(Member member, String method, String path, String body) {
      int half = body.length() / 2;
      rest = body.substring(half);
      String token = member.http().token();
      connection.send(
          method
              + " /_matrix/client/v3/"
              + path
              + " HTTP/1.1\nHost: a\nContent-Length: "
              + body.length()
              + (token == null ? "" : "\nAuthorization: Bearer " + token)
              + "\nExpect: 100-continue\n\n",
          "");
      // The server asks for the body when it has found the caller.
      assertThat(connection.readHead().status()).isEqualTo(100);
      connection.write(body.substring(0, half));
    }

    Reply finish() {
      return connection.write(rest).read();
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
