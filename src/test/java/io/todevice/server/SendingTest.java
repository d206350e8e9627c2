package io.todevice.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Sending")
class SendingTest extends ServerFixture {

  @Test
  @DisplayName(
      "S1, S4: 200 with {} and the message arrives with sender, type and content, and nothing else")
  void messageArrives() {
    Member alice = register();
    Member bob = register();

    Answer sent =
        alice.send("t1", bob, bob.deviceId(), "{ \"big\" : 12345678901234567890, \"pi\":3.140 }");

    assertThat(sent.status()).isEqualTo(200);
    assertThat(sent.body()).isEqualTo("{}");
    assertThat(sent.header("Content-Type")).isEqualTo("application/json");
    assertThat(bob.sync().body())
        .contains(
            "{\"events\":[{\"sender\":\"%s\",\"type\":\"org.example.test\",\"content\":{ \"big\" : 12345678901234567890, \"pi\":3.140 }}]}"
                .formatted(alice.userId()));
    assertThat(alice.sync().events()).isEmpty();
  }

  @Test
  @DisplayName(
      "S2: * reaches every device, the sender's own too, and a named device gets only its own")
  void wildcardReachesEveryOtherDevice() {
    Member phone = register("PHONE");
    Member tablet = login(phone, "TABLET");
    Member laptop = login(phone, "LAPTOP");

    phone.send(
        "org.example.test",
        "t1",
        "{\"%s\":{\"*\":{\"n\":1},\"TABLET\":{\"n\":2}}}".formatted(phone.userId()));

    assertThat(phone.sync().numbers()).containsExactly(1);
    assertThat(tablet.sync().numbers()).containsExactly(2);
    assertThat(laptop.sync().numbers()).containsExactly(1);
  }

  @Test
  @DisplayName(
      "S3: unknown devices and users, other servers and bad user IDs are passed over, the others get theirs")
  void unknownRecipientsArePassedOver() {
    Member alice = register();
    Member bob = register();

    Answer sent =
        alice.send(
            "org.example.test",
            "t1",
            "{\"%s\":{\"NOBODYS\":{\"n\":1},\"%s\":{\"n\":2}},\"@nobody:localhost\":{\"*\":{}},\"@x:elsewhere.example\":{\"*\":{}},\"bob\":{\"*\":{}},\"\":{}}"
                .formatted(bob.userId(), bob.deviceId()));

    assertThat(sent.outcome()).isEqualTo("200");
    assertThat(bob.sync().numbers()).containsExactly(2);
    assertThat(login(bob, "NOBODYS").sync().events()).isEmpty();
    assertThat(alice.send("org.example.test", "t2", "{}").outcome()).isEqualTo("200");
  }

  @DisplayName("S5: a bad body is refused with the right code, and its good recipients get nothing")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{                                                        | 400 M_NOT_JSON",
        "``                                                       | 400 M_NOT_JSON",
        "[]                                                       | 400 M_BAD_JSON",
        "{}                                                       | 400 M_MISSING_PARAM",
        "{\"messages\":null}                                      | 400 M_BAD_JSON",
        "{\"messages\":{\"$BOB\":{\"DEVICE\":{\"n\":1},\"X\":null}}}  | 400 M_BAD_JSON",
        "{\"messages\":{\"$BOB\":{\"DEVICE\":{\"n\":1},\"X\":\"\"}}}  | 400 M_BAD_JSON",
        "{\"messages\":{\"$BOB\":{\"DEVICE\":{\"n\":1}},\"@x:y\":[]}} | 400 M_BAD_JSON",
        "{\"messages\":{\"$BOB\":{\"DEVICE\":{\"n\":1e999}}}}      | 400 M_BAD_JSON",
      })
  void badBodyIsRefused(String body, String outcome) {
    Member alice = register();
    Member bob = register();

    Answer answer = alice.http().put("sendToDevice/t/1", body.replace("$BOB", bob.userId()));

    assertThat(answer.outcome()).isEqualTo(outcome);
    assertThat(answer.text("error")).isNotEmpty();
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(bob.sync().events()).isEmpty();
  }

  @Test
  @DisplayName(
      "S6: a content above 64 KiB and a request above 1 MiB are too large, and nothing is stored")
  void tooLargeIsRefused() {
    Member alice = register();
    Member bob = register();
    String fits = "{\"k\":\"" + "x".repeat((64 << 10) - 8) + "\"}";
    String tooLarge = "{\"k\":\"" + "x".repeat((64 << 10) - 7) + "\"}";

    assertThat(alice.send("t1", bob, "DEVICE", fits).outcome()).isEqualTo("200");
    assertThat(alice.send("t2", bob, "DEVICE", tooLarge).outcome()).isEqualTo("413 M_TOO_LARGE");
    assertThat(alice.send("t3", bob, "DEVICE", "{\"k\":\"" + "x".repeat(1 << 20) + "\"}").outcome())
        .isEqualTo("413 M_TOO_LARGE");
    assertThat(bob.sync().events()).hasSize(1);
  }

  @DisplayName("S7: the content type does not decide, nor does its absence")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "text/plain",
        "application/x-www-form-urlencoded",
        ""
      })
  void contentTypeDoesNotDecide(String contentType) {
    Member alice = register();
    byte[] body =
        "{\"messages\":{\"%s\":{\"*\":{\"n\":7}}}}"
            .formatted(alice.userId())
            .getBytes(StandardCharsets.UTF_8);
    var request = alice.http().request("PUT", "sendToDevice/t/1", body);
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }

    assertThat(Http.send(request.build()).join().outcome()).isEqualTo("200");
    assertThat(alice.sync().numbers()).containsExactly(7);
  }

  @DisplayName("S8: percent-encoding in the event type is decoded once")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/b",
        "100%",
        "%2F",
        "a b",
        "a+b",
        "über/😀",
        "a;x=1",
        "..",
        "a?b#c",
        "{eventType}"
      })
  void percentEncodingIsDecodedOnce(String type) {
    Member alice = register();
    String encoded =
        URLEncoder.encode(type, StandardCharsets.UTF_8).replace("+", "%20").replace(".", "%2E");

    assertThat(alice.send(encoded, "1", "{\"%s\":{\"*\":{}}}".formatted(alice.userId())).outcome())
        .isEqualTo("200");
    assertThat(alice.sync().events())
        .singleElement()
        .satisfies(event -> assertThat(event.path("type").asText()).isEqualTo(type));
  }

  @Test
  @DisplayName(
      "S8: an event type may have 255 bytes and no more; a matrix parameter is part of the path")
  void eventTypeMayHave255Bytes() {
    Member alice = register();
    String messages = "{\"%s\":{\"*\":{}}}".formatted(alice.userId());

    assertThat(alice.send("t".repeat(255), "1", messages).outcome()).isEqualTo("200");
    assertThat(alice.send("t".repeat(256), "2", messages).outcome())
        .isEqualTo("400 M_INVALID_PARAM");
    assertThat(alice.send("a;x=1", "3", messages).outcome()).isEqualTo("200");
    assertThat(alice.send("%FF", "4", messages).outcome()).isEqualTo("400 M_INVALID_PARAM");
    assertThat(alice.sync().events())
        .extracting(event -> event.path("type").asText())
        .containsExactly("t".repeat(255), "a;x=1");
  }

  @Test
  @DisplayName("S9: r0 serves the same operations; slashes more do not")
  void r0ServesTheSame() {
    Member alice = register();
    String body = "{\"messages\":{\"%s\":{\"*\":{\"n\":1}}}}".formatted(alice.userId());

    assertThat(alice.http().put("/_matrix/client/r0/sendToDevice/t/1", body).outcome())
        .isEqualTo("200");
    assertThat(alice.http().put("sendToDevice/t/1/", body).outcome())
        .isEqualTo("404 M_UNRECOGNIZED");
    assertThat(alice.http().put("sendToDevice//t/1", body).outcome())
        .isEqualTo("404 M_UNRECOGNIZED");
    assertThat(alice.http().put("/_matrix/client/v3//sendToDevice/t/1", body).outcome())
        .isEqualTo("404 M_UNRECOGNIZED");
    assertThat(alice.http().get("/_matrix/client/r0/sync").numbers()).containsExactly(1);
  }
}
