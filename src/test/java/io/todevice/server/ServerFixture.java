package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.config.ServerConfig;
import io.todevice.config.TestConfig;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * A server for the tests of one class, on a port of its own. Every test makes its own users. Every
 * request and every response of every test is held against the document.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServerFixture {

  private static final AtomicInteger USERS = new AtomicInteger();

  private final Agreement agreement = new Agreement();
  protected TodeviceServer server;
  protected Http anonymous;

  @BeforeAll
  void startServer() throws IOException {
    server = TodeviceServer.start(config(), embedding().withObserver(agreement));
    anonymous = new Http(server.baseUrl(), null);
  }

  @AfterEach
  void everyExchangeIsWhatTheDocumentSays() {
    assertThat(agreement.takeDisagreements()).isEmpty();
  }

  @AfterAll
  void stopServer() {
    server.close();
  }

  ServerConfig config() {
    return TestConfig.onFreePort();
  }

  Embedding embedding() {
    return Embedding.NONE.withTime(Embedding.NONE.clock(), TestConfig.CHEAP_PASSWORDS);
  }

  /** A new user with one device. */
  Member register() {
    return register("DEVICE");
  }

  Member register(String deviceId) {
    String name = "user" + USERS.incrementAndGet();
    Answer answer =
        anonymous.post(
            "register",
            "{\"username\":\"%s\",\"password\":\"pass of %s\",\"device_id\":\"%s\",\"auth\":{\"type\":\"m.login.dummy\"}}"
                .formatted(name, name, deviceId));
    return member(answer, name);
  }

  /** A login of the same user on a device, new or not. */
  Member login(Member member, String deviceId) {
    return member(anonymous.post("login", loginBody(member, deviceId)), member.name());
  }

  static String loginBody(Member member, String deviceId) {
    return "{\"type\":\"m.login.password\",\"identifier\":{\"type\":\"m.id.user\",\"user\":\"%s\"},\"password\":\"pass of %s\",\"device_id\":\"%s\"}"
        .formatted(member.name(), member.name(), deviceId);
  }

  private Member member(Answer answer, String name) {
    if (answer.status() != 200) {
      throw new AssertionError(answer.body());
    }
    return new Member(
        name,
        answer.text("user_id"),
        answer.text("device_id"),
        anonymous.withToken(answer.text("access_token")));
  }

  /** Someone who is logged in on one device. */
  record Member(String name, String userId, String deviceId, Http http) {

    Answer send(String txnId, Member to, String deviceKey, String content) {
      return send(
          "org.example.test",
          txnId,
          "{\"%s\":{\"%s\":%s}}".formatted(to.userId(), deviceKey, content));
    }

    Answer send(String type, String txnId, String messages) {
      return http.put("sendToDevice/" + type + "/" + txnId, "{\"messages\":" + messages + "}");
    }

    Answer sync() {
      return http.get("sync");
    }

    Answer sync(String since) {
      return http.get("sync?since=" + since);
    }
  }
}
