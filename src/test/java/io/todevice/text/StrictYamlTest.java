package io.todevice.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Strict YAML")
class StrictYamlTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {a: &x {b: 1}, c: *x}                          | {"a": {"b": 1}, "c": {"b": 1}}
          {a: &x [1, {b: 2}], c: [*x, *x]}               | {"a": [1, {"b": 2}], "c": [[1, {"b": 2}], [1, {"b": 2}]]}
          {a: &x text, c: *x, d: *x}                     | {"a": "text", "c": "text", "d": "text"}
          {a: &x 7, c: [*x]}                             | {"a": 7, "c": [7]}
          {a: &x 1, b: *x, c: &x 2, d: *x}               | {"a": 1, "b": 1, "c": 2, "d": 2}
          {a: &x {b: &y [1]}, c: *y, d: *x}              | {"a": {"b": [1]}, "c": [1], "d": {"b": [1]}}
          {a: &x {b: 1, c: 2}, d: {<<: *x, c: 3}}        | {"a": {"b": 1, "c": 2}, "d": {"c": 3, "b": 1}}
          {a: &x {b: 1, c: 2}, d: {c: 3, <<: *x}}        | {"a": {"b": 1, "c": 2}, "d": {"c": 3, "b": 1}}
          {&x a: 1, b: *x}                               | {"a": 1, "b": "a"}
          {a: &x {b: 1}, c: {"<<": *x}}                  | {"a": {"b": 1}, "c": {"<<": {"b": 1}}}
          {a: &x {b: 1}, c: &y {b: 2, d: 3}, e: {<<: [*x, *y]}} | {"a": {"b": 1}, "c": {"b": 2, "d": 3}, "e": {"b": 1, "d": 3}}
          """)
  @DisplayName("reads an alias as a copy, and a merge key as the members that its map lacks")
  void aliases(String yaml, String json) throws Exception {
    assertThat(StrictYaml.read(yaml, new HashMap<>())).contains(new ObjectMapper().readTree(json));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: *x}                        | #/a | the alias has no anchor before it
          {a: *x, b: &x 1}               | #/a | the alias has no anchor before it
          {a: &x {b: *x}}                | #/a/b | the alias has no anchor before it
          {b: &x 1, a: &x {b: *x}}       | #/a/b | the alias has no anchor before it
          {a: &x [*x]}                   | #/a/0 | the alias has no anchor before it
          {a: &x 1, b: {<<: *x}}         | #/b/<< | the merge key '<<' takes a map, or a list of maps
          {a: {<<: [1]}}                 | #/a/<< | the merge key '<<' takes a map, or a list of maps
          {a: {<<: {b: 1}, <<: {b: 2}}}  | #/a/<< | duplicate key
          """)
  @DisplayName("refuses an alias that leads nowhere or to itself, and a merge of what is no map")
  void faults(String yaml, String pointer, String reason) {
    assertThatThrownBy(() -> StrictYaml.read(yaml, null))
        .isInstanceOfSatisfying(
            YamlException.class,
            fault -> {
              assertThat(fault.reason()).isEqualTo(reason);
              assertThat(fault.pointer()).isEqualTo(pointer);
            });
  }

  @Test
  @DisplayName("refuses aliases of aliases that are more than a million values, or too deep")
  void bombs() {
    StringBuilder wide = new StringBuilder("a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n");
    StringBuilder deep = new StringBuilder("a0: &a0 [1]\n");
    for (int i = 1; i < 600; i++) {
      String alias = "*a" + (i - 1);
      wide.append("a%d: &a%d [%s]\n".formatted(i, i, (alias + ", ").repeat(9) + alias));
      deep.append("a%d: &a%d [%s]\n".formatted(i, i, alias));
    }
    assertThatThrownBy(() -> StrictYaml.read(wide.toString(), null))
        .hasMessage("there are more than 1000000 values");
    assertThatThrownBy(() -> StrictYaml.read(deep.toString(), null))
        .hasMessage("maps and lists nest deeper than 500");
  }
}
