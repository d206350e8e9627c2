package io.todevice.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.todevice.spec.model.SpecificationDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A script of faults")
class FaultScriptTest {

  private static final String SCRIPT =
      """
      - effect: answer-lost
        operation: sendToDevice
        eventType: m.room.encrypted
        times: 1
      - {effect: log-normal-delay, ms: 200, sigma: 0.5, probability: 0.25, seed: 7}
      - effect: pages
        size: 10
        user: "@alice:localhost"
        device: PHONE
      """;

  private final FaultRules rules =
      new FaultRules(
          SpecificationDocument.get(),
          token -> Optional.empty(),
          (user, device) ->
              user.equals("@alice:localhost") && device.orElse("PHONE").equals("PHONE"));

  private static FaultScript read(String text) {
    return FaultScript.read("rules.yaml", text.getBytes(UTF_8));
  }

  private void add(String text) {
    read(text).addTo(rules, FaultRules.EVERYBODY);
  }

  @Test
  @DisplayName("is rules with their effects' parameters")
  void rules() {
    List<FaultRule> read = read(SCRIPT).rules();

    assertThat(read).hasSize(3);
    assertThat(read.get(0).effect()).hasToString("answer-lost");
    assertThat(read.get(0).operation()).hasValue("sendToDevice");
    assertThat(read.get(0).eventType()).hasValue("m.room.encrypted");
    assertThat(read.get(0).times()).isEqualTo(1);
    assertThat(read.get(1).effect().parameters()).isEqualTo(Map.of("ms", 200L, "sigma", 0.5));
    assertThat(read.get(1).probability()).isEqualTo(0.25);
    assertThat(read.get(1).seed()).isEqualTo(7);
    assertThat(read.get(2).effect().parameters()).isEqualTo(Map.of("size", 10));
    assertThat(read.get(2).user()).hasValue("@alice:localhost");
    assertThat(read.get(2).device()).hasValue("PHONE");
    assertThat(read.get(2).times()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  @DisplayName("may be JSON, and has every effect")
  void effects() {
    for (String name : EffectNames.all()) {
      StringBuilder rule = new StringBuilder("[{\"effect\": \"" + name + "\"");
      EffectNames.parameters(EffectNames.find(name).orElseThrow())
          .forEach(parameter -> rule.append(", \"" + parameter + "\": 3"));
      assertThat(read(rule + "}]").rules().get(0).effect()).hasToString(name);
    }
  }

  @Test
  @DisplayName("can have what docs/faults.md lists, and nothing else")
  void page() throws Exception {
    TreeSet<String> listed = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("docs/faults.md"))) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 6 && cells[1].contains("`")) {
        List<String> parameters = quoted(cells[2]);
        for (String name : quoted(cells[1])) {
          listed.add(name);
          assertThat(EffectNames.find(name).map(EffectNames::parameters))
              .as(name)
              .hasValueSatisfying(
                  known -> assertThat(known).containsExactlyInAnyOrderElementsOf(parameters));
        }
      }
    }
    assertThat(listed).isEqualTo(new TreeSet<>(EffectNames.all()));
  }

  private static List<String> quoted(String cell) {
    return Pattern.compile("`([^`]+)`")
        .matcher(cell)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{effect: anser-lost}|/0/effect: unknown effect 'anser-lost'; did you mean answer-lost?",
        "{operation: sync}|/0: has no effect",
        "{effect: delay}|/0: delay needs 'ms'",
        "{effect: delay, ms: 0}|/0/ms: must be a whole number from 1 to 86400000",
        "{effect: delay, ms: 1.5}|/0/ms: must be a whole number from 1 to 86400000",
        "{effect: delay, ms: 5, size: 3}|/0/size: delay has no such parameter",
        "{effect: log-normal-delay, ms: 5, sigma: 11}|/0/sigma: must be a number from 0.0 to 10.0",
        "{effect: log-normal-delay, ms: 5, sigma: .nan}|a number must be finite, and decimal",
        "{effect: log-normal-delay, ms: 5, sigma: -.inf}|a number must be finite, and decimal",
        "{effect: reordered, operatoin: sync}"
            + "|/0/operatoin: unknown member; did you mean operation?",
        "{effect: reordered, times: 0}|/0/times: must be a whole number from 1 to 2147483647",
        "{effect: reordered, probability: 0}"
            + "|/0/probability: can never match: must be above 0 and up to 1",
        "{effect: reordered, probability: 2}|/0/probability: must be a number from 0.0 to 1.0",
        "{effect: reordered, user: 5}|/0/user: must be a text of at least one character",
        "reordered|/0: must be a rule, which is a map",
      })
  @DisplayName("with an error in a rule is refused with the place")
  void mistakes(String rule, String message) {
    assertThatThrownBy(() -> read("# a comment\n- " + rule))
        .isInstanceOf(FaultScriptException.class)
        .message()
        .startsWith("rules.yaml:2:")
        .endsWith(": " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "operation: snyc|operation: can never match: there is no operation 'snyc'; did you mean"
            + " sync?",
        "operation: sendToDevice"
            + "|operation: can never match: it is about slidingSync or sync, not sendToDevice",
        "eventType: m.dummy"
            + "|eventType: can never match: only requests of sendToDevice have an event type",
        "user: alice" + "|user: can never match: 'alice' is not a user ID like @alice:example.org",
        "user: '@bob:localhost'|user: can never match: there is no user '@bob:localhost'",
        "device: PHONE|device: can never match: a device is one of a user, and there is none",
      })
  @DisplayName("with a rule that can never match is refused with the place, and none of it holds")
  void impossible(String member, String message) {
    assertThatThrownBy(
            () -> add("- effect: answer-lost\n  times: 1\n- effect: reordered\n  " + member))
        .isInstanceOf(FaultScriptException.class)
        .hasMessage("rules.yaml:4:3: /1/" + message);
    assertThat(rules.list()).isEmpty();
  }

  @Test
  @DisplayName("may have the greatest of each parameter")
  void greatest() {
    add("- {effect: pages, size: 1000000}\n- {effect: log-normal-delay, ms: 86400000, sigma: 10}");
    assertThat(rules.list()).hasSize(2);
  }

  @Test
  @DisplayName("with a device that the user does not have is refused")
  void device() {
    assertThatThrownBy(() -> add("[{effect: reordered, user: '@alice:localhost', device: PAD}]"))
        .hasMessageEndingWith("/0/device: can never match: the user has no device 'PAD'");
  }

  @Test
  @DisplayName("with an event type on an operation that sends none is refused")
  void eventType() {
    assertThatThrownBy(() -> add("[{effect: delay, ms: 1, operation: sync, eventType: m.dummy}]"))
        .hasMessageEndingWith("/0/eventType: can never match: it is about sendToDevice, not sync");
  }

  @Test
  @DisplayName("with a rule behind one that takes all of its requests is refused")
  void covered() {
    String all = "- {effect: unavailable, operation: sync}\n";
    String behind = "- {effect: reordered, operation: sync, user: '@alice:localhost'}";
    assertThatThrownBy(() -> add(all + behind))
        .hasMessage("rules.yaml:2:4: /1/effect: can never match: rule 0 takes all of its requests");
    assertThat(rules.list()).isEmpty();
    add(all + "- {effect: reordered}");
    rules.clear();
    add(all + "- {effect: unavailable}");
    rules.clear();
    add("- {effect: unavailable, times: 1}\n- {effect: unavailable}");
    rules.clear();
    add("- {effect: unavailable, probability: 0.5}\n- {effect: unavailable}");
    rules.clear();
    add("- {effect: reordered}\n- {effect: unavailable, operation: sync}");
    rules.clear();
    add("- {effect: unavailable, user: '@alice:localhost'}\n- {effect: unavailable}");
    assertThat(rules.list()).hasSize(2);
  }

  @Test
  @DisplayName("with a rule about tokens on an operation without tokens is refused")
  void withoutToken() {
    String login = "[{effect: %s, operation: login%s}]";
    assertThatThrownBy(() -> add(login.formatted("unavailable", ", user: '@alice:localhost'")))
        .hasMessageEndingWith(
            "/0/operation: can never match: requests of login have no access token");
    assertThatThrownBy(() -> add(login.formatted("soft-logout", "")))
        .hasMessageEndingWith("requests of login have no access token");
    add(login.formatted("unavailable", ""));
  }

  @Test
  @DisplayName("with a rule behind one that was added before and takes all is refused")
  void coveredByEarlier() {
    add("[{effect: unavailable, operation: sync}]");
    assertThatThrownBy(() -> add("[{effect: delay, ms: 1, operation: sync}]"))
        .hasMessageEndingWith(
            "/0/effect: can never match: the rule with ID 1 takes all of its requests");
    rules.clear();
    add("[{effect: delay, ms: 1, operation: sync}]");
  }

  @Test
  @DisplayName("with a user ID that is not in quotes is refused with the reason")
  void quotes() {
    assertThatThrownBy(() -> read("- effect: reordered\n  user: @alice:localhost"))
        .hasMessage(
            "rules.yaml:2:9: not valid YAML: a text that begins with '@', '`' or '%' needs quotes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "# nothing", "[]", "effect: delay", "- {effect: delay", "- &a 1\n- *a"})
  @DisplayName("that is no list of rules is refused in one line")
  void noList(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(FaultScriptException.class)
        .hasMessageMatching("rules.yaml:\\d+:\\d+: [^\n]+");
  }
}
