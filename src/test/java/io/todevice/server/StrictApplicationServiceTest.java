package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.config.ServerConfig;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Strict mode, with an application service")
class StrictApplicationServiceTest extends StrictFixture {

  @Override
  ServerConfig config() {
    return super.config()
        .withApplicationServices(
            List.of(ApplicationServiceFixture.service("irc", "as-irc", "@_irc_", true)));
  }

  private Member registered(String name) {
    Http irc = anonymous.withToken("as-irc");
    call(
        irc,
        "POST",
        "register",
        "{\"type\":\"m.login.application_service\",\"username\":\"%s\",\"inhibit_login\":true}"
            .formatted(name));
    Member member = new Member(name, "@" + name + ":localhost", "BRIDGE", irc);
    assertThat(call(irc, "PUT", "devices/BRIDGE?user_id=" + member.userId(), "{}").status())
        .isEqualTo(201);
    return member;
  }

  private static String as(Member member) {
    return "?user_id=" + member.userId() + "&device_id=" + member.deviceId();
  }

  @Test
  @DisplayName("tells its users apart, and takes user_id and device_id for what they are")
  void users() {
    Member one = registered("_irc_one");
    Member two = registered("_irc_two");
    for (Member member : List.of(one, two)) {
      String body = "{\"messages\":{\"%s\":{\"*\":{}}}}".formatted(member.userId());
      assertThat(put(member, "sendToDevice/m.test/t1" + as(member), body).outcome())
          .isEqualTo("200");
    }
    call(one.http(), "GET", "account/whoami" + as(two).replace("BRIDGE", "NONE"), null);

    assertThat(violations(one)).isEmpty();
    assertThat(violations(two)).isEmpty();
  }

  @Test
  @DisplayName("T1: reports a transaction that one of its users uses for something else")
  void transaction() {
    Member one = registered("_irc_three");
    put(one, "sendToDevice/m.test/t1" + as(one), "{\"messages\":{}}");
    put(
        one,
        "sendToDevice/m.test/t1" + as(one),
        "{\"messages\":{\"%s\":{\"*\":{}}}}".formatted(one.userId()));

    assertThat(violations(one)).hasSize(1);
  }
}
