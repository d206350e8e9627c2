package io.todevice.fidelity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.todevice.config.FixedTokens;
import io.todevice.config.TestConfig;
import io.todevice.domain.AccessToken;
import io.todevice.domain.DeviceAddress;
import io.todevice.domain.DeviceId;
import io.todevice.domain.TokenHash;
import io.todevice.domain.UserId;
import io.todevice.http.exchange.RawConnection;
import io.todevice.http.exchange.RawConnection.Reply;
import io.todevice.server.TodeviceServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of the corpus goes over the wire, and what arrives is looked at as bytes. */
@DisplayName("JSON on its way")
class FidelityTest {

  private static final String V3 = "/_matrix/client/v3";
  private static final String BEFORE =
      "\"to_device\":{\"events\":[{\"sender\":\"@alice:localhost\",\"type\":\"t\",\"content\":";

  private static TodeviceServer server;
  private static RawConnection connection;
  private static int transactions;
  private static String since = "";
  private static String sinceOfTablet = "";

  @BeforeAll
  static void start() throws IOException {
    FixedTokens tokens =
        new FixedTokens(
            Map.of(
                hash("alice"), device("alice", "D"),
                hash("bob"), device("bob", "D"),
                hash("tablet"), device("bob", "TABLET")),
            Map.of());
    server = TodeviceServer.start(TestConfig.withoutRates().withFixedTokens(tokens));
    connection = new RawConnection(server.address().getPort());
  }

  @AfterAll
  static void stop() {
    connection.close();
    server.close();
  }

  static List<CorpusCase> contents() {
    return CorpusCase.list("contents.txt");
  }

  static List<CorpusCase> bodies() {
    return CorpusCase.list("bodies.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("contents")
  @DisplayName("S4, S5: a content arrives byte for byte, or is refused and nothing arrives")
  void content(CorpusCase tested) throws IOException {
    check(tested, body(tested));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  @DisplayName("S5, S6: a body is read as one JSON object in UTF-8, or refused")
  void wholeBody(CorpusCase tested) throws IOException {
    check(tested, tested.bytes());
  }

  @Test
  @DisplayName("S4: all contents that are delivered can wait in one inbox, and come in order")
  void together() {
    List<CorpusCase> delivered =
        contents().stream().filter(tested -> tested.outcome().equals("delivered")).toList();
    delivered.forEach(tested -> assertThat(send(body(tested)).status()).isEqualTo(200));
    String all = sync().body() + sync().body();
    int at = 0;
    for (CorpusCase tested : delivered) {
      int found = all.indexOf("\"content\":" + tested.content() + "}", at);
      assertThat(found).as(tested.name()).isNotNegative();
      at = found + tested.content().length();
    }
    assertThat(sync().body()).doesNotContain("\"content\"");
  }

  private static String body(CorpusCase tested) {
    // Bob's tablet is a good recipient of every request, before the one that is tested.
    return "{\"messages\":{\"@bob:localhost\":{\"TABLET\":{},\"D\":" + tested.bytes() + "}}}";
  }

  private static void check(CorpusCase tested, String body) throws IOException {
    Reply reply = send(body);
    String inbox = sync().body();
    if (tested.outcome().equals("delivered")) {
      assertThat(reply.body()).isEqualTo("{}");
      assertThat(inbox).contains(BEFORE + tested.content() + "}]}");
    } else {
      assertThat(reply.status()).isEqualTo(tested.outcome().equals("M_TOO_LARGE") ? 413 : 400);
      assertThat(reply.errcode()).isEqualTo(tested.outcome());
      assertThat(inbox).doesNotContain("\"content\"");
      assertThat(get("tablet", "/sync" + sinceOfTablet).body()).doesNotContain("\"content\"");
    }
    sinceOfTablet = next(get("tablet", "/sync" + sinceOfTablet));
    new ObjectMapper().readTree(inbox.getBytes(ISO_8859_1));
    assertThat(tested.name()).startsWith(prefix(tested.outcome(), tested.name()));
  }

  /** y is delivered and n is refused; i may be either. */
  private static String prefix(String outcome, String name) {
    return name.startsWith("i_") ? "i_" : outcome.equals("delivered") ? "y_" : "n_";
  }

  private static Reply send(String body) {
    String head = "PUT " + V3 + "/sendToDevice/t/" + transactions++ + " HTTP/1.1\n" + who("alice");
    return connection.send(head + "Content-Length: " + body.length() + "\n\n", body).read();
  }

  /** What waits for bob since the last time. */
  private static Reply sync() {
    Reply reply = get("bob", "/sync" + since);
    since = next(reply);
    return reply;
  }

  private static String next(Reply reply) {
    return "?since=" + reply.body().replaceAll("(?s).*\"next_batch\":\"([^\"]*)\".*", "$1");
  }

  private static Reply get(String user, String path) {
    return connection.send("GET " + V3 + path + " HTTP/1.1\n" + who(user) + "\n", "").read();
  }

  private static String who(String user) {
    return "Host: localhost\nAuthorization: Bearer " + user + "\n";
  }

  private static TokenHash hash(String name) {
    return TokenHash.of(new AccessToken(name));
  }

  private static DeviceAddress device(String name, String id) {
    return new DeviceAddress(UserId.of(name, "localhost"), new DeviceId(id));
  }
}
