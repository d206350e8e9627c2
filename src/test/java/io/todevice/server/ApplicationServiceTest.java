package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An application service acts")
class ApplicationServiceTest extends ApplicationServiceFixture {

  private Answer whoami(String query) {
    return irc().get("account/whoami" + query);
  }

  @Test
  @DisplayName("A6: as its sender, without a device, where it names nobody")
  void sender() {
    assertThat(whoami("").json().path("user_id").asText()).isEqualTo("@ircbot:localhost");
    assertThat(whoami("").json().has("device_id")).isFalse();
  }

  @Test
  @DisplayName("A6: as the user and the device that the query names")
  void masquerades() {
    String as = registered("BRIDGE");
    String user = as.substring("user_id=".length(), as.indexOf('&'));

    assertThat(whoami("?" + as).text("user_id")).isEqualTo(user);
    assertThat(whoami("?" + as).text("device_id")).isEqualTo("BRIDGE");
    assertThat(whoami("?" + as.replace("device_id", "org.matrix.msc3202.device_id")).body())
        .isEqualTo(whoami("?" + as).body());
    assertThat(whoami("?" + as.replace("&device_id=BRIDGE", "")).json().has("device_id")).isFalse();
  }

  @Test
  @DisplayName("A2: with its token in the query too, where the document in force takes it there")
  void tokenInQuery() {
    String as = registered();
    Member member = register();
    int ofAnybody = anonymous.get("account/whoami?access_token=" + member.http().token()).status();

    assertThat(anonymous.get("account/whoami?access_token=" + TOKEN + "&" + as).status())
        .isEqualTo(ofAnybody);
  }

  @Test
  @DisplayName("only as registered users of its namespaces on this server")
  void otherUsers() {
    Member alice = register();
    for (String user :
        List.of(
            alice.userId(),
            "@_irc_nobody:localhost",
            "@_irc_user:elsewhere",
            "@helpbot:localhost",
            "_irc_user",
            "")) {
      assertThat(whoami("?user_id=" + user).outcome()).isEqualTo("403 M_FORBIDDEN");
    }
  }

  @Test
  @DisplayName("only on devices that the user has")
  void otherDevices() {
    String as = registered("BRIDGE");
    for (String device : List.of("OTHER", "", "*")) {
      assertThat(whoami("?" + as.replace("BRIDGE", device)).outcome())
          .isEqualTo("400 M_UNKNOWN_DEVICE");
    }
    assertThat(whoami("?device_id=BRIDGE").outcome()).isEqualTo("400 M_UNKNOWN_DEVICE");
  }

  @Test
  @DisplayName("A1: and nobody else by user_id and device_id")
  void othersDoNot() {
    String as = registered("BRIDGE");
    Member alice = register();

    assertThat(alice.http().get("account/whoami?" + as).text("user_id")).isEqualTo(alice.userId());
    assertThat(anonymous.withToken("as-other").get("account/whoami?" + as).outcome())
        .isEqualTo("401 M_UNKNOWN_TOKEN");
  }

  @Test
  @DisplayName("S1, D1, T1: sends and receives on a device, each message once")
  void messages() {
    String as = registered("BRIDGE");
    String other = registered("BRIDGE");
    Member alice = register();
    String toAlice = "{\"messages\":{\"%s\":{\"*\":{\"n\":1}}}}".formatted(alice.userId());
    for (int i = 0; i < 2; i++) {
      assertThat(irc().put("sendToDevice/m.test/t1?" + as, toAlice).outcome()).isEqualTo("200");
    }
    assertThat(irc().put("sendToDevice/m.test/t1?" + other, toAlice).outcome()).isEqualTo("200");
    assertThat(alice.sync().numbers()).containsExactly(1, 1);

    CompletableFuture<Answer> waiting =
        irc().callAsync("GET", "sync?timeout=30000&filter=%7B%7D&" + as, null);
    String user = as.substring("user_id=".length(), as.indexOf('&'));
    alice.send("m.test", "t2", "{\"%s\":{\"BRIDGE\":{\"n\":2}}}".formatted(user));

    Answer sync = waiting.join();
    assertThat(sync.numbers()).containsExactly(2);
    assertThat(irc().get("sync?since=" + sync.text("next_batch") + "&" + as).numbers()).isEmpty();
  }

  @Test
  @DisplayName("without a device only where none is needed")
  void withoutDevice() {
    String as = registered();
    Map<String, String> needDevice =
        Map.of(
            "GET sync", "",
            "PUT sendToDevice/m.test/t1", "{\"messages\":{}}",
            "POST keys/upload", "{}",
            "POST logout", "");
    needDevice.forEach(
        (request, body) -> {
          String[] parts = request.split(" ");
          assertThat(irc().call(parts[0], parts[1] + "?" + as, body).outcome())
              .as(request)
              .isEqualTo("400 M_MISSING_PARAM");
        });
    assertThat(irc().get("devices?" + as).outcome()).isEqualTo("200");
    assertThat(irc().post("keys/query?" + as, "{\"device_keys\":{}}").outcome()).isEqualTo("200");
  }

  @Test
  @DisplayName("creates, renames and deletes devices without a password")
  void devices() {
    String as = registered();

    assertThat(irc().put("devices/BRIDGE?" + as, "{\"display_name\":\"One\"}").outcome())
        .isEqualTo("201");
    assertThat(irc().put("devices/BRIDGE?" + as, "{\"display_name\":\"Two\"}").outcome())
        .isEqualTo("200");
    assertThat(irc().put("devices/BRIDGE?" + as, "{}").outcome()).isEqualTo("200");
    assertThat(irc().get("devices/BRIDGE?" + as).text("display_name")).isEqualTo("Two");
    assertThat(irc().delete("devices/BRIDGE?" + as, "{}").outcome()).isEqualTo("200");
    assertThat(irc().get("devices?" + as).json().path("devices")).isEmpty();
    assertThat(register().http().put("devices/BRIDGE", "{}").outcome())
        .isEqualTo("404 M_NOT_FOUND");
  }

  @Test
  @DisplayName("of requests at the same time, one creates the device, the others rename it")
  void devicesAtOnce() {
    String as = registered();
    List<CompletableFuture<Answer>> puts =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    irc()
                        .callAsync(
                            "PUT", "devices/BRIDGE?" + as, "{\"display_name\":\"" + i + "\"}"))
            .toList();

    assertThat(puts.stream().map(put -> put.join().outcome()))
        .containsOnlyOnce("201")
        .containsOnly("200", "201");
  }

  @Test
  @DisplayName("A5: a device that is deleted ends the syncs that wait on it")
  void deletedDevice() {
    String as = registered("BRIDGE");
    int before = server.waitingSyncs();
    CompletableFuture<Answer> waiting =
        irc()
            .callAsync(
                "GET",
                "sync?timeout=30000&since=" + irc().get("sync?" + as).text("next_batch") + "&" + as,
                null);

    await().until(() -> server.waitingSyncs() > before);

    irc().delete("devices/BRIDGE?" + as, "{}");

    assertThat(waiting.join().outcome()).isEqualTo("401 M_UNKNOWN_TOKEN");
    assertThat(whoami("?" + as).outcome()).isEqualTo("400 M_UNKNOWN_DEVICE");
  }
}
