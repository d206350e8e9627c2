package io.todevice.spec.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A text of backslashes and {@code u} in these tables is the expression's, not Java's. */
@DisplayName("A pattern of JSON Schema")
class EcmaPatternTest {

  @ParameterizedTest(name = "{0} matches {1}: {2}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "^!, !room:example.org, true",
        "^!, room!, false",
        "a, xay, true",
        "^a$, `a\n`, false",
        "^a.b$, `a\nb`, false",
        "^a.b$, a\u0085b, true",
        "^.$, \uD83D\uDE00, true",
        "^[^a]$, \uD83D\uDE00, true",
        "^\\uD83D\\uDE00$, \uD83D\uDE00, true",
        "^\\u{1F600}$, \uD83D\uDE00, true",
        "^\\s$, \u00a0, true",
        "^\\S$, \u00a0, false",
        "^[\\S]$, \u2003, false",
        "^\\d+$, \u0661, false",
        "^\\w+$, \u00e9, false",
        "^[\\w.=/-]+$, a.b=c/d-e, true",
        "^[a\\-z]$, -, true",
        "^[a\\-z]$, m, false",
        "^[\\w-z]$, -, true",
        "^[[a]$, [, true",
        "^[a&&b]$, &, true",
        "^[^]$, x, true",
        "[], x, false",
        "^a{2}$, aa, true",
        "^a{x$, a{x, true",
        "^\\/\\#\\@$, /#@, true",
        "^\\cJ\\x41\\t$, `\nA\t`, true",
        "^\\p{Lu}\\p{Script=Greek}$, A\u03b1, true",
        "^\\P{L}$, a, false",
        "^(?<first>a)(b)\\k<first>\\2$, abab, true",
        "^(a)\\1$, ab, false",
        "^(?!m\\.).*$, m.room, false",
        "^(?!m\\.).*$, org.room, true",
        "(?<=@)x, @x, true",
        "^(?:ab|c)+?d, abcd, true",
        "^# x$, # x, true",
        "`^.{1,1024}$`, abc, true",
      })
  void matches(String pattern, String text, boolean isMatch) {
    assertThat(EcmaPattern.compile(pattern).matches(text)).isEqualTo(isMatch);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[", "(", "a**", "a*+", "a++", "*", "\\", "[z-a]", "(?x)a", "\\k<a>", ")"})
  @DisplayName("that is none is refused")
  void refused(String pattern) {
    assertThatThrownBy(() -> EcmaPattern.compile(pattern))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "(.*)*(.*)*(.*)*x$", "^([a-z]|b)*$"})
  @DisplayName("takes linear time, whatever a stranger sends")
  void linear(String pattern) {
    String text = "a".repeat(100_000) + "!";

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertThat(EcmaPattern.compile(pattern).matches(text)).isFalse());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"^(?=(a+)+$)", "^(a+)+\\1$", "^(?=x)?(?:a|a){0,2000}$", "^(?:(?=a)a|b)*$"})
  @DisplayName("that needs backtracking takes a bounded number of steps")
  void bounded(String pattern) {
    String text = "a".repeat(100_000) + "!";

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          try {
            assertThat(EcmaPattern.compile(pattern).matches(text)).isFalse();
          } catch (PatternLimitException e) {
            assertThat(e).hasMessage("matching the pattern takes too many steps");
          }
        });
  }

  @Test
  @DisplayName("that needs too many steps says so")
  void limit() {
    EcmaPattern pattern = EcmaPattern.compile("^(a|aa)+\\1x$");

    assertThatThrownBy(() -> pattern.matches("a".repeat(1000) + "!"))
        .isInstanceOf(PatternLimitException.class);
  }
}
