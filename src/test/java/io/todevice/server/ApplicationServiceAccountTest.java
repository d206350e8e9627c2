package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.config.ServerConfig;
import io.todevice.settings.RequestLimits;
import io.todevice.settings.ServerSettings;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The accounts of an application service")
class ApplicationServiceAccountTest extends ApplicationServiceFixture {

  private static final int BURST = 30;

  @Override
  ServerConfig config() {
    return super.config()
        .with(RequestLimits.REQUESTS_PER_SECOND, 1)
        .with(RequestLimits.REQUEST_BURST, BURST)
        .with(RequestLimits.PUBLIC_REQUESTS_PER_SECOND, 1)
        .with(RequestLimits.PUBLIC_REQUEST_BURST, BURST)
        .with(ServerSettings.OPEN_REGISTRATION, true);
  }

  private static Answer login(Http http, String user) {
    return http.post(
        "login",
        "{\"type\":\"m.login.application_service\",\"identifier\":{\"type\":\"m.id.user\",\"user\":\"%s\"},\"device_id\":\"BRIDGE\"}"
            .formatted(user));
  }

  @Test
  @DisplayName("R5: are registered with its token and no password, with a device if it likes")
  void registers() {
    String name = newUser();
    Answer answer =
        irc()
            .post(
                "register",
                "{\"type\":\"m.login.application_service\",\"username\":\"%s\"}".formatted(name));

    assertThat(answer.text("user_id")).isEqualTo("@" + name + ":localhost");
    assertThat(
            anonymous
                .withToken(answer.text("access_token"))
                .get("account/whoami")
                .text("device_id"))
        .isEqualTo(answer.text("device_id"));
    assertThat(register(irc(), name).outcome()).isEqualTo("400 M_USER_IN_USE");
    assertThat(register(irc(), newUser()).json().has("access_token")).isFalse();
    assertThat(register(irc(), "ircbot").outcome()).isEqualTo("400 M_USER_IN_USE");
    assertThat(
            irc()
                .post(
                    "register?kind=guest",
                    "{\"type\":\"m.login.application_service\",\"username\":\"%s\"}"
                        .formatted(newUser()))
                .outcome())
        .isEqualTo("403 M_FORBIDDEN");
  }

  @Test
  @DisplayName("are only in its namespaces, and not in what another service has alone")
  void namespaces() {
    assertThat(register(irc(), "someone").outcome()).isEqualTo("400 M_EXCLUSIVE");
    assertThat(register(anonymous.withToken("as-help"), "_irc_x").outcome())
        .isEqualTo("400 M_EXCLUSIVE");
    assertThat(register(anonymous.withToken("as-help"), "_other").outcome()).isEqualTo("200");
    assertThat(irc().post("register", "{\"type\":\"m.login.application_service\"}").outcome())
        .isEqualTo("400 M_MISSING_PARAM");
  }

  @Test
  @DisplayName("A1: need its token")
  void token() {
    assertThat(register(anonymous, newUser()).outcome()).isEqualTo("401 M_MISSING_TOKEN");
    assertThat(register(anonymous.withToken("who"), newUser()).outcome())
        .isEqualTo("401 M_UNKNOWN_TOKEN");
    assertThat(login(anonymous, "ircbot").outcome()).isEqualTo("401 M_MISSING_TOKEN");
    assertThat(login(anonymous.withToken("who"), "ircbot").outcome())
        .isEqualTo("401 M_UNKNOWN_TOKEN");
  }

  @Test
  @DisplayName("are nobody else's to register where it is alone in the namespace")
  void exclusive() {
    String body =
        "{\"username\":\"%s\",\"password\":\"secret\",\"auth\":{\"type\":\"m.login.dummy\"}}";
    assertThat(anonymous.post("register", body.formatted(newUser())).outcome())
        .isEqualTo("400 M_EXCLUSIVE");
    assertThat(anonymous.post("register", "{\"username\":\"_irc_x\"}").outcome())
        .isEqualTo("400 M_EXCLUSIVE");
    assertThat(anonymous.post("register", body.formatted("_free")).outcome()).isEqualTo("200");
  }

  @Test
  @DisplayName("R5: are logged in to with its token")
  void login() {
    String name = newUser();
    register(irc(), name);

    Answer answer = login(irc(), name);

    assertThat(answer.text("user_id")).isEqualTo("@" + name + ":localhost");
    assertThat(anonymous.withToken(answer.text("access_token")).get("sync").outcome())
        .isEqualTo("200");
    assertThat(login(irc(), "@" + name + ":localhost").outcome()).isEqualTo("200");
    assertThat(login(irc(), newUser()).outcome()).isEqualTo("403 M_FORBIDDEN");
    assertThat(login(irc(), "someone").outcome()).isEqualTo("400 M_EXCLUSIVE");
    assertThat(login(irc(), "@_irc_x:elsewhere").outcome()).isEqualTo("400 M_EXCLUSIVE");
    assertThat(irc().post("login", "{\"type\":\"m.login.application_service\"}").outcome())
        .isEqualTo("400 M_MISSING_PARAM");
    assertThat(anonymous.get("login").body()).contains("m.login.application_service");
  }

  @Test
  @DisplayName("R3: are limited as its registration says, and its sender never")
  void limits() {
    String free = "account/whoami?" + registered();
    Http help = anonymous.withToken("as-help");
    register(help, "_limited");
    String limited = "account/whoami?user_id=@_limited:localhost";

    assertThat(outcomes(irc(), free)).containsOnly("200");
    assertThat(outcomes(help, "account/whoami")).containsOnly("200");
    assertThat(outcomes(help, limited)).startsWith("200").endsWith("429 M_LIMIT_EXCEEDED");
    assertThat(IntStream.range(0, 2 * BURST).mapToObj(i -> register(irc(), newUser()).outcome()))
        .containsOnly("200");
  }

  private static Iterable<String> outcomes(Http http, String path) {
    return IntStream.range(0, 2 * BURST).mapToObj(i -> http.get(path).outcome()).toList();
  }
}
