package io.todevice.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.todevice.spec.model.SpecificationDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("In a sliding sync")
class SlidingSyncFaultsTest {

  private static final String STABLE = "/_matrix/client/v4/sync";
  private static final String UNSTABLE =
      "/_matrix/client/unstable/org.matrix.simplified_msc3575/sync";

  private final FaultRules rules =
      new FaultRules(
          SpecificationDocument.get(), token -> Optional.empty(), (user, device) -> true);
  private final ScriptedHomeserver homeserver = new ScriptedHomeserver();

  /** A homeserver with one device, whose messages are numbers, and a room that has news always. */
  private static final class ScriptedHomeserver implements Fault.Upstream {

    private final List<ProxyRequest> received = new ArrayList<>();
    private final List<Integer> inbox = new ArrayList<>();
    private int last;
    private int pos;

    void deliver(int count) {
      for (int i = 0; i < count; i++) {
        inbox.add(++last);
      }
    }

    @Override
    public ProxyResponse send(ProxyRequest request) {
      received.add(request);
      JsonNode extensions = Edits.object(request.text()).orElseThrow().path("extensions");
      String name = extensions.properties().iterator().next().getKey();
      inbox.removeIf(n -> n <= extensions.path(name).path("since").asInt());
      List<String> events =
          inbox.stream()
              .map("{\"sender\":\"@a:x\",\"type\":\"n\",\"content\":{ \"n\":%d.0}}"::formatted)
              .toList();
      return ProxyResponse.json(
          200,
          ("{\"pos\": \"p%d\",\"rooms\": {\"!r:x\":{\"big\":1.50}},\"extensions\":{\"%s\":"
                  + "{\"next_batch\":\"%d\",\"events\":[%s]},\"e2ee\":{ }}}\n")
              .formatted(++pos, name, last, String.join(",", events)));
    }
  }

  /** A client of one connection, which goes on from where the last response was. */
  private final class Client {

    private final String path;
    private final String extension;
    private String pos = "";
    private String since = "";
    private String answer = "";

    Client(String path, String extension) {
      this.path = path;
      this.extension = extension;
    }

    /** The messages that it gets. */
    List<Integer> sync() throws Exception {
      return sync("timeout=30000");
    }

    List<Integer> sync(String query) throws Exception {
      String body =
          "{\"conn_id\":\"main\", \"extensions\":{\"%s\":{\"enabled\":true%s}}}"
              .formatted(extension, since.isEmpty() ? "" : ",\"since\":\"" + since + "\"");
      answer =
          rules
              .handle(
                  new ProxyRequest(
                      "POST",
                      path + "?" + query + (pos.isEmpty() ? "" : "&pos=" + pos),
                      List.of("Authorization: Bearer secret"),
                      body.getBytes(UTF_8),
                      /* wasChunked= */ false),
                  homeserver)
              .text();
      JsonNode json = Edits.object(answer).orElseThrow();
      JsonNode toDevice = json.path("extensions").path(extension);
      pos = json.path("pos").textValue();
      since = toDevice.path("next_batch").textValue();
      List<Integer> numbers = new ArrayList<>();
      toDevice.path("events").forEach(event -> numbers.add(event.at("/content/n").asInt()));
      return numbers;
    }
  }

  private RuleInUse add(String script) {
    return FaultScript.read("rules", ("- {" + script + "}").getBytes(UTF_8))
        .addTo(rules, FaultRules.EVERYBODY)
        .get(0);
  }

  @Nested
  @DisplayName("of a current client")
  class Current {

    private final Client client = new Client(UNSTABLE, "to_device");

    @ParameterizedTest
    @CsvSource({
      "delivered-twice, '1,1,2,2,3,3'",
      "reordered, '3,2,1'",
      "emptied, '0,0,0'",
      "altered, '2,3,4'",
      "inbox-overflow, '3'"
    })
    @DisplayName("messages are changed once, when there are some")
    void messages(String effect, String seen) throws Exception {
      RuleInUse use = add("times: 1, effect: " + effect);
      assertThat(client.sync()).isEmpty();
      assertThat(use.happened()).isZero();
      homeserver.deliver(3);
      assertThat(client.sync().toString().replace(" ", "")).isEqualTo("[" + seen + "]");
      assertThat(use.happened()).isEqualTo(1);
      assertThat(client.sync()).isEmpty();
    }

    @Test
    @DisplayName("everything else keeps its bytes")
    void bytes() throws Exception {
      homeserver.deliver(2);
      add("effect: reordered, times: 1");
      client.sync();
      assertThat(client.answer)
          .contains("{\"!r:x\":{\"big\":1.50}}", "\"p1\"", "{ }", "{ \"n\":2.0}");
    }

    @Test
    @DisplayName("pages come one after the other, each with what is new in rooms, and none is lost")
    void pages() throws Exception {
      homeserver.deliver(5);
      RuleInUse use = add("effect: pages, size: 2, times: 1");
      assertThat(client.sync()).containsExactly(1, 2);
      homeserver.deliver(1);
      String between = client.since;
      assertThat(client.sync()).containsExactly(3, 4);
      assertThat(client.answer).contains("!r:x");
      assertThat(client.pos).isEqualTo("p2");
      client.since = between;
      assertThat(client.sync()).containsExactly(3, 4);
      assertThat(client.sync()).containsExactly(5);
      assertThat(client.sync()).containsExactly(6);
      assertThat(client.sync()).isEmpty();
      assertThat(use.happened()).isEqualTo(1);
      assertThat(homeserver.received.get(2).findQuery("timeout")).hasValue("0");
      assertThat(homeserver.received).noneMatch(each -> each.text().contains("fault-page"));
    }

    @Test
    @DisplayName("messages of forgotten pages come again")
    void forgottenPages() throws Exception {
      homeserver.deliver(3);
      client.since = "fault-page.0.2.1";
      assertThat(client.sync()).containsExactly(2, 3);
      client.since = "fault-page.0.2.";
      assertThat(client.sync()).containsExactly(2, 3);
      assertThat(homeserver.received.get(1).text()).doesNotContain("since");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout=30000", "timeout=0"})
    @DisplayName("an empty one comes at once, with the position that it came from")
    void emptySync(String query) throws Exception {
      client.sync();
      homeserver.deliver(2);
      RuleInUse use = add("effect: empty-sync, times: 1");
      String before = client.since;
      client.since = "";
      assertThat(client.sync(query)).containsExactly(1, 2);
      assertThat(use.happened()).isZero();
      client.since = before;
      assertThat(client.sync(query)).isEmpty();
      assertThat(client.since).isEqualTo(before);
      assertThat(client.answer).contains("!r:x");
      assertThat(homeserver.received.get(2).findQuery("timeout")).hasValue("0");
      assertThat(use.happened()).isEqualTo(1);
      assertThat(client.sync(query)).containsExactly(1, 2);
    }

    @Test
    @DisplayName("an old or forgotten position brings messages again, and pos goes on")
    void positions() throws Exception {
      client.sync();
      homeserver.deliver(2);
      add("effect: old-since, times: 1");
      assertThat(client.sync()).containsExactly(1, 2);
      assertThat(client.sync()).containsExactly(1, 2);
      RuleInUse use = add("effect: forgotten-since, times: 1");
      assertThat(client.sync()).containsExactly(1, 2);
      assertThat(client.pos).isEqualTo("p4");
      assertThat(use.happened()).isEqualTo(1);
      assertThat(client.sync()).isEmpty();
    }

    @Test
    @DisplayName("a rule holds by its operation, slidingSync")
    void operation() throws Exception {
      homeserver.deliver(1);
      RuleInUse classic = add("effect: emptied, operation: sync");
      RuleInUse sliding = add("effect: delivered-twice, operation: slidingSync, times: 1");
      assertThat(client.sync()).containsExactly(1, 1);
      assertThat(classic.matched()).isZero();
      assertThat(sliding.happened()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    UNSTABLE + ", to_device",
    UNSTABLE + ", org.matrix.msc4538.to_device",
    STABLE + ", to_device"
  })
  @DisplayName("effects happen on each path, and under each name of the extension")
  void names(String path, String extension) throws Exception {
    Client client = new Client(path, extension);
    homeserver.deliver(3);
    add("effect: pages, size: 2, times: 1");
    assertThat(client.sync()).containsExactly(1, 2);
    assertThat(client.sync()).containsExactly(3);
    assertThat(client.sync()).isEmpty();
  }

  @Test
  @DisplayName("a time to wait in the body is none for an empty sync")
  void timeoutInBody() throws Exception {
    add("effect: empty-sync");
    String body = "{\"timeout\":30000,\"extensions\":{\"to_device\":{\"since\":\"0\"}}}";
    ProxyResponse response =
        rules.handle(
            new ProxyRequest("POST", STABLE, List.of(), body.getBytes(UTF_8), false), homeserver);
    assertThat(homeserver.received.get(0).text()).isEqualTo(body.replace("30000", "0"));
    assertThat(response.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{\"extensions\":[1]}", "{\"extensions\":null}", "{"})
  @DisplayName("a body without the extension is passed on as it is")
  void otherBodies(String body) throws Exception {
    for (String effect :
        List.of("empty-sync", "old-since", "forgotten-since", "reordered", "'pages', size: 1")) {
      add("effect: " + effect);
    }
    List<String> passed = new ArrayList<>();
    ProxyResponse response =
        rules.handle(
            new ProxyRequest("POST", UNSTABLE, List.of(), body.getBytes(UTF_8), false),
            request -> {
              passed.add(request.text());
              return ProxyResponse.json(200, body);
            });
    assertThat(passed).containsExactly(body);
    assertThat(response.text()).isEqualTo(body);
  }
}
