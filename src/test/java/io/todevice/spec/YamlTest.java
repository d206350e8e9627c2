package io.todevice.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " a",
        "a ",
        "a: b",
        "a:",
        "- a",
        "-",
        "?",
        "? a",
        ":",
        "#x",
        "a #b",
        "null",
        "Null",
        "~",
        "true",
        "False",
        "yes",
        "on",
        "n",
        "1",
        "1.0",
        "-1",
        "+1",
        "0x1F",
        "0o7",
        "010",
        "1_000",
        "1e5",
        ".5",
        ".inf",
        "-.INF",
        ".nan",
        "1:30:00",
        "2001-01-01",
        "'q'",
        "\"q\"",
        "it's",
        "*",
        "&a",
        "!x",
        "%x",
        "@x",
        "`x`",
        "{",
        "[",
        "}",
        "]",
        "{a}",
        "|",
        ">",
        "=",
        "<<",
        ",",
        "a,b",
        "a\nb",
        "a\n",
        "\na",
        "\n",
        "a\n\nb\n\n",
        " a\nb",
        "a\n b",
        "a \nb",
        "a\tb",
        "\t",
        "tab\t\nx",
        "a\r\nb",
        "a\rb",
        "\u0000",
        "\u0007",
        "\u007f",
        "\u2028",
        "\ufeff",
        "\ufffe",
        "é",
        "日本",
        "\ud83d\ude00",
        "---",
        "...",
        "--- a",
        "a\n---\nb",
        "\\",
        "\\n",
        "a\\\nb",
        "#/a~1b"
      })
  void everyTextComesBackAsItWas(String text) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("value", text);
    tree.put(text, "key");
    tree.putArray("list").add(text).addObject().put("inner", text);

    assertThat(Yaml.parse(Yaml.write(tree), "test.yaml")).isEqualTo(tree);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0085", "a\u0085b", "a\n\u0085b"})
  void soDoesOneWithYamlsOtherLineBreak(String text) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode().put("value", text);

    assertThat(Yaml.parse(Yaml.write(tree), "test.yaml")).isEqualTo(tree);
  }

  @Test
  void valuesOfOtherKindsComeBackToo() throws IOException {
    JsonNode tree =
        new JsonMapper()
            .readTree(
                """
                {"a": null, "b": true, "c": 1, "d": -0.5, "e": 12345678901234567890, "f": {}, "g": [],
                 "h": 1e300, "200": {"x": [[], [1, [2]]]}}
                """);

    assertThat(Yaml.parse(Yaml.write(tree), "test.yaml")).isEqualTo(tree);
    assertThat(Yaml.parse(Yaml.writeJson(tree), "test.json")).isEqualTo(tree);
  }

  @Test
  void keysAreTextWhateverTheyLookLike() {
    JsonNode tree =
        Yaml.parse(
            "200: a\ntrue: b\nnull: c\n2001-01-01: d\n".getBytes(StandardCharsets.UTF_8), "x");

    assertThat(SpecFiles.keys(tree)).containsExactly("200", "true", "null", "2001-01-01");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e400", "-1e400", "1.0e+999", "[1, {b: 1e309}]", ".inf", "-.Inf", ".nan"})
  void aNumberBeyondADoubleIsAnErrorAndNotTheTextInfinity(String value) {
    byte[] text = ("x: 1\na: " + value + "\n").getBytes(StandardCharsets.UTF_8);

    assertThatExceptionOfType(SpecificationException.class)
        .isThrownBy(() -> Yaml.parse(text, "test.yaml"))
        .withMessageMatching(
            "test.yaml:[23]:[0-9]+#/a(/1/b)?: (a number is too large|a number must be finite, and"
                + " decimal)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1e308", "-0.0", "1_0.5", "190:20:30"})
  void whatIsReadIsWrittenAndReadAgain(String value) {
    JsonNode tree = Yaml.parse(("a: " + value).getBytes(StandardCharsets.UTF_8), "test.yaml");

    assertThat(Yaml.parse(Yaml.write(tree), "test.yaml")).isEqualTo(tree);
  }
}
