package io.todevice.spec.drift.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The difference between two texts")
class TextDiffTest {

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a b c              | a x c         | a -b +x c
          ''                 | a b           | +a b
          a b                | ''            | -a b
          a b                | b             | -a b
          1 2 3 4 5 6 7      | 1 2 3 4 5 6 8 | … 3 4 5 6 -7 +8
          1 2 3 4 5 6        | 0 2 3 4 5 6   | -1 +0 2 3 4 5 …
          a 1 2 3 4 5 6 7 8 9 b | x 1 2 3 4 5 6 7 8 9 y | -a +x 1 2 3 4 … 6 7 8 9 -b +y
          """)
  @DisplayName("is shown word by word, with some words around it")
  void words(String was, String now, String expected) {
    assertThat(show(was, now, 100)).isEqualTo(expected);
  }

  @Test
  @DisplayName("is on one line, and cut where it is long")
  void bounded() {
    assertThat(show("", "one\n\ntwo  three", 100)).isEqualTo("+one two three");
    assertThat(show("", "12345 789", 7)).isEqualTo("+12345 7…");
    assertThat(show("x", "\ud83d\ude00\ud83d\ude00", 2)).isEqualTo("-x +\ud83d\ude00…");
  }

  private static String show(String was, String now, int limit) {
    return TextDiff.of(was, now, limit).stream()
        .map(
            part ->
                switch (part.kind()) {
                  case SAME -> part.text();
                  case REMOVED -> "-" + part.text();
                  case ADDED -> "+" + part.text();
                })
        .collect(Collectors.joining(" "));
  }
}
