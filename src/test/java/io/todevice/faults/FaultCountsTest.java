package io.todevice.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.todevice.faults.ProxyResponse.Sending;
import io.todevice.spec.model.SpecificationDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A rule counts an effect")
class FaultCountsTest {

  private static final String CLIENT = "/_matrix/client/v3";
  private static final String ONE = "{\"type\":\"a\",\"content\":{\"n\":3.140, \"t\":\"\\u00e9\"}}";
  private static final String TWO = "{\"type\":\"b\",\"content\":{\"n\":1.5e300}}";

  private final FaultRules rules =
      new FaultRules(
          SpecificationDocument.get(), token -> Optional.empty(), (user, device) -> true);
  private final List<ProxyRequest> received = new ArrayList<>();
  private String answer = "{}";

  private ProxyResponse ask(String method, String target, String body) throws Exception {
    return rules.handle(
        new ProxyRequest(
            method,
            CLIENT + target,
            List.of("Authorization: bearer secret"),
            body.getBytes(UTF_8),
            /* wasChunked= */ false),
        request -> {
          received.add(request);
          return ProxyResponse.json(200, answer);
        });
  }

  private String sync(String query, String... events) throws Exception {
    answer =
        "{\"next_batch\":\"s2\", \"to_device\":{\"events\":[" + String.join(",", events) + "]}}";
    return ask("GET", "/sync" + query, "").text();
  }

  private RuleInUse add(String script) {
    return FaultScript.read("rules", script.getBytes(UTF_8))
        .addTo(rules, FaultRules.EVERYBODY)
        .get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "delivered-twice, 1",
    "reordered, 2",
    "emptied, 1",
    "altered, 1",
    "'pages, size: 1', 2",
    "inbox-overflow, 2"
  })
  @DisplayName("on messages when it changes them, not when there is nothing to change")
  void messages(String effect, int least) throws Exception {
    RuleInUse use = add("- {effect: " + effect + ", times: 1}");
    String[][] pages = {{}, {ONE}, {ONE, TWO}};
    for (int i = 0; i < least; i++) {
      assertThat(sync("?since=s1", pages[i])).isEqualTo(answer);
      assertThat(use.happened()).isZero();
    }
    assertThat(sync("?since=s1", pages[least])).isNotEqualTo(answer);
    assertThat(use.happened()).isEqualTo(1);
    assertThat(sync("?since=s1", pages[least])).isEqualTo(answer);
    assertThat(use.matched()).isEqualTo(least + 1);
  }

  @Test
  @DisplayName("on a position when there is one and it changes")
  void positions() throws Exception {
    RuleInUse old = add("- {effect: old-since, times: 1}");
    sync("");
    sync("?since=s2");
    assertThat(old.happened()).isZero();
    assertThat(sync("?since=s1")).contains("\"next_batch\":\"s1\"");
    assertThat(old.happened()).isEqualTo(1);
    RuleInUse forgotten = add("- {effect: forgotten-since, times: 1}");
    sync("");
    assertThat(forgotten.happened()).isZero();
    sync("?since=s1");
    assertThat(received.subList(received.size() - 2, received.size()))
        .extracting(ProxyRequest::target)
        .containsExactly(CLIENT + "/sync", CLIENT + "/sync?since=s1&timeout=0");
    assertThat(forgotten.happened()).isEqualTo(1);
    RuleInUse empty = add("- {effect: empty-sync, times: 2}");
    sync("", ONE);
    sync("?since=s2");
    assertThat(empty.happened()).isZero();
    assertThat(sync("?since=s1", ONE)).isEqualTo("{\"next_batch\":\"s1\"}");
    sync("?since=s2&timeout=30000");
    assertThat(received.get(received.size() - 1).findQuery("timeout")).hasValue("0");
    assertThat(empty.happened()).isEqualTo(2);
  }

  @Test
  @DisplayName("on a send when it is a repetition, also of one before the rule")
  void transactions() throws Exception {
    String send = "/sendToDevice/m.dummy/";
    ask("PUT", send + "1", "{}");
    RuleInUse use = add("- {effect: forgotten-transaction, times: 1}");
    ask("PUT", send + "2", "{}");
    assertThat(use.happened()).isZero();
    ask("PUT", send + "1", "{}");
    assertThat(use.happened()).isEqualTo(1);
    ask("PUT", send + "1", "{}");
    assertThat(received.stream().map(ProxyRequest::transactionId))
        .containsExactly("1", "2", "1-forgotten1", "1");
  }

  @Test
  @DisplayName("on claims when a key is handed out again, for which the server is not asked")
  void claims() throws Exception {
    RuleInUse use = add("- {effect: one-time-key-twice, times: 1}");
    String claim = "{\"one_time_keys\":{\"@b:x\":{\"A\":\"c\",\"B\":\"c\"}}}";
    answer =
        "{\"one_time_keys\":{\"@b:x\":{\"A\":{\"c:1\":\"one\"},"
            + "\"B\":{\"c:f\":{\"key\":\"last\",\"fallback\":true}}}}}";
    ask("POST", "/keys/claim", claim);
    assertThat(use.happened()).isZero();
    answer = "{\"one_time_keys\":{\"@b:x\":{\"B\":{\"c:f\":\"last\"}}}}";
    assertThat(ask("POST", "/keys/claim", claim).text()).contains("one", "last");
    assertThat(received.get(1).text()).isEqualTo("{\"one_time_keys\":{\"@b:x\":{\"B\":\"c\"}}}");
    assertThat(use.happened()).isEqualTo(1);
    assertThat(ask("POST", "/keys/claim", claim).text()).doesNotContain("one\"}");
    assertThat(received.get(2).text()).isEqualTo(claim);
  }

  @Test
  @DisplayName("of a cut when there is a body, of a token when there is a token")
  void others() throws Exception {
    RuleInUse cut = add("- {effect: cut-body, times: 1}");
    answer = "";
    ask("GET", "/sync", "");
    assertThat(cut.happened()).isZero();
    answer = "{}";
    assertThat(ask("GET", "/sync", "").sending()).isEqualTo(Sending.HALF);
    RuleInUse logout = add("- {effect: soft-logout, times: 1}");
    rules.handle(
        new ProxyRequest("GET", CLIENT + "/login", List.of(), new byte[0], false),
        request -> ProxyResponse.json(200, "{}"));
    assertThat(logout.happened()).isZero();
    assertThat(ask("GET", "/sync", "").status()).isEqualTo(401);
  }

  @Test
  @DisplayName("by chance once for each request that it can change, and else leaves it to the next")
  void chance() throws Exception {
    add("- {effect: delivered-twice, probability: 0.5, seed: 7}\n- {effect: emptied}");
    List<Boolean> withEmptySyncs = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      sync("");
      String text = sync("", ONE);
      withEmptySyncs.add(text.contains(ONE + "," + ONE));
      assertThat(text.contains("\"content\":{}")).isNotEqualTo(withEmptySyncs.get(i));
    }
    rules.clear();
    add("- {effect: delivered-twice, probability: 0.5, seed: 7}");
    for (int i = 0; i < 20; i++) {
      assertThat(sync("", ONE).contains(ONE + "," + ONE)).isEqualTo(withEmptySyncs.get(i));
    }
    assertThat(withEmptySyncs).contains(true, false);
    assertThat(received).hasSize(60);
  }

  @Test
  @DisplayName("not on preflights of browsers")
  void preflights() throws Exception {
    RuleInUse use = add("- {effect: unavailable, times: 1}");
    assertThat(ask("OPTIONS", "/sync", "").status()).isEqualTo(200);
    assertThat(use.matched()).isZero();
    assertThat(ask("GET", "/sync", "").status()).isEqualTo(503);
  }

  @Test
  @DisplayName("and keeps the bytes of what it does not change")
  void bytes() throws Exception {
    add("- {effect: reordered, times: 1}");
    assertThat(sync("", ONE, TWO)).contains("[" + TWO + "," + ONE + "]");
    add("- {effect: altered, times: 1}");
    assertThat(sync("", ONE, TWO)).contains("\"n\":3.140").doesNotContain("\\u00e9");
  }

  @ParameterizedTest
  @CsvSource({"\uD83D\uDE00, A", "a\uD83D\uDE00b, aAb", "x\uD83D\uDE00, xA", "A, B", "'', A"})
  @DisplayName("of an alteration by one character, also if that is more than one char")
  void characters(String before, String after) throws Exception {
    add("- {effect: altered, times: 1}");
    assertThat(sync("", "{\"content\":{\"t\":\"" + before + "\"}}"))
        .contains("{\"t\":\"" + after + "\"}");
  }

  @Test
  @DisplayName("also beside values that are null")
  void nulls() throws Exception {
    add("- {effect: delivered-twice, times: 1}\n- {effect: emptied, times: 1}");
    answer = "{\"x\":null,\"next_batch\":\"s2\",\"to_device\":{\"y\":null,\"events\":[null,%s]}}";
    String event = "{\"z\":null,\"content\":{\"n\":null}}";
    answer = answer.formatted(event);
    assertThat(ask("GET", "/sync", "").text())
        .isEqualTo(answer.replace("null," + event, "null,null," + event + "," + event));
    assertThat(ask("GET", "/sync", "").text()).isEqualTo(answer.replace("{\"n\":null}", "{}"));
  }

  @Test
  @DisplayName("in a time that is short")
  void delays() throws Exception {
    RuleInUse use =
        rules
            .add(
                FaultRules.EVERYBODY,
                List.of(FaultRule.of(Effects.delay(Duration.ofMillis(1))).times(1)))
            .get(0);
    ask("GET", "/sync", "");
    assertThat(use.happened()).isEqualTo(1);
  }
}
