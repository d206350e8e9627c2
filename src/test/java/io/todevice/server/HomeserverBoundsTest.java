package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.config.ServerConfig;
import io.todevice.server.OtherServer.Reply;
import io.todevice.settings.RequestLimits;
import io.todevice.settings.ServerSettings;
import io.todevice.settings.StorageLimits;
import io.todevice.settings.TokenSettings;
import java.io.IOException;
import java.net.URI;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A token {@code user.DEVICE} is good there, and every other one unknown. */
@DisplayName("What a homeserver's tokens may cost")
class HomeserverBoundsTest extends ServerFixture {

  private static final String WHOAMI = "/_matrix/client/v3/account/whoami";
  private static final int BURST = 5;

  private final OtherServer homeserver;

  HomeserverBoundsTest() throws IOException {
    homeserver = new OtherServer();
  }

  @Override
  ServerConfig config() {
    return super.config()
        .with(ServerSettings.OPEN_REGISTRATION, false)
        .with(TokenSettings.HOMESERVER_URL, URI.create(homeserver.url()))
        .with(StorageLimits.DEVICES_PER_USER, 2)
        .with(RequestLimits.PUBLIC_REQUESTS_PER_SECOND, 1)
        .with(RequestLimits.PUBLIC_REQUEST_BURST, BURST)
        .with(RequestLimits.TRUSTED_PROXIES, 1);
  }

  @BeforeEach
  void answerAboutUsers() {
    homeserver.reply(
        WHOAMI,
        question -> {
          String[] token = question.authorization().substring("Bearer ".length()).split("\\.");
          return token.length == 2
              ? new Reply(
                  200,
                  "{\"user_id\":\"@%s:localhost\",\"device_id\":\"%s\"}"
                      .formatted(token[0], token[1]))
              : new Reply(401, "{\"errcode\":\"M_UNKNOWN_TOKEN\"}");
        });
  }

  @AfterAll
  void stopHomeserver() {
    homeserver.close();
  }

  private Answer whoami(String address, String token) {
    return Http.send(
            anonymous
                .withToken(token)
                .request("GET", "account/whoami", null)
                .header("X-Forwarded-For", address)
                .build())
        .join();
  }

  private long questions(String prefix) {
    return homeserver.questions().stream()
        .filter(question -> question.authorization().startsWith("Bearer " + prefix))
        .count();
  }

  @Test
  @DisplayName("F2: a user gets no more devices by them than by logging in")
  void devices() {
    assertThat(whoami("192.0.2.1", "alice.PHONE").outcome()).isEqualTo("200");
    assertThat(whoami("192.0.2.1", "alice.TABLET").outcome()).isEqualTo("200");

    assertThat(whoami("192.0.2.1", "alice.LAPTOP").outcome()).isEqualTo("403 M_FORBIDDEN");
    assertThat(anonymous.withToken("alice.PHONE").get("devices").json().path("devices")).hasSize(2);

    assertThat(anonymous.withToken("alice.TABLET").post("logout", "{}").outcome()).isEqualTo("200");
    assertThat(whoami("192.0.2.1", "alice.LAPTOP").outcome()).isEqualTo("200");
  }

  @Test
  @DisplayName("F2: unknown tokens count against their address before the homeserver is asked")
  void unknownTokens() {
    assertThat(whoami("192.0.2.2", "bob.PHONE").outcome()).isEqualTo("200");

    assertThat(IntStream.range(0, 4 * BURST).mapToObj(i -> whoami("192.0.2.2", "x" + i).outcome()))
        .startsWith("401 M_UNKNOWN_TOKEN")
        .endsWith("429 M_LIMIT_EXCEEDED");

    assertThat(questions("x")).isBetween((long) BURST, 2L * BURST);
    assertThat(whoami("192.0.2.2", "bob.PHONE").outcome()).isEqualTo("200");
    assertThat(whoami("192.0.2.3", "bob.LAPTOP").outcome()).isEqualTo("200");
  }

  @Test
  @DisplayName("F2: good tokens do not count")
  void goodTokens() {
    assertThat(
            IntStream.range(0, 4 * BURST)
                .mapToObj(i -> whoami("192.0.2.4", "user" + i + ".PHONE").outcome()))
        .containsOnly("200");
  }
}
