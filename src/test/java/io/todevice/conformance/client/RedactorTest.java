package io.todevice.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A secret")
class RedactorTest {

  private final Redactor redactor = new Redactor();

  @Test
  @DisplayName("is replaced by what it is, wherever it stands")
  void replaced() {
    redactor.add("sesame", "password");

    assertThat(redactor.redact("{\"password\":\"sesame\"} sesames"))
        .isEqualTo("{\"password\":\"‹password›\"} ‹password›s");
  }

  @Test
  @DisplayName("is found within JSON and within a query")
  void escaped() {
    redactor.add("a \"b\"&ä", "password");

    assertThat(redactor.redact("{\"p\":\"a \\\"b\\\"&ä\"}")).isEqualTo("{\"p\":\"‹password›\"}");
    assertThat(redactor.redact("?p=a%20%22b%22%26%C3%A4")).isEqualTo("?p=‹password›");
    assertThat(redactor.redact("?p=a+%22b%22%26%C3%A4")).isEqualTo("?p=‹password›");
  }

  @Test
  @DisplayName("that begins with another is replaced as a whole")
  void longest() {
    redactor.add("token", "short");
    redactor.add("token-and-more", "long");

    assertThat(redactor.redact("token-and-more token")).isEqualTo("‹long› ‹short›");
  }

  @Test
  @DisplayName("is not shown by half where a text is cut, however long either is")
  void cut() {
    redactor.add("s".repeat(50) + "ecret", "token");

    for (int before = 0; before < 120; before++) {
      String text = "x".repeat(before) + "s".repeat(50) + "ecret" + "y".repeat(10_000);
      assertThat(redactor.redact(text, 100)).doesNotContain("ss", "ecret").hasSizeLessThan(110);
    }
    assertThat(redactor.redact("abcd", 3)).isEqualTo("abc…");
    assertThat(redactor.redact("abcd", 4)).isEqualTo("abcd");
  }

  @Test
  @DisplayName("of three characters is none: it would stand everywhere")
  void tooShort() {
    redactor.add("abc", "password");

    assertThat(redactor.redact("abc")).isEqualTo("abc");
  }
}
